"""The course of a session: its passes through the body, and which groups and sides each visits, in which order."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from skill.practice.library import Library
from skill.practice.muscle_group import MuscleGroup, Side
from skill.practice.routine import TENSING, Direction, Manner, Routine, Step
from skill.practice.spec import Sides, Spec, Tension

INSTEAD = {
    Tension.LIGHT: Manner.GENTLE,
    Tension.PICTURED: Manner.PICTURE,
    Tension.NONE: Manner.RELEASE_ONLY,
}
"""How a group is guided that would be tensed, by the listener's wish."""


class NothingLeft(ValueError):
    """Every muscle group of the routine is to be left out."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A muscle group in one pass of a session."""

    group: MuscleGroup
    side: Side
    number: int
    """The pass, from 1."""
    manner: Manner
    """How its pass is guided; a single group may be guided more lightly."""
    index: int
    """The groups of its pass before it."""
    of: int
    """The groups of its pass."""


def passes_of(spec: Spec, library: Library) -> tuple[Manner, ...]:
    """Return the passes that a session can have, as the listener wishes them to be guided."""
    routine = library.routines[spec.routine]
    return tuple(INSTEAD.get(spec.tension, each) if each in TENSING else each for each in routine.passes)


def visits(spec: Spec, library: Library, passes: int) -> tuple[Visit, ...]:
    """Return the visits of a session's first passes. Raises NothingLeft where no muscle group remains."""
    every: list[Visit] = []
    for number, manner in enumerate(passes_of(spec, library)[:passes], start=1):
        groups = _groups_of(spec, library, manner)
        every += [Visit(group, side, number, manner, index, len(groups)) for index, (group, side) in enumerate(groups)]
    if not any(visit.number == 1 for visit in every):
        raise NothingLeft
    return tuple(every)


def _groups_of(spec: Spec, library: Library, manner: Manner) -> list[tuple[MuscleGroup, Side]]:
    routine = library.routines[spec.routine]
    if manner is Manner.RECALL:
        direction = routine.direction_for(spec.direction)
        parts = replace(spec, routine=library.roles.recall, direction=direction, sides=Sides.TOGETHER)
        return list(course(parts, library))
    if manner is Manner.COUNTING:
        return list(course(replace(spec, routine=library.roles.fallback, only=frozenset()), library))
    return list(course(spec, library))


def course(spec: Spec, library: Library) -> Iterator[tuple[MuscleGroup, Side]]:
    """Yield the muscle groups and sides that a spec visits, in order, those to be left out left out."""
    routine, seen = library.routines[spec.routine], set()
    for step in _ordered(routine, routine.direction_for(spec.direction), library):
        group = library.groups[step.group]
        for side in _sides(group, step, spec.sides):
            for each in _wanted(group, side, spec, library):
                if (group.key, each) not in seen:
                    seen.add((group.key, each))
                    yield group, each


def _ordered(routine: Routine, direction: Direction | None, library: Library) -> tuple[Step, ...]:
    if direction in (None, routine.direction):
        return routine.order
    if routine.direction:
        return routine.order[::-1]
    height = {key: order for order, key in enumerate(library.groups)}
    upward = direction is Direction.FEET_TO_HEAD
    return tuple(sorted(routine.order, key=lambda step: height[step.group] * (1 if upward else -1)))


def _sides(group: MuscleGroup, step: Step, wish: Sides | None) -> tuple[Side, ...]:
    if not group.paired or wish is Sides.TOGETHER:
        return (Side.BOTH,)
    if step.side:
        return (step.side,)
    return (Side.RIGHT, Side.LEFT) if wish is Sides.ONE_AT_A_TIME else (Side.BOTH,)


def _wanted(group: MuscleGroup, side: Side, spec: Spec, library: Library) -> list[Side]:
    """Return the side as it is if nothing of it is left out, else what remains of it; none where others are wished."""
    singly = (Side.RIGHT, Side.LEFT) if group.paired and side is Side.BOTH else (side,)
    chosen = [
        each for each in singly if not spec.only or any(group.within(each, wish, library.areas) for wish in spec.only)
    ]
    wanted = [each for each in chosen if not any(group.touches(each, wish, library.areas) for wish in spec.skipped)]
    return [side] if len(wanted) == len(singly) else wanted
