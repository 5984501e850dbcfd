"""The planner: spec -> plan. Pure and deterministic."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from skill.practice.course import course
from skill.practice.library import Library
from skill.practice.narration import Narrator, with_seconds
from skill.practice.pacing import bounds, spread
from skill.practice.plan import Plan, Segment
from skill.practice.spec import LONGEST, Spec

MINUTES_BY_DAY = range(2, LONGEST + 1)
MINUTES_AT_BEDTIME = range(5, LONGEST + 1)
COMFORTABLE = 0.2
"""How far from the pace's ideal a routine may be and still be taken because it stands first in content."""
CYCLE_COST_BY_DAY = 0.15
CYCLE_COST_AT_BEDTIME = 1.0
"""How much one more cycle has to gain to be preferred to longer quiet; at bedtime, fewer words come first."""


class NothingLeft(ValueError):
    """Every muscle group of the routine is to be left out."""


@lru_cache(maxsize=32)
def make_plan(spec: Spec, library: Library) -> Plan:
    """Return the plan of exactly these minutes, or of the nearest whole minutes that can be had.

    Its `spec.minutes` says which. Raises NothingLeft if no muscle group remains, and KeyError if the
    routine is not in the library.
    """
    spec = nearest(spec, library)
    routine = library.routines[spec.routine]
    _, cycles = min(_costs(spec, library))
    segments = tuple(_segments(spec, library, cycles))
    return Plan(spec, _stretched(segments, spec.minutes), library.rate(spec.pace, routine.bedtime), routine.bedtime)


def nearest(spec: Spec, library: Library) -> Spec:
    """Return the spec with the nearest minutes that its routine can take; the shorter of two equally near."""
    if _costs(spec, library):
        return spec
    within = minutes_of(spec, library)
    minutes = min(within, key=lambda each: (abs(each - spec.minutes), each))
    return replace(spec, minutes=minutes)


def minutes_of(spec: Spec, library: Library) -> tuple[int, ...]:
    """Return every whole number of minutes that this spec's routine can take, whatever its own minutes are."""
    bedtime = library.routines[spec.routine].bedtime
    allowed = MINUTES_AT_BEDTIME if bedtime else MINUTES_BY_DAY
    return tuple(minutes for minutes in allowed if _costs(replace(spec, minutes=minutes), library))


def pick_routine(spec: Spec, library: Library, *, bedtime: bool) -> Spec:
    """Return the spec with the routine that suits its minutes best, or the nearest minutes to be had.

    Raises NothingLeft if no routine has a muscle group left.
    """
    allowed = MINUTES_AT_BEDTIME if bedtime else MINUTES_BY_DAY
    spec = replace(spec, minutes=min(max(spec.minutes, allowed[0]), allowed[-1]))
    left = [
        each
        for routine in library.routines.values()
        if routine.picked
        and routine.bedtime == bedtime
        and any(course(each := replace(spec, routine=routine.key), library))
    ]
    if not left:
        raise NothingLeft
    suited: list[tuple[float, Spec]] = []
    for each in left:
        if costs := _costs(each, library):
            cost, _ = min(costs)
            if cost <= COMFORTABLE:
                return each
            suited.append((cost, each))
    if suited:
        return min(suited, key=lambda found: found[0])[1]
    settled = [nearest(each, library) for each in left]
    return min(settled, key=lambda each: abs(each.minutes - spec.minutes))


@dataclass(frozen=True, slots=True)
class _Extent:
    """What a number of cycles can take, in seconds: words, and the bounds of all silence."""

    words: float
    least: int
    most: int


def _costs(spec: Spec, library: Library) -> list[tuple[float, int]]:
    """Return (how far from the pace's ideal, cycles) for every number of cycles that can take the minutes."""
    routine, found = library.routines[spec.routine], []
    allowed = MINUTES_AT_BEDTIME if routine.bedtime else MINUTES_BY_DAY
    if spec.minutes not in allowed:
        return []
    cycle_cost = CYCLE_COST_AT_BEDTIME if routine.bedtime else CYCLE_COST_BY_DAY
    ideal = library.ideal_stretch(spec.pace, routine.bedtime)
    for cycles in routine.cycles:
        extent = _extent(spec, library, cycles)
        silence = round(spec.minutes * 60 - extent.words)
        if extent.least <= silence <= extent.most:
            share = (silence - extent.least) / max(1, extent.most - extent.least)
            found.append((abs(share - ideal) + cycle_cost * (cycles - 1), cycles))
    return found


def _extent(spec: Spec, library: Library, cycles: int) -> _Extent:
    words, least, most = _body_extents(_without_minutes(spec), library)[cycles]
    opening = Narrator(spec, library.routines[spec.routine], library).opening()
    low, high = bounds([(beat.low, beat.high) for beat in opening.beats if not beat.text])
    return _Extent(words + sum(beat.seconds for beat in opening.beats if beat.text), least + low, most + high)


def _without_minutes(spec: Spec) -> Spec:
    return replace(spec, minutes=0)


@lru_cache(maxsize=64)
def _body_extents(spec: Spec, library: Library) -> dict[int, tuple[float, int, int]]:
    """Return words, least and most silence of all that follows the opening, by number of cycles."""
    extents = {}
    for cycles in library.routines[spec.routine].cycles:
        beats = [beat for segment in _after_opening(spec, library, cycles) for beat in segment.beats]
        words = sum(beat.seconds for beat in beats if beat.text)
        extents[cycles] = (words, *bounds([(beat.low, beat.high) for beat in beats if not beat.text]))
    return extents


def _after_opening(spec: Spec, library: Library, cycles: int) -> list[Segment]:
    narrator = Narrator(spec, library.routines[spec.routine], library)
    body = [segment for segment in _body(spec, library) if segment.place.cycle <= cycles]
    return [*body, narrator.ending(len(body) + 1)]


def _segments(spec: Spec, library: Library, cycles: int) -> Iterator[Segment]:
    yield Narrator(spec, library.routines[spec.routine], library).opening()
    after = _after_opening(_without_minutes(spec), library, cycles)
    for order, segment in enumerate(after, start=1):
        yield Segment(replace(segment.place, order=order), segment.beats)


@lru_cache(maxsize=64)
def _body(spec: Spec, library: Library) -> tuple[Segment, ...]:
    """Return the segments of all muscle groups in as many cycles as the routine may have."""
    routine = library.routines[spec.routine]
    narrator = Narrator(spec, routine, library)
    groups = list(course(spec, library))
    if not groups:
        raise NothingLeft
    cycles = range(1, max(routine.cycles) + 1)
    if routine.bedtime:
        visits = [(group, side, cycle) for cycle in cycles for group, side in groups]
    else:
        visits = [(group, side, cycle) for group, side in groups for cycle in cycles]
    return tuple(
        narrator.group(*visit, order, opens_pass=routine.bedtime and visit[2] > 1 and visit[:2] == groups[0])
        for order, visit in enumerate(visits, start=1)
    )


def _stretched(segments: tuple[Segment, ...], minutes: int) -> tuple[Segment, ...]:
    beats = [beat for segment in segments for beat in segment.beats]
    words = sum(beat.seconds for beat in beats if beat.text)
    ranges = [(beat.low, beat.high) for beat in beats if not beat.text]
    seconds = iter(spread(round(minutes * 60 - words), ranges))
    return tuple(
        Segment(
            segment.place,
            tuple(beat if beat.text else with_seconds(beat, next(seconds)) for beat in segment.beats),
        )
        for segment in segments
    )
