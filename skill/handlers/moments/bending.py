"""Minutes: remembered, and of what is under way longer, shorter, or to its end in so many; the place stays."""

from dataclasses import replace
from enum import StrEnum

from skill.handlers.bookmarks import SOME_HOURS, at_place, kept_position, resumable, standing, told
from skill.handlers.going_on import carry_on, go_on_from
from skill.handlers.naming import SECONDS_A_MINUTE, back_to, in_minutes
from skill.handlers.offers import offer_kept
from skill.handlers.reply import Reply
from skill.handlers.staying import not_understood, stay
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import adapted, usual
from skill.practice.bookmark import Bookmark
from skill.practice.planner import ending_in, finishing
from skill.practice.position import Position
from skill.practice.spec import LONGEST, Spec

A_FIFTH = 0.2
"""How much of what is left "longer" and "shorter" are, where no minutes are said."""
ABOUT = 45.0
"""Seconds that what is left may differ from what was asked for and still be called so: minutes are whole."""


class Change(StrEnum):
    """What is to become of the minutes."""

    LONGER = "longer"
    SHORTER = "shorter"
    IN_ALL = "in_all"


def change_minutes(turn: Turn) -> Reply:
    """Make what is left longer or shorter, by so many minutes or by about a fifth, and say how much that leaves.

    With no session under way it changes the one that is offered, or what is left of the kept one.
    """
    slot, minutes = turn.request.slots.get("change", ""), turn.request.minutes
    if slot not in set(Change):
        return not_understood(turn)
    change = Change(slot)
    if change is Change.IN_ALL and minutes is None:
        return stay(turn, turn.content.phrases.adjusting.which_minutes)
    if position := turn.position:
        return _bend(turn, position, _wanted(position, change, minutes), _changed(turn, change, minutes))
    if turn.state.offer is None and (kept := _standing_kept(turn)):
        return _bend_kept(turn, kept, change, minutes)
    if turn.state.offer:
        return _bend_offer(turn, turn.state.offer, change, minutes)
    return stay(turn, turn.content.phrases.guiding.nothing_under_way)


def finish_in(turn: Turn) -> Reply:
    """Bring what is left to its end in so many minutes, with fewer parts if need be, and go on.

    A kept session is taken up for so long, after some hours by asking first; else one of these minutes is offered.
    """
    guiding, minutes = turn.content.phrases.guiding, turn.request.minutes
    if not minutes:
        return stay(turn, guiding.which_finish)
    seconds = SECONDS_A_MINUTE * minutes
    if position := turn.position:
        moved = finishing(position, seconds, turn.library)
        return _going_on(turn, moved, _finished_in(turn, position, moved, seconds))
    if turn.state.offer is None and (kept := _standing_kept(turn)):
        return _finish_kept(turn, kept, seconds)
    spec = adapted(turn, turn.state.offer or usual(turn), {"minutes": minutes})
    return stay(replace(turn, state=replace(turn.state, offer=spec)), guiding.nothing_under_way)


def _bend(turn: Turn, position: Position, seconds: float, words: str) -> Reply:
    """Let what is left of the session under way take about so many seconds, say what that leaves, and go on."""
    moved, words = _bent(turn, position, seconds, words)
    return _going_on(turn, moved, f"{words} {_leaves(turn, moved)}")


def _bent(turn: Turn, position: Position, seconds: float, words: str) -> tuple[Position, str]:
    """Return the same place with about so many seconds left, and these words, or that there is a limit."""
    moved = ending_in(position, seconds, turn.library)
    return moved, words if abs(moved.seconds_left - seconds) <= ABOUT else _limit(turn, moved.seconds_left < seconds)


def _going_on(turn: Turn, moved: Position, words: str) -> Reply:
    """Return the reply that goes on with the session under way as it has become; what was paused stays so."""
    there = replace(turn, state=replace(turn.state, progress=standing(turn, moved)))
    return carry_on(told(there), moved, words)


def _wanted(position: Position, change: Change, minutes: int | None) -> float:
    """Return how many seconds are to be left."""
    left = position.seconds_left
    if change is Change.IN_ALL:
        return max(0.0, SECONDS_A_MINUTE * (minutes or 0) - position.plan.starts[position.index])
    by = SECONDS_A_MINUTE * minutes if minutes else max(SECONDS_A_MINUTE, A_FIFTH * left)
    return left + by if change is Change.LONGER else max(0.0, left - by)


def _changed(turn: Turn, change: Change, minutes: int | None) -> str:
    guiding = turn.content.phrases.guiding
    if change is Change.IN_ALL:
        return guiding.in_all.format(minutes=turn.library.guidance.in_minutes(min(minutes or 0, LONGEST)))
    return guiding.longer if change is Change.LONGER else guiding.shorter


def _limit(turn: Turn, is_longest: bool) -> str:
    return turn.content.phrases.guiding.longest if is_longest else turn.content.phrases.guiding.shortest


def _leaves(turn: Turn, moved: Position) -> str:
    heard = moved.in_plan(turn.plan_of(moved.plan.spec))
    return turn.content.phrases.guiding.minutes_left.format(minutes=in_minutes(turn, heard.seconds_left))


def _finished_in(turn: Turn, before: Position, moved: Position, seconds: float) -> str:
    guiding, left = turn.content.phrases.guiding, in_minutes(turn, moved.seconds_left)
    if abs(moved.seconds_left - seconds) > ABOUT:
        return guiding.finish_nearest.format(minutes=left)
    fewer = moved.place.group != before.place.group or moved.plan.spec.only != before.plan.spec.only
    return (guiding.finish_fewer if fewer else guiding.finish_in).format(minutes=left)


def _standing_kept(turn: Turn) -> Bookmark | None:
    """Return the kept session, unless another device is still speaking it."""
    kept = resumable(turn)
    return kept if kept and turn.now >= kept.until else None


def _moved(kept: Bookmark, position: Position) -> Bookmark:
    return at_place(position, kept.at, started_at=kept.started_at, made_by=kept.made_by)


def _offer_kept(turn: Turn, kept: Bookmark, words: str) -> Reply:
    reply = offer_kept(turn, kept, words)
    return replace(reply, changes=replace(reply.changes, bookmark=kept, started_at=kept.started_at))


def _bend_kept(turn: Turn, kept: Bookmark, change: Change, minutes: int | None) -> Reply:
    position = kept_position(turn, kept)
    moved, words = _bent(turn, position, _wanted(position, change, minutes), _changed(turn, change, minutes))
    return _offer_kept(turn, _moved(kept, moved), words)


def _finish_kept(turn: Turn, kept: Bookmark, seconds: float) -> Reply:
    position = kept_position(turn, kept)
    moved = finishing(position, seconds, turn.library)
    words = _finished_in(turn, position, moved, seconds)
    if turn.state.question is not Question.RESUME and turn.now - kept.at >= SOME_HOURS:
        return _offer_kept(turn, _moved(kept, moved), words)
    return go_on_from(turn, moved, f"{words} {back_to(turn, moved)}", begins=True)


def _bend_offer(turn: Turn, offered: Spec, change: Change, minutes: int | None) -> Reply:
    """Offer the same session with other minutes."""
    by = minutes or max(1, round(A_FIFTH * offered.minutes))
    wanted = {Change.LONGER: offered.minutes + by, Change.SHORTER: offered.minutes - by, Change.IN_ALL: by}[change]
    spec = adapted(turn, offered, {"minutes": wanted})
    words = "" if spec.minutes == wanted else _limit(turn, spec.minutes < wanted)
    if turn.state.question is Question.EVENING and not words:
        words = turn.content.phrases.guiding.in_all.format(minutes=turn.library.guidance.in_minutes(spec.minutes))
    return stay(replace(turn, state=replace(turn.state, offer=spec)), words)
