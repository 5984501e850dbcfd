"""What happened in a turn, in the skill's own terms: counted and logged as it is, deduced from nothing."""

from dataclasses import dataclass

from skill.handlers.turn import Turn


@dataclass(frozen=True, slots=True)
class Begun:
    """A session was begun."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """A session was taken up again."""


@dataclass(frozen=True, slots=True)
class Guided:
    """So many seconds of a session were heard."""

    seconds: float


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """The question after a chunk was answered: how long that took, against the plan."""

    planned_seconds: int
    real_seconds: int
    locale: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """What was said did not come across."""

    question: str
    in_a_row: int
    locale: str


@dataclass(frozen=True, slots=True)
class LeftOff:
    """A session was left at a muscle group."""

    muscle_group: str
    routine: str
    minutes: int
    seconds_left: int


@dataclass(frozen=True, slots=True)
class ToldWhomToCall:
    """Somebody was in danger and was told whom to call; not why."""


Event = ToldWhomToCall | Begun | Resumed | Guided | CheckedIn | NotUnderstood | LeftOff


def left_off(turn: Turn) -> tuple[Event, ...]:
    """Return that the session under way was left where it is; nothing if there is none, or it counts as finished."""
    position, progress = turn.position, turn.progress
    if position is None or progress is None or progress.closes:
        return ()
    spec = position.plan.spec
    return (LeftOff(position.place.group, spec.routine, spec.minutes, round(position.seconds_left)),)


def checked_in(turn: Turn) -> tuple[Event, ...]:
    """Return how long the chunk before took, where its question is answered now."""
    progress = turn.progress
    if progress is None or not progress.is_spoken:
        return ()
    planned, real = round(progress.seconds), round(turn.now - progress.at)
    return (CheckedIn(planned, real, turn.request.locale),)


def heard(turn: Turn) -> tuple[Event, ...]:
    """Return how much of the chunk before was heard when something was said; of what plays the device tells itself."""
    progress = turn.progress
    if progress is None or not progress.is_spoken or turn.request.is_audio_event:
        return ()
    seconds = min(max(0.0, turn.now - progress.at), progress.seconds)
    return (Guided(seconds),) if seconds else ()
