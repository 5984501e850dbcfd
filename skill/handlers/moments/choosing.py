"""Agreeing on what to do: from wishes to a spec, and beginning it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from skill.handlers.reply import Reply
from skill.handlers.speaking import hands_free, keep, speak_from
from skill.handlers.turn import Question, Turn
from skill.practice.planner import NothingLeft, make_plan, nearest, pick_routine
from skill.practice.position import Position
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Pace, Spec
from skill.store.port import Changes

USUAL_MINUTES = 10
"""About ten minutes is what people do (PMR.md, finding 3)."""
LEARNING = 3
"""Finished sessions with full cues; after them, fewer words and more quiet."""
BEDTIME = "bedtime"
"""The slot value for any bedtime routine."""
WISHES_OF_A_SPEC = frozenset(field.name for field in fields(Spec))
COUNTING = "counting"
"""The routine that needs no muscle group."""


def start(turn: Turn) -> Reply:
    """Begin a session with any mix of minutes, routine and direction, or offer the nearest that can be had."""
    asked = turn.minutes_asked
    try:
        spec = _wished(turn, asked)
    except NothingLeft:
        return nothing_left(turn)
    if asked is not None and (heard := _as_heard(turn, spec)).minutes != asked:
        return _offer_nearest(turn, heard)
    return begin(turn, spec)


def begin(turn: Turn, spec: Spec) -> Reply:
    """Begin a session; somebody new hears the safety lines before."""
    try:
        plan = make_plan(spec, turn.library)
    except NothingLeft:
        return nothing_left(turn)
    if turn.memory.welcomed:
        return speak_from(turn, Position(plan), begins=True)
    opening = turn.content.phrases.opening
    silent = plan.bedtime and not hands_free(turn, bedtime=True)
    safety = opening.safety if silent else f"{opening.safety} {opening.safety_pause}"
    reply = speak_from(turn, Position(plan), safety, begins=True)
    return replace(reply, changes=replace(reply.changes, welcomed=True))


def _as_heard(turn: Turn, spec: Spec) -> Spec:
    """Return the spec with the minutes that it comes to: what is played has its own voice, and so its own time."""
    played = turn.audio and hands_free(turn, bedtime=turn.library.routines[spec.routine].bedtime)
    return turn.audio.plan(spec).spec if turn.audio and played else spec


def accept(turn: Turn) -> Reply:
    """Yes to an offer."""
    return begin(turn, turn.offer or usual(turn))


def take_usual(turn: Turn) -> Reply:
    """No to bedtime in the evening: the usual."""
    return begin(turn, usual(turn))


def bedtime(turn: Turn) -> Spec:
    """Return the bedtime session of this listener's usual minutes; raises NothingLeft."""
    return pick_routine(replace(_by_preference(turn), direction=None), turn.library, bedtime=True)


def decline(turn: Turn) -> Reply:
    """No to an offer."""
    return Reply(turn.content.phrases.choosing.declined)


def decline_resume(turn: Turn) -> Reply:
    """No to resuming: offer a fresh session; the kept place stays until that has begun."""
    spec = usual(turn)
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    question = turn.content.phrases.choosing.fresh_offer.format(minutes=minutes)
    return Reply(ask=question, question=Question.OFFER, offer=spec)


def offer(turn: Turn, spec: Spec, before: str = "", changes: Changes | None = None) -> Reply:
    """Ask whether to begin a session."""
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    question = turn.content.phrases.choosing.begin_offer.format(minutes=minutes)
    return Reply(before, ask=question, question=Question.OFFER, offer=spec, changes=changes or Changes())


def nothing_left(turn: Turn, before: str = "") -> Reply:
    """Say that no muscle group is left, and offer to count the breath."""
    spec = nearest(replace(_by_preference(turn), routine=COUNTING), turn.library)
    words = f"{before} {turn.content.phrases.choosing.nothing_left}"
    return offer(turn, spec, words.strip(), _place_kept(turn))


def usual(turn: Turn) -> Spec:
    """Return what this listener usually does, by their preferences."""
    spec = _by_preference(turn)
    try:
        return pick_routine(spec, turn.library, bedtime=False)
    except NothingLeft:
        return nearest(replace(spec, routine=COUNTING), turn.library)


def adapted(turn: Turn, spec: Spec, wishes: Mapping[str, Any]) -> Spec:
    """Return an offered spec with wishes that were spoken before it began."""
    changes = {name: value for name, value in wishes.items() if name in WISHES_OF_A_SPEC and value is not None}
    changed, routine = replace(spec, **changes), turn.library.routines[spec.routine]
    try:
        if routine.picked:
            return pick_routine(changed, turn.library, bedtime=routine.bedtime)
        return nearest(changed, turn.library)
    except NothingLeft:
        return nearest(replace(changed, routine=COUNTING), turn.library)


def _wished(turn: Turn, asked: int | None) -> Spec:
    """Return the spec of what was asked for; its minutes may be the nearest to those asked.

    Raises NothingLeft if every muscle group is to be left out.
    """
    routine = turn.slots.get("routine", "")
    known = turn.library.routines.get(routine)
    at_night = known.bedtime if known else routine == BEDTIME
    spec = replace(_by_preference(turn), direction=_direction(turn, at_night))
    if asked is not None:
        spec = replace(spec, minutes=asked)
    if not known:
        return pick_routine(spec, turn.library, bedtime=at_night)
    minutes = turn.content.usual_minutes[routine] if asked is None else asked
    return nearest(replace(spec, routine=routine, minutes=minutes), turn.library)


def _direction(turn: Turn, at_night: bool) -> Direction | None:
    """Return the direction asked for; the standing wish is for the day, a night goes from head to feet."""
    asked = turn.slots.get("direction", "")
    if asked in set(Direction):
        return Direction(asked)
    return None if at_night else turn.preferences.direction


def _by_preference(turn: Turn) -> Spec:
    wishes = turn.preferences
    return Spec(
        routine="",
        minutes=wishes.minutes or USUAL_MINUTES,
        direction=wishes.direction,
        pace=wishes.pace or Pace.NORMAL,
        detail=wishes.detail or (Detail.FULL if turn.memory.sessions < LEARNING else Detail.BRIEF),
        sides=wishes.sides,
        skipped=wishes.skipped or frozenset(),
        imagined=wishes.imagined or frozenset(),
        released=wishes.released or frozenset(),
        seed=turn.random.randrange(1000),
    )


def _offer_nearest(turn: Turn, spec: Spec) -> Reply:
    choosing, minutes = turn.content.phrases.choosing, turn.library.guidance.in_minutes(spec.minutes)
    if turn.slots.get("routine") in turn.library.routines:
        name = turn.library.routines[spec.routine].name
        question = choosing.nearest_offer.format(routine=name, minutes=minutes)
    else:
        question = choosing.nearest_minutes_offer.format(minutes=minutes)
    return Reply(ask=question, question=Question.OFFER, offer=spec, changes=_place_kept(turn))


def _place_kept(turn: Turn) -> Changes:
    session = turn.session()
    return keep(turn, session) if session else Changes()
