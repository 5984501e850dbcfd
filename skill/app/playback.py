"""What a device tells of its audio, as a turn has it: what is heard, whose session it is, whether it still goes on."""

import logging
from dataclasses import replace

from skill.alexa.translation import AUDIO, Said
from skill.app.telemetry import Field, Line
from skill.audio.port import Audio
from skill.audio.token import BadToken, Token
from skill.handlers.moments.opening import SOME_HOURS
from skill.handlers.turn import BUTTONS, Playing, Turn, Underway
from skill.practice.library import Library
from skill.practice.planner import NothingLeft, make_plan
from skill.store.port import HOUSEHOLD, Listener

log = logging.getLogger(__name__)

DELETING = frozenset(("DeleteDataIntent", "ForgetSettingsIntent"))
"""What a voice must be recognised for, where it would touch what is kept for another person."""

HEARD = frozenset(("PLAYING", "BUFFER_UNDERRUN"))
PAUSED = frozenset(("PAUSED", "STOPPED"))
ROUNDING = 0.05
"""Seconds by which a device's offset may lie before the moment at which it was told to begin."""
INTERRUPTED = 60.0
"""Seconds by which audio may be behind the clock and yet count as playing until just now: a word said to the device
stops it first, and words may have been spoken before it began."""


def token_of(said: Said) -> Token | None:
    """Return the token of what plays on the device; None if there is none, or none that can be read."""
    if not said.player.token:
        return None
    try:
        return Token.from_wire(said.player.token)
    except BadToken as fault:
        log.warning(Line.BAD_TOKEN, extra={Field.ERROR: str(fault)})
        return None


def whose(said: Said, token: Token, *, active: bool) -> Listener:
    """Return whose memory a request is about, where a token tells whose session plays or was paused.

    A device names no person, nor does a button, and a voice may go unrecognised for a moment: there it is the
    token's. What a recognised person says of a session that plays is about that session; their wishes are their own.
    Nobody's data is deleted by a voice that wasn't recognised as theirs.
    """
    theirs = replace(said.listener, person=token.person)
    if said.kind.startswith((AUDIO, BUTTONS)):
        return theirs
    about_session = said.intent.startswith("AMAZON.")
    if said.listener.person != HOUSEHOLD:
        return theirs if active and about_session else said.listener
    return theirs if (active or about_session) and said.intent not in DELETING else said.listener


def playing_of(said: Said, token: Token, library: Library, audio: Audio | None) -> Playing | None:
    """Return what plays or was paused.

    None where it has come to its end, or content no longer has what it needs.
    """
    player = said.player
    if player.activity not in HEARD | PAUSED:
        return None
    try:
        plan = make_plan(token.stream.spec, library)
        plan = audio.plan(token.stream.spec) if audio else plan
    except (KeyError, NothingLeft):
        return None
    place = plan.segments[plan.at(player.offset + ROUNDING)].place
    idle = said.now - token.run - (player.offset - token.start)
    active = player.activity in HEARD or idle <= INTERRUPTED
    return Playing(token.stream, player.offset, place, token.run, token.start, token.counted, active, idle)


def by_ear(turn: Turn) -> Turn:
    """Return the turn with what plays as the session under way.

    What was paused is under way too, if that was not long ago and no other place was kept since. A launch begins
    anew in any case, or offers what is kept; but a night that plays is not broken off.
    """
    playing = turn.playing
    if playing is None:
        return turn
    underway = Underway(playing.stream.spec, playing.place, turn.now, run=playing.run)
    there = replace(turn, underway=underway)
    if turn.kind == "LaunchRequest" and not turn.library.routines[underway.spec.routine].bedtime:
        return turn
    return there if playing.active or _is_waiting(there, playing) else turn


def _is_waiting(turn: Turn, playing: Playing) -> bool:
    """Whether what was paused is still what "resume" would mean. Bedtime is kept by its device alone."""
    kept, session = turn.memory.kept, turn.session()
    if session is None or playing.idle >= SOME_HOURS:
        return False
    if session.plan.bedtime or not turn.memory_known:
        return kept is None or kept.at <= playing.run
    return kept is not None and kept.spec == session.plan.spec and (bool(kept.until) or kept.place == session.place)
