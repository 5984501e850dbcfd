"""Help, and what did not come across: one line that fits the moment, and the session stays."""

from dataclasses import replace

from skill.handlers.reply import Reply
from skill.handlers.staying import not_understood, stay
from skill.handlers.turn import Question, Turn


def help_me(turn: Turn) -> Reply:
    """Three things at most, chosen by where the listener is."""
    return _told(turn, 0)


def what_else(turn: Turn) -> Reply:
    """The next three things; after the last it begins again."""
    return _told(turn, turn.state.help_told)


def _told(turn: Turn, before: int) -> Reply:
    recovering, paused = turn.content.phrases.recovering, turn.state.question is Question.RESUME
    lines = recovering.help_paused if paused else recovering.help_before
    lines = recovering.help_on_the_way if turn.progress else lines
    return replace(stay(turn, lines[before % len(lines)]), help_told=before % len(lines) + 1)


def unclear(turn: Turn) -> Reply:
    """Say that it did not come across, and what helps here."""
    return not_understood(turn)


def trouble(turn: Turn) -> Reply:
    """Say that something broke, and keep everything as it was."""
    return stay(turn, turn.content.phrases.recovering.trouble)
