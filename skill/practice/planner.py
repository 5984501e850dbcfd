"""The planner: spec -> plan. Pure and deterministic."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Any

from skill.practice.course import NothingLeft, course, passes_of, visits
from skill.practice.extent import Extent, extent
from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.practice.narration import EVERYTHING, ONLY_NAMES, Narrator
from skill.practice.pacing import spread
from skill.practice.plan import Plan, Segment, silences_of
from skill.practice.position import Position
from skill.practice.rotation import Choice, Longest, Rotation
from skill.practice.routine import Direction, Manner
from skill.practice.soft_lines import with_soft_lines
from skill.practice.spec import LONGEST, Sides, Spec

MINUTES_BY_DAY = range(2, LONGEST + 1)
MINUTES_AT_BEDTIME = range(5, LONGEST + 1)
LEAST_QUIET = 16.0
"""Mean seconds of quiet that more muscle groups have to leave by day, where minutes alone are wished for ..."""
LEAST_QUIET_AT_BEDTIME = 20.0
"""... and at bedtime."""
QUIET_BEFORE_MORE = 20.0
"""Mean seconds of quiet that a further pass has to leave by day (docs/practice.md section 2.3) ..."""
QUIET_BEFORE_MORE_AT_BEDTIME = 28.0
"""... and at bedtime, where fewer words come first."""
FIRST_ADDED = 3
"""Passes; later ones by day wait until the first quiet is long, or nothing else fills the minutes."""
QUIET_BEFORE_STILL_MORE = 33.0
"""Seconds."""
MOST_TAKEN = 12.0
"""Seconds of mean quiet that a further pass may take away."""
ROOM = 7_500
"""Characters that a night has in all, as it is one response (docs/platform.md)."""
AROUND = 410
"""Of them, what is said before it, safety lines included, and what surrounds it."""
NEAR = 30.0
"""Seconds that a session may end later than was asked for on the way, before parts are left out for it."""
SILENCE = 20
"""Characters of up to ten seconds of silence."""


@lru_cache(maxsize=32)
def make_plan(spec: Spec, library: Library) -> Plan:
    """Return the plan of exactly these minutes, or of the nearest whole minutes that can be had.

    Its `spec.minutes` says which. Raises NothingLeft if no muscle group remains, and KeyError if the
    routine is not in the library.
    """
    spec = nearest(spec, library)
    passes, spare = _way(_plain(spec), library)
    rotation = Rotation(spec.seed, _uses(replace(spec, seed=0), library, passes, spare))
    return _planned(spec, library, passes, spare, rotation)


def _plain(spec: Spec) -> Spec:
    """Return a spec without what its structure never depends on: the same wish always has the same one."""
    return replace(spec, seed=0, practised=0)


@lru_cache(maxsize=256)
def _way(spec: Spec, library: Library) -> tuple[int, int]:
    """Return in how many passes a session goes, and what it does without, whatever its phrasings.

    A night has to fit into one response: with fewer words where it has to, then in fewer passes.
    """
    chosen = _chosen(spec, library)
    assert chosen
    if not library.routines[spec.routine].bedtime:
        return chosen.passes, EVERYTHING
    rooms: dict[tuple[int, int], int] = {}
    for way in product(range(chosen.passes, 0, -1), range(EVERYTHING, ONLY_NAMES + 1)):
        try:
            rooms[way] = _room(_planned(spec, library, *way, Longest()))
        except ValueError:
            continue  # so few words leave more silence than there may be
        if rooms[way] <= ROOM - AROUND:
            return way
    return min(rooms, key=rooms.__getitem__)


def _room(plan: Plan) -> int:
    """Return how many characters a plan takes where it is spoken in one response."""
    beats = [beat for segment in plan.segments for beat in segment.beats]
    return sum((len(beat.text) or -(-round(beat.seconds) // 10) * SILENCE) + 1 for beat in beats)


def nearest(spec: Spec, library: Library) -> Spec:
    """Return the spec with the nearest minutes that its routine can take; the shorter of two equally near."""
    if _chosen(_plain(spec), library):
        return spec
    minutes = min(minutes_of(spec, library), key=lambda each: (abs(each - spec.minutes), each))
    return replace(spec, minutes=minutes)


def replanned(position: Position, spec: Spec, library: Library, seconds: float | None = None) -> Position:
    """Return the same place in a plan of another spec whose minutes leave about so many seconds from there.

    Without seconds it is as much time as before: so a session lasts as long as was said, whatever is wished for on the
    way; what was heard already is not planned again. Raises NothingLeft if no muscle group remains.
    """
    wanted = position.seconds_left if seconds is None else seconds
    found = position.in_plan(make_plan(spec, library))
    step = 1 if found.seconds_left < wanted else -1
    while True:
        longer = replace(spec, minutes=found.plan.spec.minutes + step)
        other = position.in_plan(make_plan(longer, library))
        nearer = abs(other.seconds_left - wanted) < abs(found.seconds_left - wanted)
        if not nearer or (other.place.group, other.place.cycle) != (found.place.group, found.place.cycle):
            return found
        found = other


def finishing(position: Position, seconds: float, library: Library) -> Position:
    """Return the same place in a plan that ends about so many seconds from there.

    Where the parts to come can't be had in that time, the last of them stay out; where there is time for none, it is
    the ending.
    """
    here = position.place.cycle
    whole = ending_in(position, seconds, library)
    if whole.seconds_left <= seconds + NEAR or position.at_ending:
        return whole
    so_far = [each for each in position.plan.segments[1 : position.index] if each.place.cycle == here]
    to_come = [each for each in position.plan.segments[max(1, position.index) : -1] if each.place.cycle == here]

    def shorter(number: int) -> Position:
        return ending_in(position, seconds, library, only=_areas((*so_far, *to_come[:number])))

    fitting = bisect_right(range(1, len(to_come)), seconds + NEAR, key=lambda number: shorter(number).seconds_left)
    return shorter(fitting) if fitting else ending_in(position.ending(), seconds, library)


def ending_in(position: Position, seconds: float, library: Library, **wishes: Any) -> Position:
    """Return the same place in a plan, with other wishes if any, that ends as near to these seconds as it can."""
    spec = replace(position.plan.spec, **wishes)
    if position.place.cycle == 1:  # it is there in every number of minutes
        elapsed = position.plan.starts[position.index]
        spec = replace(spec, minutes=min(LONGEST, max(1, round((elapsed + seconds) / 60))))
    return replanned(position, spec, library, seconds)


def _areas(segments: Iterable[Segment]) -> frozenset[str]:
    places = [each.place for each in segments]
    return frozenset(each.group if each.side is Side.BOTH else f"{each.group}/{each.side}" for each in places)


def minutes_of(spec: Spec, library: Library) -> tuple[int, ...]:
    """Return every whole number of minutes that this spec's routine can take, whatever its own minutes are."""
    allowed = _allowed(library.routines[spec.routine].bedtime)
    return tuple(minutes for minutes in allowed if any(_extents(replace(spec, minutes=minutes), library)))


def _allowed(bedtime: bool) -> range:
    return MINUTES_AT_BEDTIME if bedtime else MINUTES_BY_DAY


def pick_routine(spec: Spec, library: Library, *, bedtime: bool, manner: Manner = Manner.TENSE) -> Spec:
    """Return the spec with the routine of this manner that suits its minutes best, or the nearest minutes to be had.

    That is the one with the most muscle groups which leaves each of them enough quiet.
    Raises NothingLeft if no routine has a muscle group left.
    """
    allowed = _allowed(bedtime)
    spec = replace(spec, minutes=min(max(spec.minutes, allowed[0]), allowed[-1]))
    picked = [
        each for each in library.routines.values() if each.picked and each.bedtime == bedtime and each.manner is manner
    ]
    if not bedtime:
        direction, sides = spec.direction or Direction.FEET_TO_HEAD, spec.sides or Sides.TOGETHER
        spec = replace(spec, direction=direction, sides=sides)
    left = [each for routine in picked if any(course(each := replace(spec, routine=routine.key), library))]
    if not left:
        raise NothingLeft
    if suited := _most_suited(left, LEAST_QUIET_AT_BEDTIME if bedtime else LEAST_QUIET, library):
        return suited
    return min((nearest(each, library) for each in left), key=lambda each: abs(each.minutes - spec.minutes))


def _most_suited(specs: Iterable[Spec], least: float, library: Library) -> Spec | None:
    """Return the spec with the most muscle groups that leaves each enough quiet, else the one with the most quiet.

    Those with more groups are looked at first, and none after one that suits. None if their minutes can't be had.
    """
    quiets = dict[Spec, float]()
    for spec in sorted(specs, key=lambda each: sum(1 for _ in course(each, library)), reverse=True):
        if found := _chosen(_plain(spec), library):
            quiets[spec] = found.mean_quiet(spec.minutes * 60)
            if quiets[spec] >= least:
                return spec
    return max(quiets, key=lambda each: quiets[each]) if quiets else None


@lru_cache(maxsize=256)
def _chosen(spec: Spec, library: Library) -> Extent | None:
    """Return the extent of a session of these minutes; None if they can't be had.

    It has as many passes as leave enough quiet, and by day none takes too much of it away.
    """
    bedtime, seconds, chosen = library.routines[spec.routine].bedtime, spec.minutes * 60, None
    for each in _extents(spec, library):
        if chosen:
            least = _quiet_before(each.passes, bedtime) * library.tempos[spec.pace].quiet
            if not bedtime:
                least = max(least, chosen.mean_quiet(seconds) - MOST_TAKEN)
            if each.mean_quiet(seconds) < least:
                break
        chosen = each
    return chosen


def _quiet_before(passes: int, bedtime: bool) -> float:
    if bedtime:
        return QUIET_BEFORE_MORE_AT_BEDTIME
    return QUIET_BEFORE_MORE if passes <= FIRST_ADDED else QUIET_BEFORE_STILL_MORE


def _extents(spec: Spec, library: Library) -> Iterator[Extent]:
    """Yield the extents in which these minutes can be had, by number of passes, each made when it is wanted."""
    if spec.minutes not in _allowed(library.routines[spec.routine].bedtime):
        return
    for passes in range(1, len(passes_of(spec, library)) + 1):
        each = extent(spec, library, passes)
        if each.takes(spec.minutes * 60):
            yield each


def _planned(spec: Spec, library: Library, passes: int, spare: int, choice: Choice) -> Plan:
    """Return a plan in so many passes. Raises ValueError where they can't take these minutes."""
    routine = library.routines[spec.routine]
    segments = Narrator(spec, library, choice, spare).session(visits(spec, library, passes))
    plan = Plan(spec, _stretched(segments, spec.minutes), library.rate(spec.pace, routine.bedtime), routine.bedtime)
    return with_soft_lines(plan, library) if spec.soft and spare == EVERYTHING else plan


@lru_cache(maxsize=64)
def _uses(spec: Spec, library: Library, passes: int, spare: int) -> Counter[str]:
    """Return how often a session uses each line."""
    counting = Rotation(0)
    Narrator(spec, library, counting, spare).session(visits(spec, library, passes))
    return counting.taken


def _stretched(segments: tuple[Segment, ...], minutes: int) -> tuple[Segment, ...]:
    words = sum(beat.seconds for segment in segments for beat in segment.beats if beat.text)
    seconds = iter(spread(round(minutes * 60 - words), silences_of(segments)))
    return tuple(
        replace(
            segment,
            beats=tuple(beat if beat.text else replace(beat, seconds=next(seconds)) for beat in segment.beats),
        )
        for segment in segments
    )
