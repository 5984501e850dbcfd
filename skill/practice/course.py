"""The course of a session: which muscle groups and sides it visits, in which order."""

from collections.abc import Iterator

from skill.practice.library import Library
from skill.practice.muscle_group import MuscleGroup, Side
from skill.practice.routine import Direction, Routine, Step
from skill.practice.spec import Sides, Spec


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
    """Return the side as it is if nothing of it is left out, else what remains of it."""
    singly = (Side.RIGHT, Side.LEFT) if group.paired and side is Side.BOTH else (side,)
    wanted = [each for each in singly if not any(group.touches(each, wish, library.areas) for wish in spec.skipped)]
    return [side] if len(wanted) == len(singly) else wanted
