"""What is asked for in the sentence that begins a session, what is said of it, and what of it was not understood."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from skill.handlers.naming import area_names
from skill.handlers.played import hands_free
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import asked_area, by_preference, minutes_at_night, pick_at_bedtime, still_wished
from skill.practice.background import Background
from skill.practice.planner import nearest, pick_routine
from skill.practice.preferences import CheckIns
from skill.practice.routine import Direction
from skill.practice.spec import Pace, Sides, Spec

BEDTIME = "bedtime"
"""The slot value for any bedtime routine."""
LEFT_OUT = ("left_out", "other_left_out", "third_left_out")
WAYS: Mapping[str, type[StrEnum]] = {"pace": Pace, "sides": Sides}
"""How a session is guided."""
WAY: Mapping[str, type[StrEnum]] = {"direction": Direction}
"""In which order."""
GIVEN: Mapping[str, type[StrEnum]] = {"check_ins": CheckIns, "background": Background}
"""How it is given, in this session alone: that is no part of its plan."""


def ways(turn: Turn) -> dict[str, Any]:
    """Return how the session is to be guided, by the names that a spec has for it."""
    return _understood(turn, WAYS)


def left_out(turn: Turn) -> list[str]:
    """Return the areas that are to be left out."""
    return [area for slot in LEFT_OUT if (area := asked_area(turn, slot))]


def session(turn: Turn) -> Spec:
    """Return the spec of what was asked for, as far as it was understood; its minutes may be the nearest.

    Raises NothingLeft if every muscle group is to be left out.
    """
    routine, minutes = turn.request.slots.get("routine", ""), turn.request.minutes
    known = turn.library.routines.get(routine)
    minutes_of_bedtime = minutes is not None and turn.state.question is Question.EVENING
    at_night = known.bedtime if known else routine == BEDTIME or minutes_of_bedtime
    spec = replace(still_wished(turn, by_preference(turn)), direction=_direction(turn, at_night), **ways(turn))
    spec = replace(spec, skipped=spec.skipped.union(left_out(turn)))
    spec = replace(spec, minutes=(minutes_at_night(turn) if at_night else spec.minutes) if minutes is None else minutes)
    if not known:
        return pick_at_bedtime(turn, spec) if at_night else pick_routine(spec, turn.library, bedtime=False)
    own = turn.content.usual_minutes[routine] if minutes is None else minutes
    return nearest(replace(spec, routine=routine, minutes=own), turn.library)


def _direction(turn: Turn, at_night: bool) -> Direction | None:
    """Return the direction asked for; the standing wish is for the day, a night goes from head to feet."""
    return _understood(turn, WAY).get("direction", None if at_night else turn.preferences.direction)


def given(turn: Turn, *, bedtime: bool) -> dict[str, Any]:
    """Return how the session is to be given: sounds under the voice are to be had only where it is played."""
    asked = _understood(turn, GIVEN)
    sounds = asked.get("background", Background.FLOOR) is not Background.FLOOR
    if sounds and turn.audio and not bedtime:
        asked.setdefault("check_ins", CheckIns.NONE)
    return asked


def given_so(turn: Turn, wishes: Mapping[str, Any]) -> Turn:
    """Return the turn with wishes that hold for this session alone."""
    return replace(turn, memory=replace(turn.memory, preferences=turn.preferences.with_changes(wishes)))


def words(turn: Turn, spec: Spec, wishes: Mapping[str, Any]) -> str:
    """Return what is said of all that was asked for, besides what the session says by itself."""
    routine = turn.library.routines[spec.routine]
    return " ".join(
        (
            *_about_areas(turn),
            *_about_ways(turn, spec),
            *_about_giving(turn, wishes, bedtime=routine.bedtime),
            *_about_rest(turn),
        )
    )


def unclear(turn: Turn) -> str:
    """Return the words that ask for what a session can't be begun without: which one, which way, what to leave out."""
    slots, choosing = turn.request.slots, turn.content.phrases.choosing
    routine, direction = slots.get("routine", ""), slots.get("direction", "")
    if routine and routine != BEDTIME and routine not in turn.library.routines:
        return choosing.which_routine
    if direction and direction not in set(Direction):
        return choosing.which_direction
    if all(asked_area(turn, slot) for slot in LEFT_OUT if slots.get(slot)):
        return ""
    known = " ".join(_about_areas(turn))
    return f"{known} {turn.content.phrases.areas.other}" if known else choosing.which_left_out


def _understood(turn: Turn, kinds: Mapping[str, type[StrEnum]]) -> dict[str, Any]:
    slots = turn.request.slots
    return {name: kind(slots[name]) for name, kind in kinds.items() if slots.get(name, "") in set(kind)}


def _about_areas(turn: Turn) -> Iterator[str]:
    if areas := left_out(turn):
        yield turn.content.phrases.areas.skipped_now.format(area=area_names(turn, areas))


def _about_ways(turn: Turn, spec: Spec) -> Iterator[str]:
    asked, phrases = ways(turn), turn.content.phrases
    if "pace" in asked:
        yield phrases.choosing.pace[asked["pace"]]
    if "sides" in asked:
        yield phrases.adjusting.sides[asked["sides"]]
    direction = _understood(turn, WAY).get("direction")
    if direction and turn.library.routines[spec.routine].direction_for(direction) is not direction:
        yield phrases.choosing.own_order


def _about_giving(turn: Turn, wishes: Mapping[str, Any], *, bedtime: bool) -> Iterator[str]:
    """Yield what is said of how it is given; a night asks nothing in any case."""
    phrases, played = turn.content.phrases, turn.audio and hands_free(given_so(turn, wishes), bedtime=bedtime)
    if "check_ins" in wishes and not bedtime:
        yield phrases.choosing.played if played else phrases.adjusting.check_ins[wishes["check_ins"]]
    if "background" in wishes and (played or wishes["background"] is not Background.FLOOR):
        yield phrases.choosing.background[wishes["background"]] if played else phrases.choosing.no_background


def _about_rest(turn: Turn) -> Iterator[str]:
    slots, kinds = turn.request.slots, {**WAYS, **GIVEN}
    minutes = turn.request.minutes is None and (slots.get("minutes") or slots.get("length"))
    if minutes or any(slots[name] not in set(kind) for name, kind in kinds.items() if slots.get(name)):
        yield turn.content.phrases.choosing.rest
