"""The first words: the first time, again, and with a kept place."""

from dataclasses import replace

from skill.handlers.moments.choosing import bedtime, begin, offer, usual
from skill.handlers.reply import Reply
from skill.handlers.speaking import back_to, in_minutes, place_name, speak_from
from skill.handlers.turn import Question, Turn
from skill.practice.planner import NothingLeft, make_plan
from skill.practice.position import Position
from skill.store.port import Changes, Kept

SOME_HOURS = 4 * 60 * 60
LATE_FROM, LATE_UNTIL = 21, 4
"""Hours of the day between which bedtime is offered."""
A_WEEK = 7 * 24 * 60 * 60


def launch(turn: Turn) -> Reply:
    """Welcome somebody new, offer a kept place, or begin the usual session at once."""
    if turn.memory_known and not turn.memory.welcomed:
        return first_time(turn)
    kept = resumable(turn)
    if kept and turn.now - kept.at < A_WEEK:
        return offer_resume(turn, kept)
    if turn.memory_known and is_late(turn.find_hour()):
        return offer_evening(turn)
    return begin(turn, usual(turn))


def is_late(hour: int | None) -> bool:
    """Whether bedtime is offered at this hour of the day; not where the hour is unknown."""
    return hour is not None and (hour >= LATE_FROM or hour < LATE_UNTIL)


def offer_evening(turn: Turn) -> Reply:
    """Ask which it shall be: bedtime, or the usual."""
    try:
        spec = bedtime(turn)
    except NothingLeft:
        return begin(turn, usual(turn))
    return Reply(ask=turn.content.phrases.opening.evening_offer, question=Question.EVENING, offer=spec)


def first_time(turn: Turn) -> Reply:
    """Welcome, the safety lines, and three things to choose from."""
    opening, spec = turn.content.phrases.opening, usual(turn)
    minutes = turn.library.guidance.in_minutes(spec.minutes)
    return Reply(
        f"{opening.welcome} {opening.safety} {opening.safety_pause}",
        ask=opening.first_offer.format(minutes=minutes),
        question=Question.OFFER,
        offer=spec,
        changes=Changes(welcomed=True),
    )


def resume(turn: Turn) -> Reply:
    """Take up the kept session: at once, or after some hours by asking first."""
    kept = resumable(turn)
    if kept is None:
        return offer(turn, usual(turn), turn.content.phrases.choosing.nothing_paused)
    if turn.now - kept.at >= SOME_HOURS:
        return offer_resume(turn, kept)
    return take_up(turn)


def offer_resume(turn: Turn, kept: Kept) -> Reply:
    """Ask whether to go on from the kept place."""
    opening, session = turn.content.phrases.opening, kept_session(turn, kept)
    later = turn.now - kept.at >= SOME_HOURS
    question = (opening.resume_later_offer if later else opening.resume_offer).format(
        place=place_name(turn, session.place), minutes=in_minutes(turn, session.seconds_left)
    )
    return Reply(ask=question, question=Question.RESUME)


def take_up(turn: Turn) -> Reply:
    """Speak on from the kept place; a session that has none begins anew."""
    kept = resumable(turn)
    if kept is None:
        return begin(turn, usual(turn))
    session = kept_session(turn, kept)
    return speak_from(turn, session, back_to(turn, session), begins=True)


def start_kept_over(turn: Turn) -> Reply:
    """Begin the kept session again from its beginning."""
    kept = resumable(turn)
    return begin(turn, replace(kept.spec, seed=turn.random.randrange(1000)) if kept else usual(turn))


def resumable(turn: Turn) -> Kept | None:
    """Return the kept session, unless it has ended meanwhile or nothing of it is left in content."""
    kept = turn.memory.kept
    if kept is None or (kept.closes and turn.now >= kept.until):
        return None
    try:
        make_plan(kept.spec, turn.library)
    except (KeyError, NothingLeft):
        return None
    return kept


def kept_session(turn: Turn, kept: Kept) -> Position:
    """Return the kept session at its place; while another device is still speaking it, where that voice is.

    A pace wished for meanwhile holds for it.
    """
    session = Position.at(make_plan(kept.spec, turn.library), kept.place)
    if turn.now < kept.until:
        session = session.heard(turn.now - kept.at)
    pace = turn.preferences.pace or kept.spec.pace
    return session.in_plan(make_plan(replace(kept.spec, pace=pace), turn.library))
