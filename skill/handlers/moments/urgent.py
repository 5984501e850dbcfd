"""Danger: whom to call, twice and slowly, and one question whether to hear it again. No triage, no routine."""

from dataclasses import replace

from skill.content.care_phrases import Urgent
from skill.content.help_lines import HelpLine
from skill.handlers.bookmarks import keep
from skill.handlers.events import ToldWhomToCall, left_off
from skill.handlers.offers import quietly
from skill.handlers.reply import Ask, Card, Reply
from skill.handlers.turn import Question, Turn, Urgency
from skill.practice.plan import Beat
from skill.practice.words import said
from skill.speech.ssml import Prosody, Spoken
from skill.store.port import Changes

SLOWLY = Prosody(rate=0.85)
"""So that a number can be written down, or dialled while it is said."""
A_MOMENT = 1
"""Seconds of quiet before a number is said again."""


def emergency(turn: Turn) -> Reply:
    """Somebody's life may be in danger."""
    return _told(turn, Urgency.EMERGENCY)


def self_harm(turn: Turn) -> Reply:
    """Somebody thinks of harming themselves, or has lost hope."""
    return _told(turn, Urgency.CRISIS)


def hurt_by_others(turn: Turn) -> Reply:
    """Somebody is hurt or threatened: no card, as the household sees it, nothing kept, and only counted as urgent."""
    return replace(_told(turn, Urgency.HURT), card=None, changes=Changes(), events=(ToldWhomToCall(),))


def harm_others(turn: Turn) -> Reply:
    """Somebody is about to hurt somebody."""
    return _told(turn, Urgency.HARM)


def swollen_leg(turn: Turn) -> Reply:
    """One leg is hot or swollen: stop, and a doctor today."""
    changes = keep(turn, turn.position)
    events = () if changes.finished else left_off(turn)
    return quietly(turn, Reply(turn.content.phrases.urgent.swollen, stop=True, changes=changes, events=events))


def again(turn: Turn) -> Reply:
    """Yes: say the number again, twice, and ask once more."""
    return _number(turn, "", turn.content.phrases.urgent.once_more_offer)


def first(turn: Turn) -> Reply:
    """Anything else is said meanwhile: the number goes first, and no session begins."""
    urgent = turn.content.phrases.urgent
    return _number(turn, urgent.later, urgent.again_offer)


def close(turn: Turn) -> Reply:
    """No: close, without a word of a place or a session."""
    return Reply(turn.content.phrases.urgent.closed)


def _told(turn: Turn, urgency: Urgency) -> Reply:
    urgent, line, changes = turn.content.phrases.urgent, turn.help_line, keep(turn, turn.position)
    before = {Urgency.CRISIS: urgent.self_harm, Urgency.HURT: urgent.hurt, Urgency.HARM: urgent.harm}.get(urgency, "")
    whom = _whom(urgent, urgency, line)
    number = _called(urgency, line) if line else ""
    ask = Ask(Question.CALL, urgent.again_offer, urgency=urgency) if line else None
    reply = Reply(
        spoken=_slowly(before, whom, number, urgent.cannot_call),
        ask=ask,
        card=_card(urgent, urgency, line) if line else None,
        stop=True,
        changes=changes,
        events=(ToldWhomToCall(), *(() if changes.finished else left_off(turn))),
    )
    return quietly(turn, reply)


def _whom(urgent: Urgent, urgency: Urgency, line: HelpLine | None) -> str:
    """Return whom to call, in a sentence; where no line is known for it, the emergency number."""
    number = line.emergency.spoken if line else urgent.local
    if line and urgency is Urgency.CRISIS:
        return urgent.call_crisis.format(line=line.crisis.spoken, number=number)
    if line and line.hurt and urgency is Urgency.HURT:
        return urgent.call_hurt.format(line=line.hurt.spoken, number=number)
    return urgent.call_emergency.format(number=number)


def _called(urgency: Urgency, line: HelpLine) -> str:
    """Return the number that is said again: "Nine one one."."""
    called = {Urgency.CRISIS: line.crisis, Urgency.HURT: line.hurt}.get(urgency) or line.emergency
    return f"{called.spoken[:1].upper()}{called.spoken[1:]}."


def _number(turn: Turn, before: str, question: str) -> Reply:
    line, urgency = turn.help_line, turn.state.urgency or Urgency.EMERGENCY
    if line is None:
        return close(turn)
    number = _called(urgency, line)
    return Reply(spoken=_slowly(before, number, number), ask=Ask(Question.CALL, question, urgency=urgency))


def _slowly(*words: str) -> Spoken:
    """Return words one after the other, slowly, with a moment between them."""
    beats = [Beat("words", 0.0, said(each)) for each in words if each]
    quiet = Beat("pause", A_MOMENT)
    return Spoken(tuple(beat for each in beats for beat in (each, quiet))[:-1], SLOWLY)


def _card(urgent: Urgent, urgency: Urgency, line: HelpLine) -> Card:
    number = line.emergency.digits
    if urgency is Urgency.CRISIS:
        return Card(urgent.card_title, urgent.card_line.format(line=line.crisis.digits, number=number))
    return Card(urgent.card_title, urgent.card.format(number=number))
