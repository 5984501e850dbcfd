"""Wishes that are remembered: saved in part and at once, said in a few words, and the session goes on."""

from dataclasses import replace
from typing import Any

from skill.handlers.choosing import USUAL_MINUTES
from skill.handlers.recovering import stay, unclear
from skill.handlers.reply import Reply
from skill.handlers.speaking import in_minutes, speak_from
from skill.handlers.turn import Turn
from skill.practice.planner import MINUTES_BY_DAY, make_plan, nearest
from skill.practice.preferences import CheckIns
from skill.practice.routine import Direction
from skill.practice.session import Session
from skill.practice.spec import Pace

LONGER = {Pace.SLOW: 1.25, Pace.NORMAL: 1.0, Pace.BRISK: 0.8}
"""How much a pace chosen on the way makes of what is left, measured against the normal pace."""


def set_minutes(turn: Turn) -> Reply:
    """Remember how long a session is."""
    adjusting, asked = turn.content.phrases.adjusting, turn.slots.get("minutes", "")
    if not asked.isdecimal():
        return stay(turn, adjusting.which_minutes)
    minutes = min(max(int(asked), MINUTES_BY_DAY[0]), MINUTES_BY_DAY[-1])
    words = adjusting.minutes if minutes == int(asked) else adjusting.nearest_minutes
    return _remember(turn, words.format(minutes=turn.library.guidance.in_minutes(minutes)), minutes=minutes)


def set_direction(turn: Turn) -> Reply:
    """Remember which end of the body comes first."""
    adjusting, asked = turn.content.phrases.adjusting, turn.slots.get("direction", "")
    if asked not in set(Direction):
        return stay(turn, adjusting.which_direction)
    direction = turn.library.guidance.directions[Direction(asked)]
    return _remember(turn, adjusting.direction.format(direction=direction), direction=Direction(asked))


def set_pace(turn: Turn) -> Reply:
    """Remember the pace; on the way it changes what is left, and says so."""
    adjusting, session = turn.content.phrases.adjusting, turn.session()
    asked = turn.slots.get("pace", "")
    if asked not in set(Pace):
        return unclear(turn)
    words = adjusting.pace[Pace(asked)]
    if session is None:
        return _remember(turn, words, pace=Pace(asked))
    session = at_pace(session, Pace(asked), turn)
    words = f"{words} {adjusting.pace_left.format(minutes=in_minutes(turn, session.seconds_left))}"
    return _remembering(turn, speak_from(turn, session, words), pace=Pace(asked))


def at_pace(session: Session, pace: Pace, turn: Turn) -> Session:
    """Return the same place in a plan whose rest is longer or shorter by the new pace."""
    spec = session.plan.spec
    factor = LONGER[pace] / LONGER[spec.pace]
    seconds = session.plan.seconds + session.seconds_left * (factor - 1)
    slower = nearest(replace(spec, pace=pace, minutes=round(seconds / 60)), turn.library)
    return session.in_plan(make_plan(slower, turn.library))


def set_check_ins(turn: Turn) -> Reply:
    """Remember how often to ask whether to go on."""
    asked = turn.slots.get("check_ins", "")
    check_ins = CheckIns(asked) if asked in set(CheckIns) else CheckIns.DEFAULT
    return _remember(turn, turn.content.phrases.adjusting.check_ins[check_ins], check_ins=check_ins)


def settings(turn: Turn) -> Reply:
    """Say what is remembered, in one sentence, and go on."""
    adjusting, wishes = turn.content.phrases.adjusting, turn.preferences
    direction = wishes.direction and turn.library.guidance.directions[wishes.direction]
    words = adjusting.settings.format(
        minutes=turn.library.guidance.in_minutes(wishes.minutes or USUAL_MINUTES),
        direction=direction or adjusting.settings_direction,
        pace=adjusting.settings_pace[wishes.pace or Pace.NORMAL],
        check_ins=adjusting.settings_check_ins[turn.check_ins],
    )
    return _go_on(turn, words)


def _remember(turn: Turn, words: str, **wishes: Any) -> Reply:
    memory = replace(turn.memory, preferences=turn.preferences.with_changes(wishes))
    return _remembering(turn, _go_on(replace(turn, memory=memory), words), **wishes)


def _remembering(turn: Turn, reply: Reply, **wishes: Any) -> Reply:
    return replace(reply, changes=replace(reply.changes, preferences=wishes), wish=True)


def _go_on(turn: Turn, words: str) -> Reply:
    """Say something and go on: with the session under way, with what was asked, or by closing."""
    session = turn.session()
    if session:
        return speak_from(turn, session, words)
    return stay(turn, words) if turn.question else Reply(words)
