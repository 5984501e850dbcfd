"""Requests from anywhere: every type that Alexa's SDK knows and some that it doesn't, in sequences, many spoilt."""

import copy
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from ask_sdk_model import Request

from skill.alexa.endpoint import Endpoint
from skill.app.app import App
from skill.app.telemetry import Line
from skill.content.content import Content
from skill.handlers.meanings import MEANINGS
from skill.handlers.request import SPOKEN_TO
from skill.handlers.table import SERVED
from skill.simulator import envelope
from skill.simulator.dialogue.limits import faults_of
from skill.simulator.envelope import SKILL_ID, Sender
from skill.simulator.imagined import ImaginedAudio
from skill.store.memory_store import MemoryStore
from tests.lives.spoiling import spoil, spoilt_token

KNOWN = tuple(sorted(Request.discriminator_value_class_map))
UNKNOWN = (
    "Alexa.Advertisement.InjectAds",
    "Alexa.Advertisement.AdCompleted",
    "Alexa.Advertisement.AdNotRendered",
    "Alexa.Advertisement.ReadyToEnqueueAudio",
    "Alexa.Video.Play",
    "AudioPlayer.PlaybackRewound",
    "PlaybackController.ShuffleCommandIssued",
    "AlexaSkillEvent.SkillMoved",
    "launchrequest",
    "IntentRequest ",
    "?",
)
OFTEN = ("LaunchRequest", *("IntentRequest",) * 8, "SessionEndedRequest")
"""The types of which conversations are made: without them few sequences would get anywhere."""
AUDIO = tuple(f"AudioPlayer.Playback{kind}" for kind in ("Started", "NearlyFinished", "Stopped", "Finished", "Failed"))
INTENTS = (*sorted(row for row in SERVED if row.endswith("Intent")), *sorted(MEANINGS), "TwoWishesIntent", "NewIntent")
LIKELY = ("AMAZON.YesIntent", "StartIntent", "AMAZON.ResumeIntent", "AMAZON.NextIntent", "SkipIntent", "SlowerIntent")
"""What keeps a session going."""
SLOTS = (
    *(
        "area",
        "other_area",
        "third_area",
        "side",
        "left_out",
        "other_left_out",
        "never",
        "wish",
        "other_wish",
        "minutes",
        "length",
    ),
    *("routine", "direction", "pace", "detail", "sides", "check_ins", "background", "change", "volume", "topic"),
    *("tension", "posture", "soft", "condition"),
)
SECRETS = ("SecretUser", "SecretPerson", "SecretDevice", "SecretWord", "SecretToken", "SecretAccess")
"""What stands in all that is a listener's: an id, an utterance, a token."""
BEGIN = 1_790_000_000
LONGEST_CONVERSATION = 40
"""Requests, after which a sequence begins anew with nobody known."""


class Fault(AssertionError):
    """An answer that Alexa doesn't take, something unforeseen, or a secret in the log; it says what was sent."""


@dataclass
class Heard(logging.Handler):
    """Whatever is logged."""

    records: list[logging.LogRecord] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def __hash__(self) -> int:
        return id(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@dataclass
class Strangers:
    """Devices that send anything, and believe whatever they are answered."""

    content: Content
    random: Random
    sent: int = 0
    conversations: int = 0
    heard: Heard = field(default_factory=Heard)
    tokens: list[str] = field(default_factory=list)
    """Of what was to be played in this sequence."""
    due: list[str] = field(default_factory=list)
    """The types that haven't come since all had."""

    def __post_init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.conversations += 1
        self.now, self.attributes, self.tokens = BEGIN, dict[str, Any](), []
        store = MemoryStore(clock=lambda: self.now)
        app = App(self.content, store, self.random, audio=ImaginedAudio(self.content.library))
        hours = self.random.choice([None, 3, 12, 23])
        loose = Endpoint(app, hour_of=lambda _: hours)
        strict = Endpoint(app, SKILL_ID, lambda: self.now, lambda _: hours)
        self.endpoint = self.random.choice((loose, loose, strict))

    def try_out(self, number: int) -> None:
        """Send so many requests; raises Fault at the first that isn't answered as it has to be."""
        log = logging.getLogger("skill")
        level, passes = log.level, log.propagate
        log.addHandler(self.heard)
        log.setLevel(logging.DEBUG)
        log.propagate = False
        try:
            for _ in range(number):
                if self.random.randrange(LONGEST_CONVERSATION) == 0:
                    self._begin()
                self._send()
        finally:
            log.removeHandler(self.heard)
            log.setLevel(level)
            log.propagate = passes

    def _send(self) -> None:
        self.now += self.random.choice((0, 1, 5, 60, 290, 300, 4_000, 20_000, 90_000, 700_000))
        event = self._event()
        self.sent += 1
        self.heard.records.clear()
        try:
            answer = self.endpoint(copy.deepcopy(event))
            self._check(event, json.loads(json.dumps(answer, allow_nan=False)))
        except Fault:
            raise
        except Exception as error:  # whatever escapes, of whichever kind, is what is looked for here
            raise Fault(f"{type(error).__name__} {error} escaped of {event!r}") from error
        self._believe(answer)

    def _check(self, event: Any, answer: dict[str, Any]) -> None:
        kind = event.get("request") if isinstance(event, dict) else None
        kind = kind.get("type") if isinstance(kind, dict) else None
        kind = kind if isinstance(kind, str) else ""
        faults = faults_of(answer, kind)
        if answer["version"] != "1.0":
            faults.append("it has no version")
        if kind not in SERVED and answer != {"version": "1.0", "response": {}}:
            faults.append("what isn't served is answered with nothing")
        if kind in SPOKEN_TO and "shouldEndSession" not in answer["response"] and answer["response"]:
            faults.append("it says neither whether it stays open nor whether it closes")
        faults += self._logged()
        if faults:
            raise Fault(f"{'; '.join(faults)}: {event!r}")

    def _logged(self) -> Iterator[str]:
        for record in self.heard.records:
            if record.msg == Line.UNFORESEEN:
                yield f"nobody foresaw {record.exc_info and record.exc_info[1]!r}"
            told = repr({**vars(record), "exc_info": None})
            yield from (f"the log has {each}: {told}" for each in (*SECRETS, *self.tokens) if each in told)

    def _believe(self, answer: Mapping[str, Any]) -> None:
        """Keep what the answer hands to the next request."""
        self.attributes = dict(answer.get("sessionAttributes") or self.attributes)
        if answer["response"].get("shouldEndSession") is True and self.random.random() < 0.8:
            self.attributes = {}
        for directive in answer["response"].get("directives") or ():
            if directive["type"] == "AudioPlayer.Play":
                self.tokens = [*self.tokens[-3:], directive["audioItem"]["stream"]["token"]]

    def _event(self) -> Any:
        kind = self._kind()
        sender = Sender("amzn1.SecretUser", self.random.choice((None, "amzn1.SecretPerson")), "amzn1.SecretDevice")
        attributes, new = copy.deepcopy(self.attributes), not self.attributes or self.random.random() < 0.05
        if self.random.random() < 0.2:
            spoil(attributes, self.random.randint(1, 3), self.random)
        player = self.random.choice((None, self._player()))
        event = envelope.envelope(self._request(kind), sender, "session", attributes, self._moment(), new, player)
        event["context"]["System"]["apiAccessToken"] = "SecretAccess"
        if kind not in (*SPOKEN_TO, "SessionEndedRequest") and self.random.random() < 0.8:
            del event["session"]
        if self.random.random() < 0.25:
            spoil(event, self.random.randint(1, 4), self.random)
        return event

    def _kind(self) -> str:
        """Return a type of request: one of those that get somewhere, or the next of all types, each in its turn."""
        kinds = self.random.choice((OFTEN, OFTEN, OFTEN, AUDIO, None, None))
        if kinds:
            return self.random.choice(kinds)
        if not self.due:
            self.due = self.random.sample((*KNOWN, *UNKNOWN), len(KNOWN) + len(UNKNOWN))
        return self.due.pop()

    def _moment(self) -> int:
        return self.now + self.random.choice((0, 0, 0, 0, -1, -200, 200))

    def _request(self, kind: str) -> dict[str, Any]:
        """Return a request of a type with whatever parts any type may have."""
        if kind == "LaunchRequest":
            return envelope.launch()
        if kind.startswith("IntentRequest"):
            return {**self._intent(), "type": kind}
        state = self._player()
        parts: dict[str, Callable[[], Any]] = {
            "token": lambda: state.get("token"),
            "offsetInMilliseconds": lambda: state.get("offsetInMilliseconds"),
            "currentPlaybackState": lambda: state,
            "reason": lambda: self.random.choice(("ERROR", "USER_INITIATED", "EXCEEDED_MAX_REPROMPTS", "NEW_REASON")),
            "error": lambda: {"type": self.random.choice(("INVALID_RESPONSE", "NEW_ERROR")), "message": "SecretWord"},
            "cause": lambda: {"requestId": "SecretWord"},
            "body": lambda: {"userInformationPersistenceStatus": "NOT_PERSISTED", "x": "SecretWord"},
            "payload": lambda: {"SecretWord": "SecretWord"},
            "name": lambda: "SecretWord",
            "status": lambda: {"code": "200", "message": "SecretWord"},
            "arguments": lambda: ["SecretWord"],
            "events": lambda: [],
        }
        whole = kind.startswith(("AudioPlayer.", "SessionEnded"))
        return {"type": kind} | {name: part() for name, part in parts.items() if whole or self.random.random() < 0.5}

    def _intent(self) -> dict[str, Any]:
        slots = {name: self._slot(name) for name in self.random.sample(SLOTS, self.random.choice((0, 0, 1, 1, 2, 4)))}
        intent = {
            "name": self.random.choice(self.random.choice((INTENTS, LIKELY))),
            "confirmationStatus": "NONE",
            "slots": slots,
        }
        return {"type": "IntentRequest", "intent": intent}

    def _slot(self, name: str) -> dict[str, Any]:
        value = self.random.choice(
            (
                "SecretWord",
                "5",
                "12",
                "400",
                "feet",
                "neck",
                "knees",
                "slow",
                "brisk",
                "soft",
                "bedtime",
                "quick",
                "left",
            )
        )
        if value.isdecimal() or self.random.random() < 0.2:
            return {"name": name, "value": value, "confirmationStatus": "NONE"}
        code = self.random.choice(("ER_SUCCESS_MATCH", "ER_SUCCESS_MATCH", "ER_SUCCESS_NO_MATCH"))
        values = [{"value": {"name": "SecretWord", "id": value}}] if code == "ER_SUCCESS_MATCH" else []
        found = {"authority": "a", "status": {"code": code}, "values": values}
        return {
            "name": name,
            "value": "SecretWord",
            "confirmationStatus": "NONE",
            "resolutions": {"resolutionsPerAuthority": [found]},
        }

    def _player(self) -> dict[str, Any]:
        """Return what a device tells of its audio: a token of ours, maybe spoilt, or another's."""
        token = self.random.choice(self.tokens) if self.tokens and self.random.random() < 0.8 else "SecretToken"
        if self.random.random() < 0.3:
            token = spoilt_token(token, self.random)
        activity = self.random.choice(("PLAYING", "PAUSED", "STOPPED", "FINISHED", "BUFFER_UNDERRUN", "IDLE"))
        offset = self.random.choice((0, 1, 100, 61_000, 300_000, 599_999, 10**7, 10**15, -1, -(10**9), 0.5))
        return {"token": token, "offsetInMilliseconds": offset, "playerActivity": activity}
