"""Agreeing on what to do: from wishes to a spec, and beginning it."""

from dataclasses import replace

from skill.handlers.reply import Reply
from skill.handlers.speaking import speak_from
from skill.handlers.turn import Question, Turn
from skill.practice.planner import NothingLeft, make_plan, nearest, pick_routine
from skill.practice.routine import Direction
from skill.practice.session import Session
from skill.practice.spec import Detail, Pace, Spec
from skill.store.port import Changes

USUAL_MINUTES = 10
"""About ten minutes is what people do (PMR.md, finding 3)."""
BEDTIME = "bedtime"
"""The slot value for any bedtime routine."""
COUNTING = "counting"
"""The routine that needs no muscle group."""


def start(turn: Turn) -> Reply:
    """Begin a session with any mix of minutes, routine and direction, or offer the nearest that can be had."""
    asked = _number(turn.slots.get("minutes", ""))
    try:
        spec = _wished(turn, asked)
    except NothingLeft:
        return _nothing_left(turn)
    if asked is not None and spec.minutes != asked:
        return _offer_nearest(turn, spec)
    return begin(turn, spec)


def begin(turn: Turn, spec: Spec) -> Reply:
    """Begin a session; somebody new hears the safety lines before."""
    try:
        plan = make_plan(spec, turn.library)
    except NothingLeft:
        return _nothing_left(turn)
    if turn.memory.welcomed:
        return speak_from(turn, Session(plan), begins=True)
    reply = speak_from(turn, Session(plan), turn.content.phrases.opening.safety, begins=True)
    return replace(reply, changes=replace(reply.changes, welcomed=True))


def accept(turn: Turn) -> Reply:
    """Yes to an offer."""
    return begin(turn, turn.offer or usual(turn))


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


def usual(turn: Turn) -> Spec:
    """Return what this listener usually does, by their preferences."""
    spec = _by_preference(turn)
    try:
        return pick_routine(spec, turn.library, bedtime=False)
    except NothingLeft:
        return nearest(replace(spec, routine=COUNTING), turn.library)


def _wished(turn: Turn, asked: int | None) -> Spec:
    """Return the spec of what was asked for; its minutes may be the nearest to those asked.

    Raises NothingLeft if every muscle group is to be left out.
    """
    routine = turn.slots.get("routine", "")
    known = turn.library.routines.get(routine)
    bedtime = known.bedtime if known else routine == BEDTIME
    spec = replace(_by_preference(turn), direction=_direction(turn, bedtime))
    if asked is not None:
        spec = replace(spec, minutes=asked)
    if not known:
        return pick_routine(spec, turn.library, bedtime=bedtime)
    minutes = turn.content.usual_minutes[routine] if asked is None else asked
    return nearest(replace(spec, routine=routine, minutes=minutes), turn.library)


def _direction(turn: Turn, bedtime: bool) -> Direction | None:
    """Return the direction asked for; the standing wish is for the day, a night goes from head to feet."""
    asked = turn.slots.get("direction", "")
    if asked in set(Direction):
        return Direction(asked)
    return None if bedtime else turn.preferences.direction


def _by_preference(turn: Turn) -> Spec:
    wishes = turn.preferences
    return Spec(
        routine="",
        minutes=wishes.minutes or USUAL_MINUTES,
        direction=wishes.direction,
        pace=wishes.pace or Pace.NORMAL,
        detail=wishes.detail or Detail.FULL,
        sides=wishes.sides,
        skipped=wishes.skipped or frozenset(),
        imagined=wishes.imagined or frozenset(),
        released=wishes.released or frozenset(),
        seed=turn.random.randrange(1000),
    )


def _offer_nearest(turn: Turn, spec: Spec) -> Reply:
    question = turn.content.phrases.choosing.nearest_offer.format(
        routine=turn.library.routines[spec.routine].name,
        minutes=turn.library.guidance.in_minutes(spec.minutes),
    )
    return Reply(ask=question, question=Question.OFFER, offer=spec)


def _nothing_left(turn: Turn) -> Reply:
    spec = nearest(replace(_by_preference(turn), routine=COUNTING), turn.library)
    return offer(turn, spec, turn.content.phrases.choosing.nothing_left)


def _number(value: str) -> int | None:
    return int(value) if value.isdecimal() else None
