"""From wishes to the spec of a session."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from skill.handlers.bookmarks import standing
from skill.handlers.turn import Turn
from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.practice.planner import NothingLeft, make_plan, nearest, pick_routine
from skill.practice.spec import Detail, Pace, Spec

LEARNING = 3
"""Finished sessions with full cues; after them, fewer words and more quiet (docs/practice.md section 6.4)."""
WISHES_OF_A_SPEC = frozenset(field.name for field in fields(Spec))
SEEDS = 1000


def usual(turn: Turn) -> Spec:
    """Return what this listener usually does, by their preferences."""
    spec = by_preference(turn)
    try:
        return pick_routine(spec, turn.library, bedtime=False)
    except NothingLeft:
        return without_groups(turn, spec)


def usual_at_bedtime(turn: Turn) -> Spec:
    """Return the bedtime session of this listener's usual minutes; raises NothingLeft."""
    return pick_routine(replace(by_preference(turn), direction=None), turn.library, bedtime=True)


def without_groups(turn: Turn, spec: Spec) -> Spec:
    """Return the spec of a session that needs no muscle group."""
    return nearest(replace(spec, routine=turn.library.roles.fallback), turn.library)


def by_preference(turn: Turn) -> Spec:
    """Return the spec of this listener's preferences; its routine is still to be chosen."""
    wishes = turn.preferences
    return Spec(
        routine="",
        minutes=wishes.minutes or turn.library.roles.usual,
        direction=wishes.direction,
        pace=wishes.pace or Pace.NORMAL,
        detail=wishes.detail or (Detail.FULL if turn.memory.sessions < LEARNING else Detail.BRIEF),
        sides=wishes.sides,
        skipped=wishes.skipped or frozenset(),
        imagined=wishes.imagined or frozenset(),
        released=wishes.released or frozenset(),
        seed=turn.random.randrange(SEEDS),
    )


def nameable(library: Library) -> Iterator[str]:
    """Yield every area that can be wished for: whole, and of one side where it has sides."""
    for key, area in library.areas.items():
        yield key
        yield from (f"{key}/{side}" for side in area.names if side != Side.BOTH)


def adapted(turn: Turn, spec: Spec, wishes: Mapping[str, Any]) -> Spec:
    """Return an offered spec with wishes that were spoken before it began."""
    changes = {name: value for name, value in wishes.items() if name in WISHES_OF_A_SPEC and value is not None}
    changed, routine = replace(spec, **changes), turn.library.routines[spec.routine]
    try:
        if routine.picked:
            return pick_routine(changed, turn.library, bedtime=routine.bedtime)
        return nearest(changed, turn.library)
    except NothingLeft:
        return without_groups(turn, changed)


def on_the_way(turn: Turn, **wishes: Any) -> Turn:
    """Return the turn with the session under way, if there is one, at the same place in a plan with these wishes.

    Raises NothingLeft if that leaves no muscle group.
    """
    if turn.position is None:
        return turn
    spec = replace(turn.position.plan.spec, **wishes)
    moved = turn.position.in_plan(make_plan(nearest(spec, turn.library), turn.library))
    return replace(turn, state=replace(turn.state, progress=standing(turn, moved)))
