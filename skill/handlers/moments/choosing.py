"""Agreeing on what to do: from wishes to a session, and beginning it."""

from dataclasses import replace

from skill.handlers.bookmarks import keep
from skill.handlers.naming import area_name
from skill.handlers.offers import begin, nothing_left
from skill.handlers.played import hands_free
from skill.handlers.reply import Ask, Reply
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import asked_area, by_preference, pick_at_bedtime, still_wished, usual
from skill.practice.course import NothingLeft
from skill.practice.planner import nearest, pick_routine
from skill.practice.routine import Direction
from skill.practice.spec import Spec

BEDTIME = "bedtime"
"""The slot value for any bedtime routine."""


def start(turn: Turn) -> Reply:
    """Begin a session with any mix of minutes, routine and direction, or offer the nearest that can be had."""
    asked = turn.request.minutes
    try:
        spec = _wished(turn, asked)
    except NothingLeft:
        return nothing_left(turn)
    if asked is not None and (heard := _as_heard(turn, spec)).minutes != asked:
        return _offer_nearest(turn, heard)
    return begin(turn, spec, _without(turn))


def _without(turn: Turn) -> str:
    """Return what is said of an area to be left out that was named in the sentence that begins."""
    left_out = asked_area(turn, "left_out")
    return turn.content.phrases.areas.skipped_now.format(area=area_name(turn, left_out)) if left_out else ""


def _as_heard(turn: Turn, spec: Spec) -> Spec:
    """Return the spec with the minutes that it comes to: what is played has its own voice, and so its own time."""
    played = turn.audio and hands_free(turn, bedtime=turn.library.routines[spec.routine].bedtime)
    return turn.audio.plan(spec).spec if turn.audio and played else spec


def accept(turn: Turn) -> Reply:
    """Yes to an offer."""
    return begin(turn, turn.state.offer or usual(turn))


def take_usual(turn: Turn) -> Reply:
    """No to bedtime in the evening: the usual."""
    return begin(turn, usual(turn))


def decline(turn: Turn) -> Reply:
    """No to an offer."""
    return Reply(turn.content.phrases.choosing.declined)


def decline_resume(turn: Turn) -> Reply:
    """No to resuming: offer a fresh session; the kept place stays until that has begun."""
    if turn.is_quiet:
        return decline(turn)
    spec = usual(turn)
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    words = turn.content.phrases.choosing.fresh_offer.format(minutes=minutes)
    return Reply(ask=Ask(Question.OFFER, words, spec))


def _wished(turn: Turn, asked: int | None) -> Spec:
    """Return the spec of what was asked for; its minutes may be the nearest to those asked.

    Raises NothingLeft if every muscle group is to be left out.
    """
    routine = turn.request.slots.get("routine", "")
    known = turn.library.routines.get(routine)
    minutes_of_bedtime = asked is not None and turn.state.question is Question.EVENING
    at_night = known.bedtime if known else routine == BEDTIME or minutes_of_bedtime
    spec = replace(still_wished(turn, by_preference(turn)), direction=_direction(turn, at_night))
    if left_out := asked_area(turn, "left_out"):
        spec = replace(spec, skipped=spec.skipped | {left_out})
    if asked is not None:
        spec = replace(spec, minutes=asked)
    if not known:
        return pick_at_bedtime(turn, spec) if at_night else pick_routine(spec, turn.library, bedtime=False)
    minutes = turn.content.usual_minutes[routine] if asked is None else asked
    return nearest(replace(spec, routine=routine, minutes=minutes), turn.library)


def _direction(turn: Turn, at_night: bool) -> Direction | None:
    """Return the direction asked for; the standing wish is for the day, a night goes from head to feet."""
    asked = turn.request.slots.get("direction", "")
    if asked in set(Direction):
        return Direction(asked)
    return None if at_night else turn.preferences.direction


def _offer_nearest(turn: Turn, spec: Spec) -> Reply:
    choosing, minutes = turn.content.phrases.choosing, turn.library.guidance.in_minutes(spec.minutes)
    if turn.request.slots.get("routine") in turn.library.routines:
        name = turn.library.routines[spec.routine].name
        words = choosing.nearest_offer.format(routine=name, minutes=minutes)
    else:
        words = choosing.nearest_minutes_offer.format(minutes=minutes)
    return Reply(_without(turn), ask=Ask(Question.OFFER, words, spec), changes=keep(turn, turn.position))
