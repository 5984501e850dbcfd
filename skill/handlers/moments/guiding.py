"""On the way: going on, back and forth, pausing, and how much is left."""

from skill.handlers.moments.opening import offer_resume, resumable
from skill.handlers.moments.recovering import stay, unclear
from skill.handlers.reply import Reply
from skill.handlers.speaking import (
    SECONDS_A_MINUTE,
    back_to,
    carry_on,
    in_minutes,
    keep,
    place_name,
    speak_from,
    standing,
)
from skill.handlers.turn import Question, Turn
from skill.practice.plan import Beat
from skill.practice.position import Position
from skill.speech.ssml import Spoken

QUIET_WHEN_PAUSED = 60
"""Seconds of quiet after "pause" before one question is asked."""


def go_on(turn: Turn) -> Reply:
    """Continue with the next chunk, whatever the clock says; after a pause, back where the session stands.

    With nothing under way, ask what is natural here.
    """
    session = turn.onward()
    if session is None or turn.underway is None:
        return stay(turn, "")
    if turn.underway.upto is None and not turn.underway.fresh:
        return speak_from(turn, session, back_to(turn, session))
    return speak_from(turn, session)


def next_group(turn: Turn) -> Reply:
    """Move on to the next muscle group; at the question after a chunk, simply go on."""
    session = turn.session()
    if session is None:
        return unclear(turn)
    return speak_from(turn, session if turn.at_question else session.next())


def skip_group(turn: Turn) -> Reply:
    """Leave out this muscle group; at the question after a chunk, the one that was asked about."""
    session = turn.session()
    return speak_from(turn, session.next()) if session else unclear(turn)


def previous_group(turn: Turn) -> Reply:
    """Go back by one muscle group; at the question after a chunk, to the last one heard."""
    session = turn.session()
    return speak_from(turn, session.previous()) if session else unclear(turn)


def repeat_group(turn: Turn) -> Reply:
    """Do this muscle group again; at the question after a chunk, the last one heard."""
    session = turn.session()
    if session is None:
        return unclear(turn)
    return speak_from(turn, session.previous() if turn.at_question else session.repeat())


def start_over(turn: Turn) -> Reply:
    """Begin the same session again."""
    session = turn.session()
    if session is None:
        return unclear(turn)
    return speak_from(turn, session.start_over(), turn.content.phrases.guiding.start_over)


def pause(turn: Turn) -> Reply:
    """Keep the place at once, say a few words, leave a minute of quiet, then ask once."""
    session, guiding = turn.session(), turn.content.phrases.guiding
    if session is None:
        return unclear(turn)
    return Reply(
        guiding.paused,
        Spoken((Beat("pause", QUIET_WHEN_PAUSED),)),
        ask=guiding.go_on,
        question=Question.GO_ON,
        underway=standing(turn, session),
        changes=keep(turn, session),
    )


def time_left(turn: Turn) -> Reply:
    """Say in one sentence where the listener is and how much is left, and go on; of a kept place, ask whether to."""
    session, guiding = turn.session(), turn.content.phrases.guiding
    if session is None:
        kept = resumable(turn)
        return offer_resume(turn, kept) if kept else unclear(turn)
    place, minutes = place_name(turn, session.place), in_minutes(turn, _seconds_left(turn, session))
    return carry_on(turn, session, guiding.time_left.format(place=place, minutes=minutes))


def _seconds_left(turn: Turn, session: Position) -> float:
    """Return the seconds to the end; of what plays to the second, with the background that fades after a night."""
    if turn.playing is None:
        return session.seconds_left
    return session.plan.seconds + SECONDS_A_MINUTE * turn.playing.stream.tail - turn.playing.offset
