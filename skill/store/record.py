"""The record: the one flat item that is kept of each listener, and the names of its attributes.

Older and newer code write the same record while a new version is rolled out or taken back. So an attribute
never changes its meaning: a new meaning takes a new name, and VERSION, which older code never lowers, goes up.
A part that cannot be read counts as never set.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from skill.practice.place import Place
from skill.practice.preferences import NAMES, Preferences
from skill.practice.spec import Spec
from skill.store.edit import Edit, Guard, Part
from skill.store.port import Changes, Kept, Memory

VERSION = 1
"""The shape that this code writes."""
LIFETIME = 365 * 24 * 60 * 60
"""Seconds from the last write until the record is deleted."""

USER = "user"
PERSON = "person"
SHAPE = "version"
EXPIRES = "expires"
WELCOMED = "welcomed"
SESSIONS = "sessions"
LAST = "last"
WISH = "wish_"
"""Before the name of each preference."""
KEPT_RUN = "kept_run"
"""Outlives its place: it tells that a place kept by an older run has been settled."""
KEPT_SPEC = "kept_spec"
KEPT_PLACE = "kept_place"
KEPT_AT = "kept_at"
KEPT_UNTIL = "kept_until"
KEPT_CLOSES = "kept_closes"
KEPT = (KEPT_SPEC, KEPT_PLACE, KEPT_AT, KEPT_UNTIL, KEPT_CLOSES)


def edit(changes: Changes, now: int) -> Edit:
    """Return what to write for these changes, `now` in epoch seconds; raises TypeError for a wish unknown."""
    parts = [
        _always(changes, now),
        Part(put={SHAPE: VERSION}, guard=Guard(SHAPE, VERSION)),
    ]
    if changes.kept or changes.forget_kept:
        parts.append(_kept_part(changes.kept, changes.run))
    if changes.finished:
        # Counted once, although a write that was answered too late is tried again.
        parts.append(Part(put={LAST: now}, count=SESSIONS, guard=Guard(LAST, now - 1)))
    return tuple(parts)


def _always(changes: Changes, now: int) -> Part:
    wishes = Preferences().with_changes(changes.preferences).to_wire()
    put: dict[str, Any] = {WISH + name: value for name, value in wishes.items()}
    if changes.welcomed:
        put[WELCOMED] = True
    taken_back = tuple(WISH + name for name in changes.preferences if name not in wishes)
    return Part(put={**put, EXPIRES: now + LIFETIME}, remove=taken_back)


def _kept_part(kept: Kept | None, run: int) -> Part:
    guard = Guard(KEPT_RUN, run)
    if kept is None:
        return Part(put={KEPT_RUN: run}, remove=KEPT, guard=guard)
    return Part(put={KEPT_RUN: run, **_kept_item(kept)}, guard=guard)


def _kept_item(kept: Kept) -> dict[str, Any]:
    return {
        KEPT_SPEC: kept.spec.to_wire(),
        KEPT_PLACE: kept.place.to_wire(),
        KEPT_AT: kept.at,
        KEPT_UNTIL: kept.until,
        KEPT_CLOSES: kept.closes,
    }


def item(memory: Memory) -> dict[str, Any]:
    """Return all that is known as one item; `read` reads it back."""
    return {
        **{WISH + name: value for name, value in memory.preferences.to_wire().items()},
        **(_kept_item(memory.kept) if memory.kept else {}),
        SESSIONS: memory.sessions,
        LAST: memory.last,
        WELCOMED: memory.welcomed,
    }


def remembered(own: Mapping[str, Any] | None, household: Mapping[str, Any] | None) -> Memory | None:
    """Return what is known of a listener from their own item and, for its place alone, the household's.

    The household's place is left out where the person has a place, or has settled one in a later run.
    """
    memory = read(own) if own is not None else None
    place = _kept(household) if household is not None else None
    if place is None or (memory is not None and memory.kept is not None):
        return memory
    settled = _number(own or {}, KEPT_RUN)
    if settled is not None and settled >= (_number(household or {}, KEPT_RUN) or 0):
        return memory
    return replace(memory or Memory(), kept=place)


def read(item: Mapping[str, Any]) -> Memory:
    """Return what one item says."""
    return Memory(
        preferences=Preferences.from_wire({name: item[WISH + name] for name in NAMES if WISH + name in item}),
        kept=_kept(item),
        sessions=_number(item, SESSIONS) or 0,
        last=_number(item, LAST),
        welcomed=item.get(WELCOMED) is True,
    )


def expired(item: Mapping[str, Any], now: float) -> bool:
    """Say whether an item has outlived its time and only waits to be swept away."""
    expires = _number(item, EXPIRES)
    return expires is not None and expires <= now


def _kept(item: Mapping[str, Any]) -> Kept | None:
    try:
        return Kept(
            spec=Spec.from_wire(item[KEPT_SPEC]),
            place=Place.from_wire(item[KEPT_PLACE]),
            at=_whole(item[KEPT_AT]),
            until=_whole(item[KEPT_UNTIL]),
            closes=item[KEPT_CLOSES] is True,
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _number(item: Mapping[str, Any], name: str) -> int | None:
    value = item.get(name)
    return value if type(value) is int else None


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
