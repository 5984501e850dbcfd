"""The skill where the database, the settings service and the bucket are slow and alive, all at once."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

from skill.alexa.endpoint import Endpoint
from skill.alexa.time_zone import DeviceHour
from skill.app.app import App
from skill.audio import s3
from skill.audio.port import Naming, Recording
from skill.audio.s3 import S3Audio
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.content.content import Content
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.store.dynamodb import CONFIG, DynamoStore
from skill.store.memory_store import MemoryStore
from skill.store.port import HOUSEHOLD
from tests.network.slow_servers import HEAD, Manner, dripping, server, silent, slow_to_read
from tests.store.table import REGION, TABLE, client_for

MANNERS: dict[str, Manner] = {
    "is silent": silent,
    "drips from its first byte": dripping(b""),
    "drips its headers": dripping(b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "drips its body": dripping(HEAD),
    "takes an upload slowly": slow_to_read,
}
UPLOAD = b"x" * 10_000_000
"""What a session of an hour is, about."""
BUCKET = "bucket"
ENVIRONMENT = {"AWS_DEFAULT_REGION": REGION, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
Event = dict[str, Any]


@contextmanager
def slow_skill(content: Content, manner: str) -> Iterator[Callable[[Event], Event]]:
    """Give the skill as Lambda calls it, with all that it calls slow in one manner."""
    with server(MANNERS[manner]) as (address, _):
        yield skill_at(content, address)


def skill_at(content: Content, address: str) -> Callable[[Event], Event]:
    """Return the skill as Lambda calls it, which finds all that it calls at one address."""
    store = DynamoStore(client_for(address, CONFIG), TABLE)
    with patch.dict("os.environ", {**ENVIRONMENT, "AWS_ENDPOINT_URL_S3": address}):
        bucket = s3.make_client()
    made = Recording(partial(make_plan, library=content.library), "voice", lambda _plan, _stream: iter((UPLOAD,)), "it")
    audio = S3Audio(lambda: bucket, BUCKET, "https://audio.example", Naming(b"s" * 16), made)
    skill = Endpoint(App(content, store, audio=audio), hour_of=DeviceHour())

    def answered(event: Event) -> Event:
        event["context"]["System"]["apiEndpoint"] = address
        return skill(event)

    return answered


def _said(request: Event, attributes: Event | None = None) -> Event:
    new, player = attributes is None, {"playerActivity": "IDLE"}
    return envelope.envelope(request, Sender(), "session", attributes or {}, time.time(), new, player)


def _after(request: Event, *intents: str) -> Callable[[Content], Event]:
    """Return a request in a session in which these were said before to a skill that was well."""

    def made(content: Content) -> Event:
        well, attributes = Endpoint(App(content, MemoryStore())), None
        for intent in intents:
            attributes = well(_said(envelope.intent(intent, {}), attributes))["sessionAttributes"]
        return _said(request, attributes)

    return made


def _untold(request: Event) -> Callable[[Content], Event]:
    return lambda _: envelope.untold(request, Sender(), time.time(), {"playerActivity": "STOPPED"})


KINDS: dict[str, Callable[[], Event]] = {
    "a launch": lambda: _said(envelope.launch()),
    "a session that is played": lambda: _said(envelope.intent("CannotSleepIntent", {})),
    "a wish": lambda: _said(envelope.intent("SlowerIntent", {})),
    "resuming": lambda: _said(envelope.intent("AMAZON.ResumeIntent", {})),
    "a question": lambda: _said(envelope.intent("BenefitsIntent", {})),
    "forgetting settings": lambda: _said(envelope.intent("ForgetSettingsIntent", {})),
}

IN_A_SESSION: dict[str, Callable[[Content], Event]] = {
    "a pause": _after(envelope.intent("AMAZON.PauseIntent", {}), "StartIntent"),
    "going on": _after(envelope.intent("AMAZON.YesIntent", {}), "StartIntent"),
    "a wish on the way": _after(envelope.intent("SlowerIntent", {}), "StartIntent"),
    "a wish before a session": _after(envelope.intent("SlowerIntent", {}), "AMAZON.HelpIntent"),
    "deleting everything": _after(envelope.intent("AMAZON.YesIntent", {}), "DeleteDataIntent"),
}
_TOKEN = Token(Stream(Spec("standard", 10)), HOUSEHOLD, int(time.time()) - 100).to_wire()
UNTOLD: dict[str, Callable[[Content], Event]] = {
    "a session that ends": _after(envelope.ended("USER_INITIATED"), "StartIntent"),
    "playing that stops": _untold(envelope.audio_event("PlaybackStopped", _TOKEN, 100.0)),
    "a button": _untold(envelope.button("Next")),
    "the skill disabled": _untold({"type": "AlexaSkillEvent.SkillDisabled"}),
}
"""Nobody is spoken to in answer."""


def told(answer: Event) -> str:
    """Return what an answer says."""
    return str(answer["response"].get("outputSpeech", {}).get("ssml", ""))
