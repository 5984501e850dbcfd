"""Pain, distress and danger: above everything else, whatever question is open. No triage, no routine."""

from dataclasses import replace

from skill.handlers.moments.recovering import stay
from skill.handlers.reply import Reply
from skill.handlers.speaking import area_name, keep, standing
from skill.handlers.turn import Question, Turn
from skill.practice.place import ENDING, OPENING
from skill.practice.position import Position
from skill.store.port import Changes

CHEST = "chest"


def in_pain(turn: Turn) -> Reply:
    """Let go, ease off, and offer to leave out what hurts; pain in the chest is an emergency."""
    caring, session = turn.content.phrases.caring, turn.session()
    if turn.slots.get("area") == CHEST:
        return emergency(turn)
    about = turn.slots.get("area") or (session.place.group if session else "")
    if about not in turn.library.areas or about in (OPENING, ENDING):
        return _eased(turn, session) if session else stay(turn, caring.pain)
    side = turn.slots.get("side", "")
    about = f"{about}/{side}" if side in turn.library.areas[about].names else about
    return Reply(
        caring.pain,
        ask=caring.pain_offer.format(area=area_name(turn, about)),
        question=Question.LEAVE_OUT,
        offer=turn.offer,
        stop=True,
        about=about,
        underway=standing(turn, session) if session else None,
    )


def _eased(turn: Turn, session: Position) -> Reply:
    """Let go, and ask before going on, where it isn't known what hurts."""
    phrases = turn.content.phrases
    return Reply(
        phrases.caring.pain,
        ask=phrases.guiding.go_on,
        question=Question.GO_ON,
        stop=True,
        underway=standing(turn, session),
        changes=keep(turn, session),
    )


def in_distress(turn: Turn) -> Reply:
    """Stop the exercise, come back to the room, and offer to stop."""
    caring, session = turn.content.phrases.caring, turn.session()
    return Reply(
        caring.distress,
        ask=caring.distress_offer,
        question=Question.STOP,
        offer=turn.offer,
        stop=True,
        underway=standing(turn, session) if session else None,
        changes=keep(turn, session) if session else Changes(),
    )


def emergency(turn: Turn) -> Reply:
    """Say whom to call, and close."""
    return _last(turn, turn.content.phrases.caring.emergency.format(number=turn.help_line.emergency))


def self_harm(turn: Turn) -> Reply:
    """Say which line to call, and close."""
    line = turn.help_line
    return _last(turn, turn.content.phrases.caring.self_harm.format(line=line.crisis, number=line.emergency))


def driving(turn: Turn) -> Reply:
    """Refuse kindly until parked."""
    return _last(turn, turn.content.phrases.caring.driving)


def _last(turn: Turn, words: str) -> Reply:
    session = turn.session()
    reply = Reply(words, stop=True)
    return replace(reply, changes=keep(turn, session)) if session else reply
