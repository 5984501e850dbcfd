"""The guarded endpoint: a request that can't be read, or isn't meant for the skill, is answered, counted and logged."""

import json
import logging
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from ask_sdk_core.exceptions import AskSdkException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import Context, Request, RequestEnvelope, Session

from skill.alexa.request import HourOf
from skill.alexa.response import RENDER, without_picture, words
from skill.alexa.shape import part_of, shape_fault
from skill.alexa.skill import custom_skill
from skill.app.app import App
from skill.app.telemetry import Counted, Field, Line, Metric, Refusal
from skill.content.content import Content
from skill.handlers.request import SKILL_EVENTS, SPOKEN_TO
from skill.handlers.table import SERVED
from skill.network.deadline import within
from skill.speech.ssml import speak
from skill.store.port import StoreFault

log = logging.getLogger(__name__)

TURN = 4.0
"""Seconds that a turn may take, of the eight that Alexa waits: nobody is kept waiting longer in silence."""
SPARE = 1.0
"""Seconds before Lambda ends the function."""
OLDEST = 150.0
"""Seconds by which a request's time may differ from now: the most that Alexa's rules allow, against replay."""
TYPES = frozenset(Request.discriminator_value_class_map)
"""Every type of request that the SDK knows; only these are named in the log."""

LARGEST = 24_000
"""Bytes of a whole answer as JSON."""
CONTEXT_PARTS = frozenset(("System", "AudioPlayer", "Automotive"))
"""The parts of a request's context that are read here; a device's others may be of any newer kind."""
UNREAD_PARTS = {"SessionEndedRequest": frozenset(("reason", "error"))}
"""Parts of a request that change nothing in what is done."""

EXCEPTION = "System.ExceptionEncountered"
REPORTS = ("SessionEndedRequest", EXCEPTION)
"""The types of request in which Alexa tells of an error; the former also tells where the session ended."""

_ERROR_TYPE = re.compile("[A-Z_]{1,40}")
_UNREADABLE = (ValueError, TypeError, OverflowError, RecursionError, AskSdkException)
_SERIALIZER = DefaultSerializer()


class NotAdmitted(Exception):
    """A request that isn't handed on to the skill."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


class Endpoint:
    """The skill as Lambda calls it: every event is answered, whatever it is."""

    def __init__(
        self,
        app: App,
        skill_id: str | None = None,
        clock: Callable[[], float] | None = None,
        hour_of: HourOf = lambda _: None,
    ) -> None:
        """Take the app; the one skill to answer for (None: any); a clock in epoch seconds (None: any age will do);
        and what tells the hour where a device is.

        An event of Alexa's own may be of any age: it is delivered again until it has been taken, and each may be
        taken twice. StoreFault passes through, so that it is.
        """
        self.app, self.skill_id, self.clock = app, skill_id, clock
        self.hour_of = hour_of
        self._skill = custom_skill(app, lambda envelope: self.hour_of(envelope))
        self._trouble = _in_trouble(app.content)

    def __call__(self, event: Any, context: Any = None) -> dict[str, Any]:
        """Return the response to an event, as JSON values; `context` is Lambda's, and tells how much time is left."""
        with within(_seconds(context)):
            try:
                return self._answered(event, context)
            except StoreFault:
                raise
            except Exception as error:  # somebody waits in the dark: whatever broke, even the edge, they get an answer
                with suppress(Exception):
                    log.error(Line.UNFORESEEN, exc_info=error)
                return self._last_resort(event)

    def _last_resort(self, event: Any) -> dict[str, Any]:
        """Answer with words that were made at the start, and with nothing else that could fail."""
        kind = part_of(event, "request", "type")
        return self._trouble if isinstance(kind, str) and kind in SPOKEN_TO else {"version": "1.0", "response": {}}

    def _answered(self, event: Any, context: Any) -> dict[str, Any]:
        if error := _reported(event):
            self.app.count(Counted(Metric.ALEXA_ERRORS))
            log.error(Line.ALEXA_ERROR, extra={Field.ERROR: error})
            if part_of(event, "request", "type") == EXCEPTION:
                return {"version": "1.0", "response": {}}
        try:
            envelope = self._admitted(event)
        except NotAdmitted as refused:
            return self._answer(event, refused.reason)
        answer: Any = _SERIALIZER.serialize(self._skill.invoke(envelope, context))  # the SDK says text; it is a mapping
        return self._fitting(dict(answer))

    def _fitting(self, answer: dict[str, Any]) -> dict[str, Any]:
        """Return an answer of no more bytes than Alexa takes: the words whatever happens, the picture if it fits."""
        shows = any(each["type"] == RENDER for each in answer["response"].get("directives", ()))
        if not shows or len(json.dumps(answer, ensure_ascii=False).encode()) <= LARGEST:
            return answer
        self.app.count(Counted(Metric.PICTURES_LEFT_OUT))
        return answer | {"response": without_picture(answer["response"])}

    def _admitted(self, event: Any) -> RequestEnvelope:
        if shape_fault(event):
            raise NotAdmitted(Refusal.UNREADABLE)
        if self.skill_id not in (None, part_of(event, "context", "System", "application", "applicationId")):
            raise NotAdmitted(Refusal.OTHER_SKILL)
        if event["request"]["type"] not in SERVED:
            raise NotAdmitted(Refusal.UNSERVED)
        envelope = _deserialized(event)
        if self.clock and not event["request"]["type"].startswith(SKILL_EVENTS):
            moment: Any = envelope.request
            if abs(self.clock() - moment.timestamp.timestamp()) > OLDEST:
                raise NotAdmitted(Refusal.STALE)
        return envelope

    def _answer(self, event: Any, reason: Refusal) -> dict[str, Any]:
        """Say in few words that something went wrong to who is waiting for an answer; to all others nothing."""
        kind = part_of(event, "request", "type")
        named = kind if isinstance(kind, str) and kind in TYPES else "unknown"
        log.warning(Line.REFUSED, extra={Field.REASON: reason.value, Field.REQUEST_TYPE: named})
        self.app.count(Counted(Metric.REQUESTS_REFUSED, reason))
        if reason is Refusal.UNREADABLE and named in SPOKEN_TO:
            return _in_trouble(self.app.edition_of(str(part_of(event, "request", "locale"))).content)
        return {"version": "1.0", "response": {}}


def _in_trouble(content: Content) -> dict[str, Any]:
    """Return the answer that something went wrong, and that closes."""
    ssml = speak([words(content.phrases.recovering.trouble)])
    return {
        "version": "1.0",
        "response": {"outputSpeech": {"type": "SSML", "ssml": ssml}, "shouldEndSession": True},
    }


def _seconds(context: Any) -> float:
    """Return how many seconds a turn has."""
    remaining = getattr(context, "get_remaining_time_in_millis", None)
    return min(TURN, remaining() / 1000 - SPARE) if remaining else TURN


def reading_fault(event: Any) -> str:
    """Return what keeps a request from being read, and where in it; "" where nothing does. No value is told."""
    if fault := shape_fault(event):
        return fault
    if event["request"]["type"] not in SERVED:
        return ""
    try:
        _deserialized(event)
    except NotAdmitted:
        read = _read_parts(event)
        parts = (("session", Session), ("context", Context), ("request", Request))
        found = next((name for name, kind in parts if not _reads(read[name], kind)), "request.timestamp")
        return f"{found} has a value that Alexa's SDK cannot read"
    return ""


def _reads(part: Any, kind: type) -> bool:
    try:
        text = json.dumps(part, ensure_ascii=False)
        text.encode()
        _SERIALIZER.deserialize(text, kind)
    except _UNREADABLE:
        return False
    return True


def _read_parts(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parts that the skill reads: what it doesn't read may hold any news of Alexa's."""
    context = {part: value for part, value in event["context"].items() if part in CONTEXT_PARTS}
    unread = UNREAD_PARTS.get(event["request"]["type"], ())
    request = {part: value for part, value in event["request"].items() if part not in unread}
    return {"version": "1.0", "session": event.get("session"), "context": context, "request": request}


def _deserialized(event: Mapping[str, Any]) -> RequestEnvelope:
    """Return the SDK's view of the parts that the skill reads; raises NotAdmitted."""
    read = _read_parts(event)
    try:
        text = json.dumps(read, ensure_ascii=False)
        text.encode()  # what has no place in UTF-8 could be read, and answered, but the answer not be sent
        envelope: Any = _SERIALIZER.deserialize(text, RequestEnvelope)
        envelope.request.timestamp.timestamp()  # a zone may be no zone
    except _UNREADABLE as error:
        raise NotAdmitted(Refusal.UNREADABLE) from error
    if envelope.request.timestamp.tzinfo is None:
        raise NotAdmitted(Refusal.UNREADABLE)
    found: RequestEnvelope = envelope
    return found


def _reported(event: Any) -> str:
    """Return the type of the error that a request tells of, mostly that of an answer of ours; empty if of none."""
    if part_of(event, "request", "type") not in REPORTS:
        return ""
    error = part_of(event, "request", "error", "type")
    return error if isinstance(error, str) and _ERROR_TYPE.fullmatch(error) else ""
