"""The script: every clip that a plan can ask for.

It is put together from plans: of every routine, in every way that changes what is said, once with each of the phrasings
that content has. A clip is a sentence, so that no two of these have to meet; how the narrator chooses among phrasings
isn't known here. Tests say whether a line of content is left unsaid, and whether any plan says more.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product

from skill.audio.clip import Clip, clips_of
from skill.practice.course import course
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan, minutes_of, nearest
from skill.practice.routine import Direction
from skill.practice.spec import LONGEST, Detail, Pace, Sides, Spec
from skill.studio.phrasings import each_phrasing


def clips_in(plan: Plan) -> frozenset[Clip]:
    """Return the clips of one plan."""
    return frozenset(_clips([plan], plan.rate))


@lru_cache(maxsize=2)
def all_clips(library: Library) -> frozenset[Clip]:
    """Return the clips of every plan that can be made of a library."""
    plans = list(_plans(library))
    return frozenset(
        clip
        for pace, bedtime in product(Pace, (False, True))
        for clip in _clips((plan for plan in plans if plan.bedtime == bedtime), library.rate(pace, bedtime))
    )


def _clips(plans: Iterable[Plan], rate: float) -> Iterator[Clip]:
    spoken = {beat.words for plan in plans for segment in plan.segments for beat in segment.beats}
    return (clip for words in spoken for clip in clips_of(words, rate))


def _plans(library: Library) -> Iterator[Plan]:
    announced, guided = list(_announced(library)), [*_guided(library), *_without(library)]
    yield from (make_plan(spec, library) for spec in announced)
    for phrased in (library, *each_phrasing(library)):
        yield from (make_plan(spec, phrased) for spec in guided)


def _announced(library: Library) -> Iterator[Spec]:
    """Yield specs of every routine in every direction and in all minutes."""
    for routine, direction in product(library.routines, (None, *Direction)):
        spec = Spec(routine, 0, direction)
        yield from (replace(spec, minutes=minutes) for minutes in minutes_of(spec, library))


def _guided(library: Library) -> Iterator[Spec]:
    """Yield specs of every routine in every way that changes what is said of a group.

    Each has few minutes, middling and many: as many cycles as there may be, and every quiet.
    """
    groups = frozenset(library.groups)
    for routine, detail, sides in product(library.routines, Detail, (None, *Sides)):
        spec = Spec(routine, 0, detail=detail, sides=sides)
        for way in (spec, replace(spec, imagined=groups), replace(spec, released=groups)):
            minutes = minutes_of(way, library)
            for each in {minutes[0], minutes[len(minutes) // 2], minutes[-1]}:
                yield replace(way, minutes=each)


def _without(library: Library) -> Iterator[Spec]:
    """Yield specs of every routine without one of its groups, and with that one alone, of many minutes."""
    for routine in library.routines.values():
        for group in {step.group for step in routine.order}:
            parts = library.groups[group].parts
            others = frozenset(key for key, area in library.areas.items() if area.parts.isdisjoint(parts))
            for skipped in (parts, others):
                spec = Spec(routine.key, LONGEST, skipped=skipped)
                if any(course(spec, library)):
                    yield nearest(spec, library)
