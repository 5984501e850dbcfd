"""On the way: going on, back and forth, pausing, and how much is left."""

from dataclasses import replace

from skill.handlers.bookmarks import keep, resumable, standing, told
from skill.handlers.events import checked_in, left_off
from skill.handlers.going_on import carry_on, go_on_from
from skill.handlers.naming import SECONDS_A_MINUTE, back_to, where
from skill.handlers.offers import offer_kept
from skill.handlers.reply import Ask, Reply
from skill.handlers.staying import not_understood, stay
from skill.handlers.turn import Question, Turn
from skill.practice.plan import Beat
from skill.practice.position import Position
from skill.speech.ssml import Spoken

QUIET_WHEN_PAUSED = 60
"""Seconds of quiet after "pause" before one question is asked."""


def answer_yes(turn: Turn) -> Reply:
    """Yes to the question after a chunk; in the middle of speech it only goes on."""
    reply = go_on(turn)
    return reply if turn.breaks_off else replace(reply, events=(*reply.events, *checked_in(turn)))


def go_on(turn: Turn) -> Reply:
    """Continue with the next chunk; after a pause, and in the middle of speech, with the group that was broken off.

    With nothing under way, ask what is natural here.
    """
    position = turn.onward
    if position is None:
        return stay(turn, "")
    returns = position == turn.position and not turn.at_border
    return go_on_from(turn, position, back_to(turn, position) if returns else "")


def next_group(turn: Turn) -> Reply:
    """Move on to the next muscle group; at the question after a chunk, simply go on."""
    position = turn.position
    if position is None:
        return not_understood(turn)
    return go_on_from(turn, position if turn.at_border else position.next())


def skip_group(turn: Turn) -> Reply:
    """Leave out this muscle group; at the question after a chunk, the one that was asked about."""
    return go_on_from(turn, turn.position.next()) if turn.position else not_understood(turn)


def previous_group(turn: Turn) -> Reply:
    """Go back by one muscle group; at the question after a chunk, to the last one heard."""
    return go_on_from(turn, turn.position.previous()) if turn.position else not_understood(turn)


def repeat_group(turn: Turn) -> Reply:
    """Do this muscle group again; at the question after a chunk, the last one heard."""
    position = turn.position
    if position is None:
        return not_understood(turn)
    return go_on_from(turn, position.previous() if turn.at_border else position.repeat())


def start_over(turn: Turn) -> Reply:
    """Begin the same session again."""
    if turn.position is None:
        return not_understood(turn)
    return go_on_from(turn, turn.position.start_over(), turn.content.phrases.guiding.start_over)


def pause(turn: Turn) -> Reply:
    """Keep the place at once, say a few words, leave a minute of quiet, then ask once; in a night nothing is asked."""
    guiding = turn.content.phrases.guiding
    if turn.position is None:
        return not_understood(turn)
    if turn.position.plan.bedtime:
        return Reply(guiding.paused, changes=keep(turn, turn.position), events=left_off(turn))
    return Reply(
        guiding.paused,
        Spoken((Beat("pause", QUIET_WHEN_PAUSED),)),
        ask=Ask(Question.GO_ON, guiding.go_on),
        progress=standing(turn, turn.position),
        changes=keep(turn, turn.position),
    )


def time_left(turn: Turn) -> Reply:
    """Say in one sentence where the listener is and how much is left, and go on; of a kept place, ask whether to."""
    position = turn.position
    if position is None:
        kept = resumable(turn)
        return offer_kept(turn, kept) if kept else not_understood(turn)
    return carry_on(told(turn), position, where(turn, position, _seconds_left(turn, position)))


def _seconds_left(turn: Turn, position: Position) -> float:
    """Return the seconds to the end; of what plays to the second, with the background that fades after a night."""
    if turn.playback is None:
        return position.seconds_left
    return position.plan.seconds + SECONDS_A_MINUTE * turn.playback.stream.tail - turn.playback.offset
