"""What suits the listener's body: lying or seated, eyes closed or open, how much is tensed, words within the quiet."""

from skill.handlers.reply import Reply
from skill.handlers.staying import not_understood, remember, set_way
from skill.handlers.turn import Turn
from skill.handlers.wishes import on_the_way
from skill.practice.spec import Eyes, Posture, Tension

ON, OFF = "on", "off"
"""What the slot for soft lines can say."""


def set_posture(turn: Turn) -> Reply:
    """Guide somebody who is lying or seated, from here on."""
    return set_way(turn, "posture", Posture, turn.content.phrases.suiting.posture)


def set_tension(turn: Turn) -> Reply:
    """Tense more lightly, only picture it, only let go, or tense as usual, from here on."""
    return set_way(turn, "tension", Tension, turn.content.phrases.suiting.tension)


def eyes_open(turn: Turn) -> Reply:
    """Let eyes stay open, from here on."""
    return _set_eyes(turn, Eyes.OPEN)


def eyes_closed(turn: Turn) -> Reply:
    """Guide with closed eyes again, from here on."""
    return _set_eyes(turn, Eyes.CLOSED)


def _set_eyes(turn: Turn, eyes: Eyes) -> Reply:
    return remember(on_the_way(turn, eyes=eyes), turn.content.phrases.suiting.eyes[eyes], eyes=eyes)


def set_soft(turn: Turn) -> Reply:
    """Say nothing within a long quiet, or a soft line again, from here on."""
    asked, suiting = turn.request.slots.get("soft", ""), turn.content.phrases.suiting
    if asked not in (ON, OFF):
        return not_understood(turn)
    soft = asked == ON
    return remember(on_the_way(turn, soft=soft), suiting.soft_on if soft else suiting.soft_off, soft=soft)
