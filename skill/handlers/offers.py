"""Offers: which session shall begin, or be taken up; and beginning it."""

from dataclasses import replace

from skill.handlers.bookmarks import SOME_HOURS, keep
from skill.handlers.going_on import go_on_from
from skill.handlers.naming import in_minutes, place_name
from skill.handlers.played import hands_free
from skill.handlers.reply import Ask, Reply
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import as_of_now, by_preference, now, usual, without_groups
from skill.practice.bookmark import Bookmark
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec
from skill.store.port import Changes

QUICKEST = 0.8
"""Of the time that words are planned to take, what a quick voice needs."""
A_DAY = 24 * 60 * 60
"""Seconds in which nothing is offered after a crisis, distress, or "not now"."""


def begin(turn: Turn, spec: Spec, before: str = "") -> Reply:
    """Begin a session, with a few words before it; somebody new hears the safety lines first."""
    plan, opening = make_plan(now(turn, spec), turn.library), turn.content.phrases.opening
    if turn.memory.welcomed and not _begun_just_now(turn, opening.safety):
        return go_on_from(turn, Position(plan), before, begins=True)
    silent = plan.bedtime and not hands_free(turn, bedtime=True)
    safety = opening.safety if silent else f"{opening.safety} {opening.safety_pause}"
    reply = go_on_from(turn, Position(plan), f"{safety} {before}".strip(), begins=True)
    return with_safety(turn, reply, safety)


def _begun_just_now(turn: Turn, safety: str) -> bool:
    """Whether the safety lines of a session can't have been said yet: its request comes again, unanswered."""
    kept, words = turn.memory.bookmark, QUICKEST * turn.library.speech_time.seconds(safety)
    return kept is not None and turn.now < kept.started_at + words <= kept.at


def with_safety(turn: Turn, reply: Reply, words: str) -> Reply:
    """Return a reply that says the safety lines: they count as heard once these words were; where it closes, at once.

    Nobody is told how long what closes was listened to.
    """
    if reply.ask is None:
        return replace(reply, changes=replace(reply.changes, welcomed=True))
    seconds = QUICKEST * turn.library.speech_time.seconds(words)
    return replace(reply, safety_until=turn.now + seconds)


def offer(turn: Turn, spec: Spec, before: str = "", changes: Changes | None = None) -> Reply:
    """Ask whether to begin a session."""
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    words = turn.content.phrases.choosing.begin_offer.format(minutes=minutes)
    return Reply(before, ask=Ask(Question.OFFER, words, spec), changes=changes or Changes())


def offer_nearest(turn: Turn, spec: Spec, before: str = "") -> Reply:
    """Ask whether the nearest to what was asked for will do; the place of what is under way is kept."""
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    words = turn.content.phrases.choosing.nearest_minutes_offer.format(minutes=minutes)
    return Reply(before, ask=Ask(Question.OFFER, words, spec), changes=keep(turn, turn.position))


def offer_usual(turn: Turn, before: str = "") -> Reply:
    """Ask whether to begin the usual session; on a day without offers, only what would be good."""
    return ask_quietly(turn, before) if turn.is_quiet else offer(turn, usual(turn), before)


def ask_quietly(turn: Turn, before: str = "") -> Reply:
    """Ask what would be good, and offer nothing; what was wished of a session holds for one that is asked for."""
    return Reply(before, ask=Ask(Question.QUIET, turn.content.phrases.opening.quiet_question, turn.state.offer))


def quietly(turn: Turn, reply: Reply) -> Reply:
    """Return the reply, after which nothing is offered for a day; why, is not kept."""
    return replace(reply, changes=replace(reply.changes, quiet_until=turn.now + A_DAY))


def nothing_left(turn: Turn, before: str = "") -> Reply:
    """Say that no muscle group is left, and offer what needs none."""
    spec = without_groups(turn, by_preference(turn))
    words = f"{before} {turn.content.phrases.choosing.nothing_left}"
    return offer(turn, spec, words.strip(), keep(turn, turn.position))


def offer_kept(turn: Turn, kept: Bookmark, before: str = "") -> Reply:
    """Ask whether to go on from the kept place."""
    opening, position = turn.content.phrases.opening, as_of_now(turn, kept)
    later = turn.now - kept.at >= SOME_HOURS
    words = (opening.resume_later_offer if later else opening.resume_offer).format(
        place=place_name(turn, position.place), minutes=in_minutes(turn, position.seconds_left)
    )
    return Reply(before, ask=Ask(Question.RESUME, words))
