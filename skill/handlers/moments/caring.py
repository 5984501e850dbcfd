"""Pain and distress, and what makes a session unwise just now: whatever question is open."""

from skill.handlers.bookmarks import keep, standing
from skill.handlers.events import left_off
from skill.handlers.moments import urgent
from skill.handlers.naming import area_name
from skill.handlers.offers import quietly
from skill.handlers.reply import Ask, Reply
from skill.handlers.staying import stay
from skill.handlers.turn import Question, Turn
from skill.practice.place import ENDING, OPENING


def in_pain(turn: Turn) -> Reply:
    """Let go, ease off, and offer to leave out what hurts; pain in the chest is an emergency."""
    caring, slots = turn.content.phrases.caring, turn.request.slots
    if slots.get("area") == turn.library.roles.emergency:
        return urgent.emergency(turn)
    area = slots.get("area") or (turn.position.place.group if turn.position else "")
    if area not in turn.library.areas or area in (OPENING, ENDING):
        return _eased(turn) if turn.position else stay(turn, caring.pain)
    side = slots.get("side", "")
    area = f"{area}/{side}" if side in turn.library.areas[area].names else area
    question = caring.pain_offer.format(area=area_name(turn, area))
    return Reply(
        caring.pain,
        ask=Ask(Question.LEAVE_OUT, question, turn.state.offer, area),
        stop=True,
        progress=standing(turn, turn.position),
    )


def _eased(turn: Turn) -> Reply:
    """Let go, and ask before going on, where it isn't known what hurts."""
    phrases = turn.content.phrases
    return Reply(
        phrases.caring.pain,
        ask=Ask(Question.GO_ON, phrases.guiding.go_on),
        stop=True,
        progress=standing(turn, turn.position),
        changes=keep(turn, turn.position),
    )


def in_distress(turn: Turn) -> Reply:
    """Stop the exercise, come back to the room, and offer to stop."""
    caring = turn.content.phrases.caring
    reply = Reply(
        caring.distress,
        ask=Ask(Question.STOP, caring.distress_offer, turn.state.offer),
        stop=True,
        progress=standing(turn, turn.position),
        changes=keep(turn, turn.position),
    )
    return quietly(turn, reply)


def driving(turn: Turn) -> Reply:
    """Refuse kindly until parked."""
    return _last(turn, turn.content.phrases.caring.driving)


def not_now(turn: Turn) -> Reply:
    """Refuse kindly while something else needs the listener; nothing is offered for a day."""
    return quietly(turn, _last(turn, turn.content.phrases.caring.not_now))


def _last(turn: Turn, words: str) -> Reply:
    changes = keep(turn, turn.position)
    return Reply(words, stop=True, changes=changes, events=() if changes.finished else left_off(turn))
