"""The first words: the first time, again, and with a kept place."""

from skill.handlers.bookmarks import SOME_HOURS, kept_position, resumable
from skill.handlers.going_on import take_up_kept
from skill.handlers.offers import ask_quietly, begin, offer_kept, offer_usual, with_safety
from skill.handlers.reply import Ask, Reply
from skill.handlers.staying import say_and_go_on, stay
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import usual, usual_at_bedtime, with_areas_of_now
from skill.practice.bookmark import Bookmark
from skill.practice.course import NothingLeft

A_WEEK = 7 * 24 * 60 * 60
"""Seconds after which a launch begins afresh."""


def launch(turn: Turn) -> Reply:
    """Welcome somebody new, offer a kept place, or begin the usual session at once."""
    if turn.memory_known and not turn.memory.welcomed:
        return first_time(turn)
    kept = resumable(turn)
    if kept and turn.now - kept.at < A_WEEK and not _just_begun(turn, kept):
        return offer_kept(turn, kept)
    if turn.memory_known and turn.request.is_late():
        return offer_evening(turn)
    return begin(turn, usual(turn))


def quiet(turn: Turn) -> Reply:
    """Say that it is here, and how to begin: on a day without offers."""
    opening = turn.content.phrases.opening
    return ask_quietly(turn, opening.quiet_kept if resumable(turn) else opening.quiet)


def offer_evening(turn: Turn, before: str = "") -> Reply:
    """Ask which it shall be: bedtime, or the usual."""
    try:
        spec = usual_at_bedtime(turn)
    except NothingLeft:
        return begin(turn, usual(turn), before)
    return Reply(before, ask=Ask(Question.EVENING, turn.content.phrases.opening.evening_offer, spec))


def first_time(turn: Turn) -> Reply:
    """Welcome, the safety lines, and three things to choose from."""
    opening, spec = turn.content.phrases.opening, usual(turn)
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    words = f"{opening.welcome} {opening.safety} {opening.safety_pause}"
    reply = Reply(words, ask=Ask(Question.OFFER, opening.first_offer.format(minutes=minutes), spec))
    return with_safety(turn, reply, words)


def safety_lines(turn: Turn) -> Reply:
    """Say the safety lines again, and go on."""
    opening = turn.content.phrases.opening
    words = f"{opening.safety} {opening.safety_pause}"
    return with_safety(turn, say_and_go_on(turn, words) if turn.is_interrupted else stay(turn, words), words)


def resume(turn: Turn) -> Reply:
    """Take up the kept session: at once, or after some hours by asking first.

    Beside one that was left in its first seconds, what is offered is what goes on.
    """
    kept = resumable(turn)
    if kept is None:
        return _nothing_paused(turn)
    if turn.state.question is Question.OFFER and turn.state.offer and _just_begun(turn, kept):
        return begin(turn, turn.state.offer)
    return offer_kept(turn, kept) if turn.now - kept.at >= SOME_HOURS else take_up_kept(turn, kept)


def _just_begun(turn: Turn, kept: Bookmark) -> bool:
    """Whether a session was left in its first seconds."""
    return not kept_position(turn, kept).index


def _nothing_paused(turn: Turn) -> Reply:
    """Say so, and offer a session: in the night one for the night, as what is to be taken up may have been one."""
    phrases = turn.content.phrases
    words = phrases.choosing.nothing_paused if turn.memory_known else phrases.keeping.not_known
    late = turn.memory_known and turn.memory.welcomed and not turn.is_quiet and turn.request.is_late()
    return offer_evening(turn, words) if late else offer_usual(turn, words)


def take_up(turn: Turn) -> Reply:
    """Speak on from the kept place; a session that has none begins anew."""
    kept = resumable(turn)
    return take_up_kept(turn, kept) if kept else begin(turn, usual(turn))


def start_kept_over(turn: Turn) -> Reply:
    """Begin the kept session again from its beginning, with what is left out by now."""
    kept = resumable(turn)
    return begin(turn, with_areas_of_now(turn, kept.spec) if kept else usual(turn))
