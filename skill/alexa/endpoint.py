"""The guard before the skill: a request that can't be read, or isn't meant for it, is answered, counted and logged."""

import json
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

from ask_sdk_core.exceptions import AskSdkException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import Request, RequestEnvelope

from skill.alexa.translation import CONTEXT_PARTS, IN_SESSION, SKILL_EVENTS, SPOKEN_TO, UNREAD_PARTS
from skill.app.app import App
from skill.app.telemetry import Counted, Field, Line, Metric, Refusal
from skill.practice.plan import Beat
from skill.practice.words import said
from skill.speech.ssml import Spoken, speak

log = logging.getLogger(__name__)

OLDEST = 150.0
"""Seconds by which a request's time may differ from now: the most that Alexa's rules allow, against replay."""
TYPES = frozenset(Request.discriminator_value_class_map)
"""Every type of request that the SDK knows; only these are named in the log."""

EXCEPTION = "System.ExceptionEncountered"
REPORTS = ("SessionEndedRequest", EXCEPTION)
"""The types of request in which Alexa tells of an error; the former also tells where the session ended."""

_ERROR_TYPE = re.compile("[A-Z_]{1,40}")
_UNREADABLE = (ValueError, TypeError, OverflowError, RecursionError, AskSdkException)
_SERIALIZER = DefaultSerializer()


class Refused(Exception):
    """A request that isn't handed on to the skill."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Guard:
    """The skill as Lambda calls it: every event is answered, whatever it is."""

    def __init__(
        self,
        app: App,
        skill_id: str | None = None,
        clock: Callable[[], float] | None = None,
    ) -> None:
        """Take the app; the one skill to answer for (None: any); and a clock in epoch seconds (None: any age will do).

        An event of Alexa's own may be of any age: it is delivered again until it has been taken, and each may be
        taken twice. StoreFault passes through, so that it is.
        """
        self.app, self.skill_id, self.clock = app, skill_id, clock
        self._skill: CustomSkill = app.builder().create()
        self._served = app.served

    def __call__(self, event: Any, context: Any = None) -> dict[str, Any]:
        """Return the response to an event, as JSON values."""
        if error := _reported(event):
            self.app.count(Counted(Metric.ALEXA_ERRORS))
            log.error(Line.ALEXA_ERROR, extra={Field.ERROR: error})
            if _of(event, "request", "type") == EXCEPTION:
                return {"version": "1.0", "response": {}}
        try:
            envelope = self._admitted(event)
        except Refused as refused:
            return self._answer(event, refused.reason)
        answer: Any = _SERIALIZER.serialize(self._skill.invoke(envelope, context))  # the SDK says text; it is a mapping
        return dict(answer)

    def _admitted(self, event: Any) -> RequestEnvelope:
        _check_shape(event)
        if self.skill_id not in (None, _of(event, "context", "System", "application", "applicationId")):
            raise Refused(Refusal.OTHER_SKILL)
        if event["request"]["type"] not in self._served:
            raise Refused(Refusal.UNSERVED)
        envelope = _deserialized(event)
        if self.clock and not event["request"]["type"].startswith(SKILL_EVENTS):
            moment: Any = envelope.request
            if abs(self.clock() - moment.timestamp.timestamp()) > OLDEST:
                raise Refused(Refusal.STALE)
        return envelope

    def _answer(self, event: Any, reason: Refusal) -> dict[str, Any]:
        """Say in few words that something went wrong to who is waiting for an answer; to all others nothing."""
        kind = _of(event, "request", "type")
        named = kind if isinstance(kind, str) and kind in TYPES else "unknown"
        log.warning(Line.REFUSED, extra={Field.REASON: reason.value, Field.REQUEST_TYPE: named})
        self.app.count(Counted(Metric.REQUESTS_REFUSED, reason))
        if reason is Refusal.UNREADABLE and named in SPOKEN_TO:
            words = self.app.content.phrases.recovering.trouble
            ssml = speak([Spoken((Beat("words", 0.0, said(words)),))])
            spoken = {"outputSpeech": {"type": "SSML", "ssml": ssml}, "shouldEndSession": True}
            return {"version": "1.0", "response": spoken}
        return {"version": "1.0", "response": {}}


def _check_shape(event: Any) -> None:
    """Look at the parts that every answer needs; raises Refused where one is missing or of the wrong type."""
    needed: list[tuple[str, ...]] = [
        ("request", "type"),
        ("request", "requestId"),
        ("request", "timestamp"),
        ("context", "System", "application", "applicationId"),
        ("context", "System", "user", "userId"),
    ]
    kind = _of(event, "request", "type")
    if kind == "IntentRequest":
        needed.append(("request", "intent", "name"))
    sound = all(isinstance(_of(event, *path), str) and _of(event, *path) for path in needed)
    if not sound or (kind in IN_SESSION and not isinstance(_of(event, "session"), Mapping)):
        raise Refused(Refusal.UNREADABLE)


def _deserialized(event: Mapping[str, Any]) -> RequestEnvelope:
    """Return the SDK's view of the parts that the skill reads: what it doesn't read may hold any news of Alexa's."""
    context = {part: value for part, value in event["context"].items() if part in CONTEXT_PARTS}
    unread = UNREAD_PARTS.get(event["request"]["type"], ())
    request = {part: value for part, value in event["request"].items() if part not in unread}
    read = {"version": "1.0", "session": event.get("session"), "context": context, "request": request}
    try:
        text = json.dumps(read, ensure_ascii=False)
        text.encode()  # what has no place in UTF-8 could be read, and answered, but the answer not be sent
        envelope: Any = _SERIALIZER.deserialize(text, RequestEnvelope)
        envelope.request.timestamp.timestamp()  # a zone may be no zone
    except _UNREADABLE as error:
        raise Refused(Refusal.UNREADABLE) from error
    if envelope.request.timestamp.tzinfo is None:
        raise Refused(Refusal.UNREADABLE)
    found: RequestEnvelope = envelope
    return found


def _reported(event: Any) -> str:
    """Return the type of the error that a request tells of, mostly that of an answer of ours; empty if of none."""
    if _of(event, "request", "type") not in REPORTS:
        return ""
    error = _of(event, "request", "error", "type")
    return error if isinstance(error, str) and _ERROR_TYPE.fullmatch(error) else ""


def _of(event: Any, *path: str) -> Any:
    """Return what lies at a path; None where there is nothing."""
    for name in path:
        event = event.get(name) if isinstance(event, Mapping) else None
    return event
