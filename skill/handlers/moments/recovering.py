"""Help, and what did not come across: one line that fits the moment, and the session stays."""

from dataclasses import replace

from skill.handlers.moments.choosing import offer, usual
from skill.handlers.moments.opening import offer_resume, resumable
from skill.handlers.reply import Reply
from skill.handlers.speaking import carry_on, hands_free, standing
from skill.handlers.turn import Question, Turn

ASIDES = (Question.LEAVE_OUT, Question.STOP, Question.DELETE)
"""Questions that came between; a session that was offered before them is offered again."""


def help_me(turn: Turn) -> Reply:
    """Three things at most, chosen by where the listener is."""
    recovering = turn.content.phrases.recovering
    if turn.underway:
        return stay(turn, recovering.help_on_the_way)
    return stay(turn, recovering.help_paused if turn.question is Question.RESUME else recovering.help_before)


def unclear(turn: Turn) -> Reply:
    """Say that it did not come across, and what helps here; the second time in a row, something else."""
    recovering = turn.content.phrases.recovering
    if turn.misses:
        words = recovering.still_unclear_on_the_way if turn.underway else recovering.still_unclear_before
    else:
        words = recovering.unclear_on_the_way if turn.underway else recovering.unclear_before
        words = recovering.unclear_paused if turn.question is Question.RESUME else words
    return replace(stay(turn, words), missed=True)


def trouble(turn: Turn) -> Reply:
    """Say that something broke, and keep everything as it was."""
    return stay(turn, turn.content.phrases.recovering.trouble)


def stay(turn: Turn, words: str) -> Reply:
    """Say something, then ask what was open, or what is natural here; nothing is lost. What plays is not asked for."""
    session = turn.session()
    if session and turn.playing and hands_free(turn, bedtime=session.plan.bedtime):
        return carry_on(turn, session, words)
    if session:
        return Reply(
            words,
            ask=turn.content.phrases.guiding.go_on,
            question=Question.GO_ON,
            underway=standing(turn, session),
        )
    if turn.question is Question.RESUME:
        return Reply(words, ask=turn.content.phrases.guiding.go_on, question=Question.RESUME)
    if turn.question is Question.EVENING and turn.offer:
        evening = turn.content.phrases.opening.evening_offer
        return Reply(words, ask=evening, question=Question.EVENING, offer=turn.offer)
    if turn.question in ASIDES and turn.offer is None and (kept := resumable(turn)):
        return replace(offer_resume(turn, kept), before=words)
    return offer(turn, turn.offer or usual(turn), words)
