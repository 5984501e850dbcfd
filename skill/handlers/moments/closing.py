"""Leaving: the place is kept, at most a few words are said, and the session closes."""

from skill.handlers.reply import Reply
from skill.handlers.speaking import keep
from skill.handlers.turn import Turn


def stop(turn: Turn) -> Reply:
    """Keep the place and close with a few words."""
    session, closing = turn.session(), turn.content.phrases.closing
    if session is None:
        return Reply(closing.goodbye)
    return Reply(closing.goodbye if session.at_ending else closing.kept, changes=keep(turn, session))


def leave(turn: Turn) -> Reply:
    """Keep the place and say nothing: the listener went home, fell silent, or the line dropped."""
    session = turn.session()
    return Reply(changes=keep(turn, session)) if session else Reply()
