"""Moments: what is to be seen from when on, while a part of a plan is heard."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from skill.practice.library import Library
from skill.practice.muscle_group import MuscleGroup, Side
from skill.practice.plan import Beat, Segment
from skill.practice.position import Position

SHOWN_AT_BEDTIME = 40.0
"""Seconds after which a night's picture begins to go dark; within a minute it is black, whatever is heard."""
HELD = frozenset(("tension", "attention"))
"""The kinds of beats in which a group is tense."""
COUNT = "count"


class Phase(StrEnum):
    """What the body is doing."""

    NAMED = "named"
    """The group is named, and what is to be done with it: it can be seen."""
    TENSE = "tense"
    """The group is tense: it glows."""
    RELEASE = "release"
    """The group is let go: the glow fades."""
    QUIET = "quiet"
    """Nothing is lit."""
    DARK = "dark"
    """The screen is black: nothing is seen any more."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What is to be seen from a time on, until the next moment."""

    at: float
    """Seconds since the first word of the part that is shown."""
    phase: Phase
    group: str | None = None
    """The muscle group at work; None before and after all groups, and wherever nothing is to be seen of the body."""
    side: Side = Side.BOTH
    title: str = ""
    """The part's name, which says its side: "Your right foot"."""
    line: str = ""
    """One line, in the words that are heard."""
    left: float = 0.0
    """Seconds from here to the end of the plan."""


def moments(start: Position, end: int, library: Library) -> tuple[Moment, ...]:
    """Return what is to be seen from a position's segment up to the one before `end`, in order.

    At bedtime nothing is lit: there is a name, and then the dark.
    """
    plan = start.plan
    if plan.bedtime:
        return _night(start, end, library)
    found: list[Moment] = []
    for index in range(start.index, end):
        at = plan.starts[index] - plan.starts[start.index]
        for moment in _segment(plan.segments[index], start, at, library):
            if not found or replace(moment, at=found[-1].at, left=found[-1].left) != found[-1]:
                found.append(moment)
    return tuple(found)


def _night(start: Position, end: int, library: Library) -> tuple[Moment, ...]:
    plan = start.plan
    heard, left = plan.starts[end] - plan.starts[start.index], start.seconds_left
    dark = min(SHOWN_AT_BEDTIME, heard)
    return (
        Moment(0.0, Phase.QUIET, title=_title(start.segment, start, library), left=left),
        Moment(dark, Phase.DARK, left=left - dark),
    )


def _segment(segment: Segment, start: Position, at: float, library: Library) -> Iterator[Moment]:
    """Yield a moment for each beat of a segment."""
    group, title = library.groups.get(segment.place.group), _title(segment, start, library)
    left, line = start.seconds_left - at, ""
    tensed = any(beat.kind in HELD for beat in segment.beats)
    for beat in segment.beats:
        phase = _phase(beat, group, tensed=tensed)
        line = _line(beat, line, library)
        yield Moment(at, phase, group.key if group else None, segment.place.side, title, line, left)
        at, left = at + beat.seconds, left - beat.seconds


def _phase(beat: Beat, group: MuscleGroup | None, *, tensed: bool) -> Phase:
    if group is None:
        return Phase.QUIET
    if beat.kind in HELD:
        return Phase.TENSE
    if beat.kind in ("cue", COUNT):
        return Phase.NAMED
    if beat.kind in ("release", "breath"):
        return Phase.RELEASE
    return Phase.QUIET


def _line(beat: Beat, before: str, library: Library) -> str:
    """Return the line of a beat: of a cue what is to be done, of a release how; a silence keeps what was said in it."""
    pieces = [piece for piece in beat.words.pieces if piece != beat.words.name]
    if beat.kind in HELD and beat.text:
        return before
    if beat.kind in HELD:
        return library.guidance.hold
    if beat.kind == "cue":
        return next((piece for piece in reversed(pieces) if piece != library.guidance.hold), "")
    if beat.kind == "release":
        return pieces[1] if len(pieces) > 1 else pieces[0]
    if beat.kind in (COUNT, "soft"):
        return beat.text
    return before if beat.kind == "breath" else ""


def _title(segment: Segment, start: Position, library: Library) -> str:
    """Return the name of a part with its side; before and after all parts that of the routine."""
    group = library.groups.get(segment.place.group)
    words = group.names[segment.place.side] if group else library.routines[start.plan.spec.routine].name
    return words[:1].upper() + words[1:]
