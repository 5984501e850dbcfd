"""Saying something while everything stays as it was: nothing is lost, and what was open is asked again."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from skill.handlers.bookmarks import keep, resumable, standing
from skill.handlers.events import NotUnderstood
from skill.handlers.going_on import carry_on
from skill.handlers.offers import ask_quietly, offer, offer_kept, offer_usual
from skill.handlers.played import hands_free
from skill.handlers.reply import Ask, Reply
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import adapted, kept_with, on_the_way
from skill.practice.bookmark import Bookmark
from skill.practice.line import varied
from skill.practice.plan import Beat
from skill.speech.ssml import Spoken

Way = TypeVar("Way", bound=StrEnum)

A_REST = Spoken((Beat("pause", 30.0),))
"""Half a minute of quiet: after "not yet", and after "no, don't stop" (docs/practice.md section 9.3)."""
ASIDES = (Question.LEAVE_OUT, Question.STOP, Question.DELETE)
"""Questions that came between; a session that was offered before them is offered again."""


def stay(turn: Turn, words: str) -> Reply:
    """Say something, then ask what was open, or what is natural here; nothing is lost.

    What plays, and a night, goes on without a question.
    """
    position, question, phrases = turn.position, turn.state.question, turn.content.phrases
    if question is Question.GENTLER:
        return Reply(words, ask=gentler(turn), progress=standing(turn, position))
    if question is Question.NEW:
        ask = Ask(Question.NEW, phrases.caring.is_new, turn.state.offer, turn.state.area_in_question)
        return Reply(words, ask=ask, progress=standing(turn, position))
    if question is Question.CARE:
        return with_care(turn, words)
    if question is Question.STOP:
        return Reply(words, ask=to_stop(turn), progress=standing(turn, position))
    bedtime = position is not None and position.plan.bedtime
    if position and (bedtime or (turn.playback and hands_free(turn, bedtime=False))):
        return carry_on(turn, position, words)
    if position:
        return Reply(words, ask=Ask(Question.GO_ON, phrases.guiding.go_on), progress=standing(turn, position))
    if question is Question.RESUME:
        return Reply(words, ask=Ask(Question.RESUME, phrases.guiding.go_on))
    if question is Question.HANDS_FREE:
        return Reply(words, ask=Ask(Question.HANDS_FREE, phrases.closing.hands_free_offer))
    if question is Question.EVENING and turn.state.offer:
        return Reply(words, ask=Ask(Question.EVENING, phrases.opening.evening_offer, turn.state.offer))
    if turn.is_quiet:
        return ask_quietly(turn, words)
    if turn.state.offer:
        return offer(turn, turn.state.offer, words)
    if question in ASIDES and (kept := resumable(turn)):
        return offer_kept(turn, kept, words)
    return offer_usual(turn, words)


def to_stop(turn: Turn) -> Ask:
    """Return the question whether to stop, in distress."""
    return Ask(Question.STOP, turn.content.phrases.caring.distress_offer, turn.state.offer)


def gentler(turn: Turn) -> Ask:
    """Return the question how it shall go on more gently, after pain or distress; the second time in other words."""
    caring, area = turn.content.phrases.caring, turn.state.area_in_question
    words = varied(caring.pain_gentler if area else caring.distress_gentler, turn.state.troubled - 1)
    return Ask(Question.GENTLER, words, turn.state.offer, area)


def with_care(turn: Turn, words: str) -> Reply:
    """Say something after which nobody is asked to begin: what can be done until a doctor was asked, or later.

    A session under way stops at its place, and is kept.
    """
    return Reply(
        words,
        ask=Ask(Question.CARE, turn.content.phrases.conditions.offer, turn.state.offer),
        stop=True,
        progress=standing(turn, turn.position),
        changes=keep(turn, turn.position),
    )


def say_and_go_on(turn: Turn, words: str) -> Reply:
    """Say something and go on: with the session under way, with what was asked, or by closing.

    In distress nobody is guided on who was asked whether to stop.
    """
    if turn.position and turn.state.question is not Question.STOP:
        return carry_on(turn, turn.position, words)
    return stay(turn, words) if turn.state.question else Reply(words)


def with_kept(turn: Turn, words: str, kept: Bookmark | None) -> Reply:
    """Say something and go on; the kept session becomes this one, if any."""
    if kept is None:
        return say_and_go_on(turn, words)
    reply = say_and_go_on(replace(turn, memory=replace(turn.memory, bookmark=kept)), words)
    return replace(reply, changes=replace(reply.changes, bookmark=kept, started_at=kept.started_at))


def remember(turn: Turn, words: str, **wishes: Any) -> Reply:
    """Save wishes, say so in a few words, and go on."""
    preferences = turn.preferences.with_changes(wishes)
    known = {name: getattr(preferences, name) for name in wishes}
    offered = adapted(turn, turn.state.offer, known) if turn.state.offer else None
    memory, state = replace(turn.memory, preferences=preferences), replace(turn.state, offer=offered)
    told = with_kept(replace(turn, memory=memory, state=state), words, kept_with(turn, wishes))
    return with_wishes(told, **wishes)


def set_way(turn: Turn, wish: str, ways: type[Way], words: Mapping[Way, str]) -> Reply:
    """Guide in the way asked for from here on, at the same place, and remember it."""
    asked = turn.request.slots.get(wish, "")
    if asked not in set(ways):
        return not_understood(turn)
    changed: dict[str, Any] = {wish: ways(asked)}
    return remember(on_the_way(turn, **changed), words[ways(asked)], **changed)


def with_wishes(reply: Reply, **wishes: Any) -> Reply:
    """Return the reply with wishes that are to be saved."""
    return replace(reply, changes=replace(reply.changes, preferences=wishes), wish=True)


def not_understood(turn: Turn) -> Reply:
    """Say that it did not come across, and what helps here; the second time in a row something else, then nothing."""
    recovering, state = turn.content.phrases.recovering, turn.state
    if state.question is Question.HANDS_FREE and turn.progress is None:
        words = recovering.unclear_hands_free
    elif state.fallbacks_in_a_row > 1:
        words = ""  # whoever talks on isn't talking to us: the question is enough
    elif state.fallbacks_in_a_row:
        words = recovering.still_unclear_on_the_way if turn.progress else recovering.still_unclear_before
    else:
        words = recovering.unclear_on_the_way if turn.progress else recovering.unclear_before
        words = recovering.unclear_paused if state.question is Question.RESUME else words
    in_a_row, question = state.fallbacks_in_a_row + 1, state.question.value if state.question else "none"
    reply = stay(turn, words)
    missed = NotUnderstood(question, in_a_row, turn.request.locale)
    return replace(reply, fallbacks_in_a_row=in_a_row, events=(*reply.events, missed))
