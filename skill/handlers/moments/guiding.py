"""On the way: going on, back and forth, pausing, and how much is left."""

from dataclasses import replace

from skill.handlers.bookmarks import keep, kept_position, resumable, standing, told
from skill.handlers.events import checked_in, left_off
from skill.handlers.going_on import carry_on, go_on_from
from skill.handlers.naming import SECONDS_A_MINUTE, area_name, back_to, where
from skill.handlers.offers import offer_kept
from skill.handlers.reply import Ask, Reply
from skill.handlers.staying import A_REST, ASIDES, not_understood, say_and_go_on, stay
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


def not_yet(turn: Turn) -> Reply:
    """Leave half a minute of quiet, then ask again what was asked; in the middle of speech it is a pause.

    With nothing under way it closes, and what is kept stays so.
    """
    caring, guiding, state = turn.content.phrases.caring, turn.content.phrases.guiding, turn.state
    if turn.is_interrupted:
        return pause(turn)
    if turn.position is None and state.question is not Question.LEAVE_OUT:
        return Reply(turn.content.phrases.choosing.not_yet)
    words = guiding.go_on
    if state.question is Question.STOP:
        words = caring.distress_offer
    if state.question is Question.LEAVE_OUT:
        words = caring.pain_offer.format(area=area_name(turn, state.area_in_question))
    question = state.question if state.question in ASIDES else Question.GO_ON
    return Reply(
        guiding.not_yet,
        A_REST,
        ask=Ask(question, words, state.offer, state.area_in_question),
        progress=standing(turn, turn.position),
        changes=keep(turn, turn.position),
    )


def thanks(turn: Turn) -> Reply:
    """A kind word, and on with what was interrupted; at the question whether to go on it is yes.

    With nothing under way it closes. It never answers a question about what would be lost: what is natural is asked.
    """
    words = turn.content.phrases.closing.welcome
    if turn.state.question in ASIDES:
        return stay(turn, words)
    if turn.position is None:
        return Reply(words)
    return say_and_go_on(turn, words) if turn.is_interrupted else answer_yes(turn)


def to_rest(turn: Turn) -> Reply:
    """Go to the rest that ends the session under way, or the one that is offered to be taken up."""
    position = turn.position
    kept = resumable(turn) if turn.state.question is Question.RESUME else None
    if position is None and kept:
        position = kept_position(turn, kept)
    if position is None:
        return stay(turn, turn.content.phrases.guiding.nothing_under_way)
    return go_on_from(turn, position.ending(), begins=turn.progress is None)


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
