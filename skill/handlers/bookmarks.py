"""The place of a session: kept, standing, and taken up again."""

from dataclasses import replace

from skill.handlers.turn import Turn
from skill.practice.bookmark import Bookmark
from skill.practice.planner import NothingLeft, make_plan
from skill.practice.position import Position
from skill.practice.routine import Manner
from skill.store.port import Changes


def manner_of(turn: Turn, position: Position) -> Manner:
    """Return the manner of the session at a position."""
    return turn.library.routines[position.plan.spec.routine].manner


def finishes(turn: Turn, position: Position, started_at: int) -> Changes:
    """Return the changes of a session that is finished: it counts, and nothing of its place remains."""
    return Changes(forget_place=True, finished=manner_of(turn, position), started_at=started_at)


def at_place(position: Position, at: float, *, started_at: int = 0) -> Bookmark:
    """Return the bookmark of a session that stands at its place since a moment in epoch seconds."""
    return Bookmark(spec=position.plan.spec, place=position.place, at=at, started_at=started_at)


def standing(turn: Turn, position: Position | None) -> Bookmark | None:
    """Return the session under way with nothing being spoken; None if there is none."""
    if position is None:
        return None
    return replace(at_place(position, turn.now, started_at=_started_at(turn)), fresh=turn.at_border)


def keep(turn: Turn, position: Position | None) -> Changes:
    """Return the changes that keep a place where the listener left; nothing remains of a session at its ending.

    Bedtime has been counted and is not offered again; while its device holds it, "resume" still takes it up.
    """
    if position is None or position.plan.bedtime:
        return Changes()
    known = turn.memory.bookmark
    if known and not known.until and (known.spec, known.place) == (position.plan.spec, position.place):
        return Changes()
    started_at = _started_at(turn)
    if position.at_ending:
        if turn.playback and (turn.playback.counted or turn.request.kind == "IntentRequest"):
            return Changes()  # counted before, or when the device told that it stopped
        return finishes(turn, position, started_at)
    return Changes(bookmark=at_place(position, turn.now, started_at=started_at), started_at=started_at)


def resumable(turn: Turn) -> Bookmark | None:
    """Return the kept session, unless it has ended meanwhile or nothing of it is left in content."""
    kept = turn.memory.bookmark
    if kept is None or (kept.closes and turn.now >= kept.until):
        return None
    try:
        make_plan(kept.spec, turn.library)
    except (KeyError, NothingLeft):
        return None
    return kept


def kept_position(turn: Turn, kept: Bookmark) -> Position:
    """Return the kept session at its place; while another device is still speaking it, where that voice is.

    A pace wished for meanwhile holds for it.
    """
    position = kept.position(lambda spec: make_plan(spec, turn.library), turn.now)
    pace = turn.preferences.pace or kept.spec.pace
    return position.in_plan(make_plan(replace(kept.spec, pace=pace), turn.library))


def _started_at(turn: Turn) -> int:
    return turn.progress.started_at if turn.progress else turn.now
