"""Agreeing on what to do: from wishes to a session, and beginning it."""

from dataclasses import replace

from skill.handlers import asked
from skill.handlers.bookmarks import SOME_HOURS, keep
from skill.handlers.naming import area_names
from skill.handlers.offers import begin, nothing_left, offer, offer_nearest
from skill.handlers.played import hands_free
from skill.handlers.reply import Ask, Reply
from skill.handlers.staying import stay
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import (
    known_areas,
    last_done,
    usual,
    with_areas_of_now,
)
from skill.practice.course import NothingLeft
from skill.practice.planner import nearest
from skill.practice.spec import Spec

MINUTES = frozenset(("minutes", "length"))
"""Slots: said alone while a session is paused, they may be of that one or of another."""


def start(turn: Turn) -> Reply:
    """Begin a session with any mix of wishes, or offer the nearest that can be had."""
    if unclear := asked.unclear(turn):
        return _ask_for_it(turn, unclear)
    try:
        spec = asked.session(turn)
    except NothingLeft:
        return nothing_left(turn)
    wishes = asked.given(turn, bedtime=turn.library.routines[spec.routine].bedtime)
    words, given = asked.words(turn, spec, wishes), asked.given_so(turn, wishes)
    heard = _as_heard(given, spec)
    if turn.request.minutes not in (None, heard.minutes):
        reply = _offer_nearest(turn, heard, words)
    elif turn.request.minutes and _is_paused(turn) and turn.request.slots.keys() <= MINUTES:
        reply = _offer_fresh(turn, spec)
    else:
        reply = begin(given, spec, words)
    return replace(reply, for_now=wishes)


def _is_paused(turn: Turn) -> bool:
    """Whether a place is offered, or the session under way stands still."""
    stands = turn.progress is not None and not turn.progress.is_spoken and turn.playback is None
    return stands or turn.state.question is Question.RESUME


def _offer_fresh(turn: Turn, spec: Spec) -> Reply:
    """Ask whether to begin afresh; the place stays until that has begun."""
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    words = turn.content.phrases.choosing.fresh_offer.format(minutes=minutes)
    return Reply(ask=Ask(Question.OFFER, words, spec), changes=keep(turn, turn.position))


def same_again(turn: Turn) -> Reply:
    """Begin what was done last, with what is left out by now too; before anything was done, the usual."""
    last = last_done(turn)
    if last is None:
        keeping = turn.content.phrases.keeping
        return begin(turn, usual(turn), keeping.nothing_yet if turn.memory_known else keeping.not_known)
    own = sorted(known_areas(turn, last.skipped) - (turn.preferences.skipped or set()))
    words = turn.content.phrases.areas.skipped_now.format(area=area_names(turn, own)) if own else ""
    try:
        return begin(turn, nearest(with_areas_of_now(turn, last), turn.library), words)
    except NothingLeft:
        return nothing_left(turn)


def _ask_for_it(turn: Turn, words: str) -> Reply:
    """Ask for what was not understood; what is open stays, else what was understood is offered."""
    if turn.position or turn.state.question in (Question.RESUME, Question.EVENING):
        return stay(turn, words)
    try:
        return offer(turn, asked.session(turn), words)
    except NothingLeft:
        return nothing_left(turn, words)


def _as_heard(turn: Turn, spec: Spec) -> Spec:
    """Return the spec with the minutes that it comes to: what is played has its own voice, and so its own time."""
    played = turn.audio and hands_free(turn, bedtime=turn.library.routines[spec.routine].bedtime)
    return turn.audio.plan(spec).spec if turn.audio and played else spec


def accept(turn: Turn) -> Reply:
    """Yes to an offer."""
    return begin(turn, turn.state.offer or usual(turn))


def take_usual(turn: Turn) -> Reply:
    """No to bedtime in the evening: the usual."""
    return begin(turn, usual(turn))


def decline(turn: Turn) -> Reply:
    """No to an offer."""
    return Reply(turn.content.phrases.choosing.declined)


def decline_resume(turn: Turn) -> Reply:
    """No to resuming: offer a fresh session; the kept place stays until that has begun."""
    return decline(turn) if turn.is_quiet else _offer_fresh(turn, _without_what_was_left_out(turn))


def _without_what_was_left_out(turn: Turn) -> Spec:
    """Return the usual session, without what was left out of the kept one just now."""
    kept, spec = turn.memory.bookmark, usual(turn)
    if kept is None or turn.now - kept.at >= SOME_HOURS:
        return spec
    try:
        return nearest(replace(spec, skipped=spec.skipped | known_areas(turn, kept.spec.skipped)), turn.library)
    except NothingLeft:
        return spec


def _offer_nearest(turn: Turn, spec: Spec, before: str) -> Reply:
    """Offer the nearest minutes, of the routine if one was named."""
    reply, routine = offer_nearest(turn, spec, before), turn.library.routines[spec.routine]
    if reply.ask is None or turn.request.slots.get("routine") != routine.key:
        return reply
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    words = turn.content.phrases.choosing.nearest_offer.format(routine=routine.name, minutes=minutes)
    return replace(reply, ask=replace(reply.ask, words=words))
