"""The script: every clip that a plan can ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from skill.audio.clip import Clip, clips_of
from skill.practice.course import course
from skill.practice.library import Library
from skill.practice.narration import Narrator
from skill.practice.plan import Plan, Segment
from skill.practice.planner import MINUTES_AT_BEDTIME, MINUTES_BY_DAY, minutes_of
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Pace, Sides, Spec

MINUTES_MORE = 2
"""How much longer than by estimate a session may be, once it is timed by clips."""


def clips_in(plan: Plan) -> frozenset[Clip]:
    """Return the clips of one plan."""
    return frozenset(_clips(plan.segments, plan.rate))


def all_clips(library: Library) -> frozenset[Clip]:
    """Return the clips of every plan that can be made of a library."""
    return frozenset(
        clip
        for pace, routine in product(Pace, library.routines)
        for clip in _clips(
            _everything(Spec(routine, 0, pace=pace), library),
            library.rate(pace, library.routines[routine].bedtime),
        )
    )


def _clips(segments: Iterable[Segment], rate: float) -> Iterator[Clip]:
    spoken = {beat.words for segment in segments for beat in segment.beats}
    return (clip for words in spoken for clip in clips_of(words, rate))


def _everything(asked: Spec, library: Library) -> Iterator[Segment]:
    """Yield all that can be said in a routine, at the pace of a spec."""
    for detail, sides in product(Detail, (None, *Sides)):
        wished = replace(asked, detail=detail, sides=sides)
        for minutes, direction in product(_minutes(wished, library), (None, *Direction)):
            yield _narrator(replace(wished, minutes=minutes, direction=direction), library).opening()
        everywhere = frozenset(library.groups)
        for spec in (wished, replace(wished, imagined=everywhere), replace(wished, released=everywhere)):
            yield from _body(spec, library)


def _body(spec: Spec, library: Library) -> Iterator[Segment]:
    narrator, guidance = _narrator(spec, library), library.guidance
    turns = range(max(map(len, (guidance.again, guidance.notice, guidance.notice_bedtime, guidance.recall))))
    cycles = range(1, max(narrator.routine.cycles) + 1)
    for (group, side), cycle, turn in product(course(spec, library), cycles, turns):
        for opens_pass in {False, narrator.routine.bedtime and cycle > 1}:
            yield narrator.group(group, side, cycle, turn, opens_pass=opens_pass)
    yield narrator.ending(0)


def _minutes(spec: Spec, library: Library) -> range:
    """Return the minutes that a session can have: any that are few, once enough areas are left out."""
    allowed = MINUTES_AT_BEDTIME if library.routines[spec.routine].bedtime else MINUTES_BY_DAY
    return range(allowed[0], min(minutes_of(spec, library)[-1] + MINUTES_MORE, allowed[-1]) + 1)


def _narrator(spec: Spec, library: Library) -> Narrator:
    return Narrator(spec, library.routines[spec.routine], library)
