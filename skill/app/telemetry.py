"""What is counted, and what is told in the log: every name is declared here, and listed in infra/README.md."""

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from skill.handlers.events import Begun, CheckedIn, Event, Guided, LeftOff, NotUnderstood, Resumed, ToldWhomToCall
from skill.handlers.reply import Reply

A_MINUTE = 60
MOST_FRAMES = 8
"""Of an error, the innermost."""


class Metric(StrEnum):
    """What is counted, as CloudWatch shows it."""

    SESSIONS_BEGUN = "SessionsBegun"
    SESSIONS_RESUMED = "SessionsResumed"
    SESSIONS_FINISHED = "SessionsFinished"
    MINUTES_GUIDED = "MinutesGuided"
    FALLBACKS = "Fallbacks"
    STORE_FAULTS = "StoreFaults"
    REQUESTS_REFUSED = "RequestsRefused"
    UNFORESEEN_ERRORS = "UnforeseenErrors"
    ALEXA_ERRORS = "AlexaErrors"
    AUDIO_FAULTS = "AudioFaults"
    URGENT_ANSWERS = "UrgentAnswers"
    PICTURES_LEFT_OUT = "PicturesLeftOut"


class Refusal(StrEnum):
    """Why a request is refused."""

    UNREADABLE = "unreadable"
    """A part is missing, of the wrong type, or of a value that the SDK doesn't know."""
    UNSERVED = "unserved"
    """A type of request that this skill has no answer to."""
    OTHER_SKILL = "other_skill"
    STALE = "stale"
    """Too old, or of the future."""


class StoreCall(StrEnum):
    """What the memory was asked for when it failed."""

    READ = "read"
    WRITE = "write"
    DELETE = "delete"


REASONS: Mapping[Metric, type[StrEnum]] = {Metric.STORE_FAULTS: StoreCall, Metric.REQUESTS_REFUSED: Refusal}
"""The metrics that have a reason, as their one dimension besides the service."""


class Field(StrEnum):
    """What a line of the log tells besides its message."""

    REASON = "reason"
    REQUEST_TYPE = "request_type"
    FAULT = "fault"
    ERROR = "error"
    FRAMES = "frames"
    QUESTION = "question"
    MISSES = "misses"
    MUSCLE_GROUP = "muscle_group"
    ROUTINE = "routine"
    MINUTES = "minutes"
    SECONDS_LEFT = "seconds_left"
    PLANNED_SECONDS = "planned_seconds"
    REAL_SECONDS = "real_seconds"
    LOCALE = "locale"


class Line(StrEnum):
    """The messages of the log."""

    FALLBACK = "fallback"
    LEFT_OFF = "left off"
    CHECK_IN = "check-in"
    STORE_FAULT = "store fault"
    REFUSED = "request refused"
    UNFORESEEN = "unforeseen error"
    ALEXA_ERROR = "error reported by Alexa"
    NO_TIME_ZONE = "time zone not known"
    AUDIO_FAULT = "audio fault"
    BAD_TOKEN = "token not readable"
    PLAYBACK_FAILED = "playback failed"
    NO_CLIPS = "no clips: sessions are spoken only"
    ANY_SKILL = "SKILL_ID is not set: requests for any skill are answered"


FIELDS: Mapping[Line, tuple[Field, ...]] = {
    Line.FALLBACK: (Field.QUESTION, Field.MISSES, Field.LOCALE),
    Line.LEFT_OFF: (Field.MUSCLE_GROUP, Field.ROUTINE, Field.MINUTES, Field.SECONDS_LEFT),
    Line.CHECK_IN: (Field.PLANNED_SECONDS, Field.REAL_SECONDS, Field.LOCALE),
    Line.STORE_FAULT: (Field.REASON, Field.FAULT),
    Line.REFUSED: (Field.REASON, Field.REQUEST_TYPE),
    Line.UNFORESEEN: (Field.ERROR, Field.FRAMES),
    Line.ALEXA_ERROR: (Field.ERROR,),
    Line.NO_TIME_ZONE: (Field.ERROR,),
    Line.AUDIO_FAULT: (Field.FAULT,),
    Line.BAD_TOKEN: (Field.ERROR,),
    Line.PLAYBACK_FAILED: (Field.ERROR,),
    Line.NO_CLIPS: (Field.FAULT,),
    Line.ANY_SKILL: (),
}
"""What each line tells."""


@dataclass(frozen=True)
class Counted:
    """One thing that is counted."""

    metric: Metric
    reason: str = ""
    value: float = 1


Count = Callable[[Counted], None]
"""Takes what is counted; what becomes of it is the entry point's affair."""


Fields = Mapping[str, str | int | list[str]]


@dataclass(frozen=True)
class Told:
    """One line for the log."""

    line: Line
    fields: Fields


def uncounted(counted: Counted) -> None:
    """Count nothing: at the desk nobody looks at metrics."""


def counts(reply: Reply, happened: Iterable[Event]) -> Iterator[Counted]:
    """Yield what one turn adds to the metrics."""
    for event in happened:
        match event:
            case Begun():
                yield Counted(Metric.SESSIONS_BEGUN)
            case Resumed():
                yield Counted(Metric.SESSIONS_RESUMED)
            case Guided(seconds):
                yield Counted(Metric.MINUTES_GUIDED, value=round(seconds / A_MINUTE, 2))
            case NotUnderstood():
                yield Counted(Metric.FALLBACKS)
            case ToldWhomToCall():
                yield Counted(Metric.URGENT_ANSWERS)
    if reply.changes.finished:
        yield Counted(Metric.SESSIONS_FINISHED)


def lines(happened: Iterable[Event]) -> Iterator[Told]:
    """Yield what one turn tells the log: keys of the content, numbers, and nothing that was said."""
    for event in happened:
        match event:
            case CheckedIn(planned, real, locale):
                fields: Fields = {Field.PLANNED_SECONDS: planned, Field.REAL_SECONDS: real, Field.LOCALE: locale}
                yield Told(Line.CHECK_IN, fields)
            case NotUnderstood(question, in_a_row, locale):
                yield Told(Line.FALLBACK, {Field.QUESTION: question, Field.MISSES: in_a_row, Field.LOCALE: locale})
            case LeftOff(group, routine, minutes, left):
                place: Fields = {
                    Field.MUSCLE_GROUP: group,
                    Field.ROUTINE: routine,
                    Field.MINUTES: minutes,
                    Field.SECONDS_LEFT: left,
                }
                yield Told(Line.LEFT_OFF, place)


def error_fields(error: BaseException) -> Fields:
    """Return what may be told of an error: its type and where it arose. Its message may hold anything."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    found = [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return {Field.ERROR: type(error).__name__, Field.FRAMES: found}
