"""Help, and what did not come across: one line that fits the moment, and the session stays."""

from skill.handlers.reply import Reply
from skill.handlers.staying import not_understood, stay
from skill.handlers.turn import Question, Turn


def help_me(turn: Turn) -> Reply:
    """Three things at most, chosen by where the listener is."""
    recovering = turn.content.phrases.recovering
    if turn.progress:
        return stay(turn, recovering.help_on_the_way)
    paused = turn.state.question is Question.RESUME
    return stay(turn, recovering.help_paused if paused else recovering.help_before)


def unclear(turn: Turn) -> Reply:
    """Say that it did not come across, and what helps here."""
    return not_understood(turn)


def trouble(turn: Turn) -> Reply:
    """Say that something broke, and keep everything as it was."""
    return stay(turn, turn.content.phrases.recovering.trouble)
