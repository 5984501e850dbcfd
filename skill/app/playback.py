"""What a device tells of its audio, as a turn has it: what is heard, whose session it is, whether it still goes on."""

import logging
from dataclasses import replace

from skill.app.going import BEGINNING, wished
from skill.app.telemetry import Field, Line
from skill.audio.port import Audio
from skill.audio.token import BadToken, Token
from skill.handlers.bookmarks import AFTER_A_NIGHT, SOME_HOURS
from skill.handlers.request import Request
from skill.handlers.turn import Playback, Turn
from skill.practice.background import Background
from skill.practice.bookmark import Bookmark
from skill.practice.course import NothingLeft
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import CheckIns
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


def token_of(request: Request) -> Token | None:
    """Return the token of what plays on the device; None if there is none, or none that can be read."""
    if not request.audio_state.token:
        return None
    try:
        return Token.from_wire(request.audio_state.token)
    except BadToken as fault:
        log.warning(Line.BAD_TOKEN, extra={Field.ERROR: str(fault)})
        return None


def whose(request: Request, person: str, *, active: bool) -> Listener:
    """Return whose memory a request is about, where a token tells whose session plays or was paused.

    A device names no person, nor does a button, and a voice may go unrecognised for a moment: there it is the
    token's. What a recognised person says of a session that plays is about that session; their wishes are their own.
    Nobody's data is deleted by a voice that wasn't recognised as theirs.
    """
    theirs, wishes = replace(request.listener, person=person), wished(request)
    if not request.is_spoken_to:
        return theirs
    about_session = all(each.startswith("AMAZON.") for each in wishes)
    if request.listener.person != HOUSEHOLD:
        return theirs if active and about_session else request.listener
    return theirs if (active or about_session) and not wishes & DELETING else request.listener


def playback_of(request: Request, token: Token, library: Library, audio: Audio | None) -> Playback | None:
    """Return what plays or was paused.

    None where it has come to its end, or content no longer has what it needs. An offset counts only with the audio that
    made the stream; without it, the place is the one that the token names. Version 1 names none: then it is the first
    muscle group, as nothing is passed over by that, and the opening was heard (see `with_playback`).
    """
    state, spec = request.audio_state, token.stream.spec
    if state.activity not in HEARD | PAUSED:
        return None
    try:
        plan = make_plan(spec, library)
        plan = audio.plan(spec) if audio else plan
    except (KeyError, NothingLeft):
        return None
    foreign = audio is None or token.made_by != audio.made_by
    position = _named(plan, token) if foreign else Position(plan, plan.at(state.offset + ROUNDING))
    idle = request.now - token.started_at - (state.offset - token.start)
    return Playback(
        stream=token.stream,
        offset=plan.starts[position.index] if foreign else state.offset,
        bookmark=Bookmark(
            spec=spec,
            place=position.place,
            at=request.now,
            started_at=token.started_at,
            made_by="" if foreign else library.made_by,
        ),
        heard=max(0.0, state.offset - token.start),
        counted=token.counted,
        active=state.activity in HEARD or idle <= INTERRUPTED,
        idle=idle,
    )


def _named(plan: Plan, token: Token) -> Position:
    """Return where a token says that its playing began."""
    return Position.at(plan, token.place) if token.place else Position(plan).first_group()


def with_playback(turn: Turn) -> Turn:
    """Return the turn with what plays as the session under way.

    What was paused is under way too, if that was not long ago and no other place was kept since. A launch begins
    anew in any case, or offers what is kept; but a night that plays is not broken off.

    Where the seconds of what plays don't count, it is at the place that was recorded last: the kept one, if the very
    same playing recorded it, else where the token has it.
    """
    if turn.playback is None:
        return turn
    playback = _recorded(turn, turn.playback) if turn.playback.foreign else turn.playback
    turn = replace(turn, playback=playback)
    there = _as_it_plays(replace(turn, state=replace(turn.state, progress=playback.bookmark)), playback)
    bedtime = turn.library.routines[playback.bookmark.spec.routine].bedtime
    if turn.request.kind == "LaunchRequest" and not bedtime:
        return turn
    return there if playback.active or _is_waiting(there, playback) else turn


def _as_it_plays(turn: Turn, playback: Playback) -> Turn:
    """Return the turn with how the session is given as a wish, which it may have been for this session alone."""
    if wished(turn.request) & BEGINNING:
        return turn
    sounds, known = playback.stream.background, turn.preferences
    wishes = {"check_ins": CheckIns.NONE} | (
        {} if sounds is (known.background or Background.FLOOR) else {"background": sounds}
    )
    return replace(turn, memory=replace(turn.memory, preferences=known.with_changes(wishes)))


def _recorded(turn: Turn, playback: Playback) -> Playback:
    """Return what plays at the place last recorded of it."""
    kept = turn.memory.bookmark
    if kept is None or not _is_of(kept, playback):
        return playback
    there = Position.at(turn.plan_of(kept.spec), kept.place)
    bookmark = replace(playback.bookmark, place=there.place)
    return replace(playback, offset=there.plan.starts[there.index], bookmark=bookmark)


def _is_of(kept: Bookmark, playback: Playback) -> bool:
    """Whether a place was kept by this very playing, not by another of the same session."""
    return (kept.spec, kept.started_at) == (playback.stream.spec, playback.bookmark.started_at)


def _is_waiting(turn: Turn, playback: Playback) -> bool:
    """Whether what was paused is still what "resume" would mean."""
    kept, position = turn.memory.bookmark, turn.position
    if position is None or playback.idle >= SOME_HOURS:
        return False
    if position.plan.bedtime or not turn.memory_known:
        own = kept is None or kept.at <= playback.bookmark.started_at or _is_of(kept, playback)
        left = position.plan.seconds - playback.offset
        return own and (not position.plan.bedtime or playback.idle < left + AFTER_A_NIGHT)
    if playback.foreign:
        return kept is not None and _is_of(kept, playback)
    if kept is None or kept.spec != position.plan.spec:
        return False
    return _is_of(kept, playback) if kept.until else kept.place == position.place
