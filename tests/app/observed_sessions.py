"""Everything that may happen, through the function as Lambda calls it; its logs and metrics go to standard output.

`python -m tests.app.observed_sessions FOLDER` keeps its memory in a folder. In whatever is a listener's stands SECRET.
"""

import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import urllib3
from ask_sdk_model.services import ApiClient, ApiClientRequest, ApiClientResponse

from skill.alexa.time_zone import DeviceHour
from skill.app.app import Edition
from skill.audio.port import AudioFault
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.aws import lambda_function
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.preferences import CheckIns
from skill.practice.spec import Spec
from skill.simulator import envelope
from skill.simulator.desk import MODEL
from skill.simulator.device import Device
from skill.simulator.envelope import Sender
from skill.simulator.heard import SlotValue
from skill.simulator.script import Player
from skill.simulator.understanding import Understanding
from skill.store.dynamodb import DynamoStore
from skill.store.port import Changes, Listener, Memory, StoreFault
from skill.store.sqlite import SqliteStore
from tests.store.broken_database import answering, refusal
from tests.store.table import TABLE, client_for

BEGIN = 1_790_000_000
SENDER = Sender("amzn1.ask.account.SECRETUSER", "amzn1.ask.person.SECRETPERSON", "amzn1.ask.device.SECRETDEVICE")
CONTEXT = SimpleNamespace(
    function_name="f", memory_limit_in_mb=512, invoked_function_arn="arn:aws:lambda:::function:f", aws_request_id="1"
)
SESSIONS = (
    ("Alexa, open muscle relaxation", "yes", "yes", "yes"),
    ("Alexa, open muscle relaxation", "the SECRETUTTERANCE of it", "purple monkey", "yes", "(30 s) pause", "(silence)"),
    ("Alexa, open muscle relaxation", "purple monkey", "yes", "stop"),
    ("Alexa, open muscle relaxation", "I can't breathe", "no"),
    ("Alexa, open muscle relaxation", "no", "yes", "delete my data", "yes"),
)
ERROR = {"type": "INVALID_RESPONSE", "message": "SECRETANSWER"}


class Offline(ApiClient):
    """A line to Alexa's services that breaks, and says whose it was."""

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        raise urllib3.exceptions.HTTPError(f"{request.url} {request.headers} SECRET")


class Broken(SqliteStore):
    """A store with a fault that nobody foresaw, and which tells whom it struck."""

    def load(self, listener: Listener) -> Memory | None:
        try:
            raise KeyError(f"SECRET {listener.user}")
        except KeyError as error:
            error.add_note("SECRETNOTE")
            raise RuntimeError(f"SECRET {listener.person}") from error


def call(event: Any) -> Mapping[str, Any]:
    """Call the function with an event that holds a token and an utterance."""
    if isinstance(event, dict) and "context" in event:
        event["context"]["System"]["apiAccessToken"] = "SECRETTOKEN"
        event["request"]["inputTranscript"] = "SECRETTRANSCRIPT"
    answer: Mapping[str, Any] = lambda_function.handler(event, CONTEXT)
    return answer


def sent(request: Mapping[str, Any], now: float = BEGIN) -> dict[str, Any]:
    """Return a request of this listener."""
    return envelope.envelope(request, SENDER, "SECRETSESSION", {"SECRETATTRIBUTE": "SECRET"}, now, True)


def sessions(folder: Path) -> None:
    """Play whole sessions: finished, left, taken up again, deleted."""
    lambda_function.app.store = SqliteStore(folder / "memory.sqlite", clock=lambda: BEGIN)
    speech_time = lambda_function.app.content.library.speech_time
    device = Device(call, Understanding.load(MODEL), speech_time, BEGIN, SENDER)
    lambda_function.endpoint.clock = lambda: device.now
    for lines in SESSIONS:
        list(Player(device).play(lines))


def faults(folder: Path) -> None:
    """Let the database and the code fail."""
    said = [envelope.launch(), envelope.intent("GoToIntent", {"area": SlotValue("SECRETSLOT", "SECRETID")})]
    with answering(refusal("ThrottlingException", f"Not now, {SENDER.user}")) as address:
        lambda_function.app.store = DynamoStore(client_for(address), TABLE)
        for request in said:
            call(sent(request))
        with suppress(StoreFault):
            call(sent({"type": "AlexaSkillEvent.SkillDisabled"}))
    lambda_function.app.store = Broken(folder / "memory.sqlite")
    for request in said:
        call(sent(request))


class NoAudio:
    """Audio that cannot be put where devices find it."""

    @property
    def made_by(self) -> str:
        return lambda_function.app.content.library.made_by

    def plan(self, spec: Spec) -> Plan:
        return make_plan(spec, lambda_function.app.content.library)

    def url(self, stream: Stream) -> str:
        raise AudioFault("EndpointConnectionError")


def audio(folder: Path) -> None:
    """Let audio fail: on its way to a device, and on the device."""
    lambda_function.app.store = SqliteStore(folder / "memory.sqlite", clock=lambda: BEGIN)
    edition = Edition(lambda_function.app.content, NoAudio())
    lambda_function.app.edition_of = lambda _: edition
    bedtime = envelope.intent("StartIntent", {"routine": SlotValue("SECRETSLOT", "bedtime")})
    call(envelope.envelope(bedtime, SENDER, "SECRETSESSION", {}, BEGIN, True, {"playerActivity": "IDLE"}))
    token = Token(Stream(Spec("standard", 10)), "SECRETPERSON", BEGIN).to_wire()
    state = {"token": token, "offsetInMilliseconds": 0, "playerActivity": "PLAYING"}
    error = {"type": "MEDIA_ERROR_INVALID_REQUEST", "message": "SECRET"}
    failed = {"type": "AudioPlayer.PlaybackFailed", "token": token, "error": error, "currentPlaybackState": state}
    call(envelope.untold(failed, SENDER, BEGIN, state))
    call(envelope.untold(envelope.audio_event("PlaybackStopped", "SECRETTOKEN", 1.0), SENDER, BEGIN, state))


def pictures(folder: Path) -> None:
    """Let a picture be more than an answer holds: of a session that asks nothing, on a device that can't play it."""
    store = SqliteStore(folder / "memory.sqlite", clock=lambda: BEGIN)
    store.save(
        Listener(SENDER.user, "SECRETSEER"), Changes(welcomed=True, preferences={"check_ins": CheckIns.NONE}), BEGIN
    )
    lambda_function.app.store = store
    slots = {"routine": SlotValue("SECRETSLOT", "sixteen"), "minutes": SlotValue("20", "")}
    seer = replace(SENDER, person="SECRETSEER", screen=True)
    asked = envelope.intent("StartIntent", slots)
    call(envelope.envelope(asked, seer, "SECRETSESSION", {}, BEGIN, True))


def refusals() -> None:
    """Send what is no request for this skill, and what Alexa tells of an answer that it didn't like."""
    call("SECRET")
    call(sent({"type": "SECRET.Type"}))
    call(sent({"type": "LaunchRequest"}, BEGIN - 7 * 86400))
    call(sent({"type": "IntentRequest", "intent": {"name": "SECRET", "slots": ["SECRET"]}}))
    call(sent({"type": "System.ExceptionEncountered", "error": ERROR, "cause": {"requestId": "SECRET"}}))
    call(sent({"type": "SessionEndedRequest", "reason": "ERROR", "error": ERROR}))
    lambda_function.endpoint.skill_id = "amzn1.ask.skill.another"
    call(sent(envelope.launch()))


def main(folder: Path) -> None:
    """Let everything happen."""
    lambda_function.endpoint.hour_of = DeviceHour(Offline())
    sessions(folder)
    lambda_function.endpoint.clock = lambda: BEGIN
    audio(folder)
    pictures(folder)
    faults(folder)
    refusals()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
