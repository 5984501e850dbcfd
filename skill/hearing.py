"""What a device tells of its audio, as a turn has it: what is heard, and whether it is still going on."""

from dataclasses import replace

from skill.alexa import Said
from skill.audio.port import Audio
from skill.audio.token import Token
from skill.handlers.opening import SOME_HOURS
from skill.handlers.turn import Playing, Turn, Underway
from skill.practice.library import Library
from skill.practice.planner import NothingLeft, make_plan

HEARD = frozenset(("PLAYING", "BUFFER_UNDERRUN"))
PAUSED = frozenset(("PAUSED", "STOPPED"))
ROUNDING = 0.05
"""Seconds by which a device's offset may lie before the moment at which it was told to begin."""
INTERRUPTED = 60.0
"""Seconds by which audio may be behind the clock and yet count as playing until just now: a word said to the device
stops it first, and words may have been spoken before it began."""


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
