"""Leaving: the place is kept, at most a few words are said, and the session closes."""

from dataclasses import replace

from skill.handlers.bookmarks import keep
from skill.handlers.events import left_off
from skill.handlers.reply import Reply
from skill.handlers.turn import Question, Turn


def stop(turn: Turn) -> Reply:
    """Keep the place and close with a few words; in distress with what helps now."""
    closing = turn.content.phrases.closing
    in_distress = turn.state.question is Question.GENTLER and not turn.state.area_in_question
    if in_distress or turn.state.question is Question.STOP:
        return _left(turn, turn.content.phrases.caring.aftercare)
    keeps = turn.position and not turn.position.at_ending
    if not keeps:
        return _left(turn, closing.goodbye)
    return replace(_left(turn, closing.kept, again=True), tells_kept=True)


def good_night(turn: Turn) -> Reply:
    """Keep the place and close with "good night"; in a night, and with nothing under way late, without a word."""
    night = turn.position.plan.bedtime if turn.position else turn.request.is_late()
    return _left(turn, "" if night else turn.content.phrases.closing.good_night)


def leave(turn: Turn) -> Reply:
    """Keep the place and say nothing: the listener went home, fell silent, or the line dropped."""
    return _left(turn, "")


def _left(turn: Turn, words: str, *, again: bool = False) -> Reply:
    changes = keep(turn, turn.position, again=again)
    return Reply(words, changes=changes, events=() if changes.finished else left_off(turn))
