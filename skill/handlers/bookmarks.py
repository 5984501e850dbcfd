"""The place of a session: kept, standing, and taken up again."""

from dataclasses import replace

from skill.handlers.turn import Turn
from skill.practice.bookmark import Bookmark
from skill.practice.course import NothingLeft
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.routine import Manner
from skill.practice.spec import Spec
from skill.store.port import Changes

SOME_HOURS = 4 * 60 * 60
"""Seconds after which a place is no longer taken up without asking."""
AFTER_A_NIGHT = 60 * 60
"""Seconds after the end of a night in which it can be taken up."""


def manner_of(turn: Turn, position: Position) -> Manner:
    """Return the manner of the session at a position."""
    return turn.library.routines[position.plan.spec.routine].manner


def finishes(turn: Turn, position: Position, started_at: int) -> Changes:
    """Return the changes of a session that is finished: it counts, and nothing of its place remains."""
    return Changes(
        forget_place=True,
        finished=manner_of(turn, position),
        done=position.plan.spec,
        played=turn.playback is not None,
        started_at=started_at,
    )


def at_place(position: Position, at: float, *, made_by: str, started_at: int = 0) -> Bookmark:
    """Return the bookmark of a session that stands at its place since a moment in epoch seconds."""
    return Bookmark(spec=position.plan.spec, place=position.place, at=at, started_at=started_at, made_by=made_by)


def standing(turn: Turn, position: Position | None) -> Bookmark | None:
    """Return the session under way with nothing being spoken; None if there is none."""
    if position is None:
        return None
    counted = turn.progress is not None and turn.progress.closes
    return replace(_left_at(turn, position), fresh=turn.at_border, closes=counted)


def told(turn: Turn) -> Turn:
    """Return the turn with the minutes left as said, so that they are not said twice."""
    there = standing(turn, turn.position)
    progress = there and replace(there, made_by=turn.library.made_by)
    return replace(turn, state=replace(turn.state, progress=progress))


def keep(turn: Turn, position: Position | None, *, again: bool = False) -> Changes:
    """Return the changes that keep a place where the listener left; nothing remains of a day's session at its ending.

    A night was counted when it began. Of what other audio plays, the place that is kept already is the last one known:
    no seconds tell a later one. What this session knows to be kept is kept `again` where that is to be told: it may be
    gone by now.
    """
    if position is None or (turn.playback and turn.playback.foreign):
        return Changes()
    if turn.progress and turn.progress.closes and position.at_ending:
        return Changes()  # counted before
    known = turn.memory.bookmark
    same = known and not known.until and (known.spec, known.place) == (position.plan.spec, position.place)
    if same and not again:
        return Changes()
    left = _left_at(turn, position)
    if position.at_ending and not position.plan.bedtime:
        if turn.playback and (turn.playback.counted or turn.request.intent):
            return Changes()  # counted before, or when the device told that it stopped
        return finishes(turn, position, left.started_at)
    return Changes(bookmark=left, started_at=left.started_at)


def broken_off(turn: Turn, stands: Bookmark | None, changes: Changes) -> Changes:
    """Return the changes of a reply, with the place at which it lets a session stand that was being spoken.

    The place that was kept with what was being spoken goes on with the clock, as if that were still heard.
    """
    progress = turn.progress
    if progress is None or not progress.is_spoken or turn.now >= progress.until:
        return changes
    if stands is None or stands.until or changes.bookmark or changes.forget_place:
        return changes
    return replace(changes, bookmark=stands.to_keep(), started_at=stands.started_at)


def resumable(turn: Turn) -> Bookmark | None:
    """Return the kept session, unless it has ended meanwhile, or nothing of it is left in content or by today's wishes.

    A night lies awake for a while after its end: it can be taken up until then, and not on another day.
    """
    kept = turn.memory.bookmark
    if kept is None:
        return None
    try:
        plan = make_plan(_as_left_out(turn, kept.spec), turn.library)
    except (KeyError, NothingLeft):
        return None
    ends = kept.until or kept.at + Position.at(plan, kept.place).seconds_left
    over = turn.now >= ends + AFTER_A_NIGHT if plan.bedtime else kept.closes and turn.now >= kept.until
    return None if over else kept


def _as_left_out(turn: Turn, spec: Spec) -> Spec:
    return replace(spec, skipped=spec.skipped | (turn.preferences.skipped or frozenset()))


def kept_night(turn: Turn) -> Bookmark | None:
    """Return the night that can be taken up."""
    kept = resumable(turn)
    return kept if kept and turn.library.routines[kept.spec.routine].bedtime else None


def kept_position(turn: Turn, kept: Bookmark) -> Position:
    """Return the kept session at its place; while another device is still speaking it, where that voice is."""
    return kept.position(lambda spec: make_plan(spec, turn.library), turn.now, turn.library.made_by)


def _left_at(turn: Turn, position: Position) -> Bookmark:
    """Return the session under way as it is left at a place; until it goes on, it was guided here by what it was."""
    progress = turn.progress
    started_at, made_by = (progress.started_at, progress.made_by) if progress else (turn.now, turn.library.made_by)
    return at_place(position, turn.now, started_at=started_at, made_by=made_by)
