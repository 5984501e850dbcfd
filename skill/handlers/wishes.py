"""From wishes to the spec of a session."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, replace
from typing import Any

from skill.handlers.bookmarks import SOME_HOURS, at_place, kept_position, resumable, standing
from skill.handlers.turn import Question, Turn
from skill.practice.bookmark import Bookmark
from skill.practice.course import NothingLeft
from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.practice.planner import nearest, pick_routine, replanned
from skill.practice.position import Position
from skill.practice.preferences import ABOUT_AREAS, Preferences
from skill.practice.routine import Manner
from skill.practice.spec import MOST_PRACTISED, Detail, Pace, Spec, Tension

LEARNING = 3
"""Finished sessions with full cues; after them, fewer words and more quiet (docs/practice.md section 6.4).

As many by day teach tensing, which a night does lightly until then.
"""
WISHES_OF_A_SPEC = frozenset(field.name for field in fields(Spec))
WISHES_OF_A_PLACE = WISHES_OF_A_SPEC - {"routine", "minutes", "direction", "practised", "seed"}
"""Those that a session under way or kept follows without moving its place."""
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
    return pick_at_bedtime(turn, replace(by_preference(turn), direction=None, minutes=minutes_at_night(turn)))


def minutes_at_night(turn: Turn) -> int:
    """Return how long this listener's nights are: as long as the days, until they say otherwise."""
    return turn.preferences.minutes_at_night or turn.preferences.minutes or turn.library.roles.usual


def pick_at_bedtime(turn: Turn, spec: Spec) -> Spec:
    """Return the spec with a routine for the night: it tenses lightly until that was learned by day.

    Raises NothingLeft.
    """
    learned = turn.memory.finished.get(Manner.TENSE, 0) >= LEARNING
    asked = {Tension.NONE: Manner.RELEASE_ONLY, Tension.USUAL: Manner.RELEASE_ONLY if learned else Manner.GENTLE}
    manner = asked.get(spec.tension, Manner.GENTLE)
    return pick_routine(spec, turn.library, bedtime=True, manner=manner)


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
        skipped=known_areas(turn, wishes.skipped),
        imagined=known_areas(turn, wishes.imagined),
        released=known_areas(turn, wishes.released),
        posture=wishes.posture,
        eyes=wishes.eyes,
        tension=wishes.tension or Tension.USUAL,
        soft=wishes.soft is not False,
    )


def still_wished(turn: Turn, spec: Spec) -> Spec:
    """Return a spec with what was wished of the session under way or offered, where another is begun instead of it.

    Of which parts alone it was is not among that.
    """
    before = turn.progress.spec if turn.progress else turn.state.offer
    names = WISHES_OF_A_PLACE - {"only"}
    return replace(spec, **{name: getattr(before, name) for name in names}) if before else spec


def now(turn: Turn, spec: Spec) -> Spec:
    """Return a spec as it begins now: its phrasings follow those heard before, and less is explained each time.

    Where the memory is not known, chance decides.
    """
    finished = turn.memory.finished.get(turn.library.routines[spec.routine].manner, 0)
    begun = turn.memory.begun if turn.memory_known else turn.random.randrange(SEEDS)
    return replace(spec, seed=begun, practised=min(finished, MOST_PRACTISED))


def nameable(library: Library) -> Iterator[str]:
    """Yield every area that can be wished for: whole, and of one side where it has sides."""
    for key, area in library.areas.items():
        yield key
        yield from (f"{key}/{side}" for side in area.names if side != Side.BOTH)


def asked_area(turn: Turn, slot: str = "area") -> str | None:
    """Return the area named in a slot, or None; a side belongs to the first that is named, another is meant whole."""
    side = "" if slot.startswith("other_") else turn.request.slots.get("side", "")
    return known_area(turn, turn.request.slots.get(slot, ""), side)


def known_area(turn: Turn, wish: str, side: str = "") -> str | None:
    """Return an area such as "feet" or "knees/left" as it is wished for; None for an unknown one.

    What is never tensed, as the breath, is no part of the body to be wished for.
    """
    key, _, own_side = wish.partition("/")
    area, side, group = turn.library.areas.get(key), side or own_side, turn.library.groups.get(key)
    if area is None or (group and not group.tension[1]):
        return None
    return f"{area.key}/{side}" if side in area.names and side != Side.BOTH else area.key


def known_areas(turn: Turn, wishes: Set[str] | None) -> frozenset[str]:
    """Return those of the areas wished for that content still has."""
    return frozenset(wish for wish in wishes or () if known_area(turn, wish))


def adapted(turn: Turn, spec: Spec, wishes: Mapping[str, Any]) -> Spec:
    """Return an offered spec with wishes that were spoken before it began."""
    changes = {name: value for name, value in wishes.items() if name in WISHES_OF_A_SPEC and value is not None}
    changed, routine = replace(spec, **changes), turn.library.routines[spec.routine]
    try:
        if routine.picked:
            return pick_routine(changed, turn.library, bedtime=routine.bedtime, manner=routine.manner)
        return nearest(changed, turn.library)
    except NothingLeft:
        return without_groups(turn, changed)


def kept_with(turn: Turn, wishes: Mapping[str, Any]) -> Bookmark | None:
    """Return the kept session with wishes that were told while it is paused, at its place; None if none changes.

    While another device is still speaking it, and it isn't offered here, it stays as it is; so it does if no muscle
    group would remain.
    """
    kept, changes = resumable(turn), {name: wish for name, wish in wishes.items() if name in WISHES_OF_A_PLACE}
    if turn.progress or kept is None or not changes:
        return None
    if turn.now < kept.until and turn.state.question is not Question.RESUME:
        return None
    position = kept_position(turn, kept)
    spec = position.plan.spec
    before = Preferences(**{name: getattr(spec, name) for name in changes}).with_changes(changes)
    changed: dict[str, Any] = changes | {
        name: getattr(before, name) or frozenset() for name in ABOUT_AREAS if name in changes
    }
    try:
        moved = replanned(position, replace(spec, **changed), turn.library)
    except NothingLeft:
        return None
    at = turn.now if turn.now < kept.until else kept.at
    return at_place(moved, at, started_at=kept.started_at, made_by=kept.made_by)


def with_areas_of_now(turn: Turn, spec: Spec) -> Spec:
    """Return a spec from before with what is wished about areas by now."""
    wishes = {kind: known_areas(turn, getattr(turn.preferences, kind)) for kind in ABOUT_AREAS}
    return replace(spec, **{kind: getattr(spec, kind) | areas for kind, areas in wishes.items()})


def as_of_now(turn: Turn, kept: Bookmark) -> Position:
    """Return the kept session at its place, with what is left out by now; after some hours in full words again.

    Fewer words that were wished for stay few.
    """
    position = kept_position(turn, kept)
    spec = position.plan.spec
    wished = with_areas_of_now(turn, spec)
    if turn.now - kept.at >= SOME_HOURS and turn.preferences.detail is not Detail.BRIEF:
        wished = replace(wished, detail=Detail.FULL, practised=0)
    return position if wished == spec else replanned(position, wished, turn.library)


def last_done(turn: Turn) -> Spec | None:
    """Return what the last session was, also one that was left on the way; None if content has its routine no more."""
    kept, memory = resumable(turn), turn.memory
    last = kept.spec if kept and kept.at > (memory.last or 0) else memory.done
    return last if last and last.routine in turn.library.routines else None


def on_the_way(turn: Turn, **wishes: Any) -> Turn:
    """Return the turn with the session under way, if there is one, at the same place in a plan with these wishes.

    As much time is left as before, or nearly. Raises NothingLeft if that leaves no muscle group.
    """
    if turn.position is None:
        return turn
    spec = replace(turn.position.plan.spec, **wishes)
    moved = replanned(turn.position, spec, turn.library)
    return replace(turn, state=replace(turn.state, progress=standing(turn, moved)))
