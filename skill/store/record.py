"""The record: the one flat item that is kept of each listener, and the names of its attributes.

Older and newer code write the same record while a new version is rolled out or taken back. So an attribute
never changes its meaning: a new meaning takes a new name, and VERSION, which older code never lowers, goes up.
A part that cannot be read counts as never set. What version 1 wrote is still read (tests/fixtures).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.preferences import ABOUT_AREAS, NAMES, Preferences
from skill.practice.routine import Manner
from skill.practice.spec import Spec, whole_number
from skill.store.edit import Edit, Guard, Part
from skill.store.port import Changes, Memory

VERSION = 2
"""The shape that this code writes."""
A_DAY = 24 * 60 * 60
"""Seconds by which the clocks of two machines never differ: a later moment than that was never true."""
LIFETIME = 365 * 24 * 60 * 60
"""Seconds from the last write until the record is deleted."""

USER = "user"
PERSON = "person"
SHAPE = "version"
EXPIRES = "expires"
SINCE = "since"
"""When the record began: nothing of a session that began before is written into it."""
WELCOMED = "welcomed"
HANDS_FREE_OFFERED = "hands_free_offered"
SESSIONS = "sessions"
LAST = "last"
DONE = "done"
"""What the last finished session was, so that the same can be asked for again."""
COUNTED_RUN = "counted_run"
"""Which run that a device played was counted last."""
BEGUN = "begun"
BEGUN_AT = "begun_at"
FINISHED = "finished_"
"""Before each manner: how many sessions of it were finished."""
QUIET_UNTIL = "quiet_until"
WISH = "wish_"
"""Before the name of each preference that is one value; version 1 kept lists of areas by it too."""
AREA = "area_"
"""Before the name of each preference about areas, a slash, and the area: true, or false once taken back."""
WISHED_AT = "at_"
"""Before the name of an attribute of a wish: when it was said, so that what arrives late undoes nothing newer."""
TAKEN_BACK_AT = "taken_back_at"
"""When all wishes were taken back: none that was said before comes after that."""
FEW = 8
"""As many wishes of one turn as are each guarded; whoever takes everything back means all of it."""
BOOKMARK = "bookmark"
STARTED_AT = "kept_run"
"""Outlives its place: it tells that a place kept by an older run has been settled."""

KEPT_SPEC, KEPT_PLACE, KEPT_AT, KEPT_UNTIL, KEPT_CLOSES = KEPT = (
    "kept_spec",
    "kept_place",
    "kept_at",
    "kept_until",
    "kept_closes",
)
"""A place as version 1 kept it, which is still read."""


def edit(changes: Changes, now: int) -> Edit:
    """Return what to write for these changes, `now` in epoch seconds; raises TypeError for a wish unknown."""
    parts = [
        _always(changes, now),
        *_wishes_said(changes.preferences, now),
        Part(put={SHAPE: VERSION}, guards=(Guard(SHAPE, VERSION),)),
    ]
    if changes.begins:
        parts.append(Part(once={SINCE: now}))
    if changes.bookmark or changes.forget_place:
        parts.append(_place_part(changes.bookmark, changes.started_at, now))
    if changes.finished:
        parts.append(_finished(changes, changes.finished, now))
    if changes.begun:
        parts.append(Part(put={BEGUN_AT: now}, count=(BEGUN,), guards=(Guard(BEGUN_AT, now - 1, now + A_DAY),)))
    return tuple(parts)


def _finished(changes: Changes, manner: Manner, now: int) -> Part:
    """Return what counts a session: once, although a write that was answered too late is tried again."""
    put = {LAST: now} | ({DONE: changes.done.to_wire()} if changes.done else {})
    part = Part(put=put, count=(SESSIONS, FINISHED + manner), guards=(Guard(LAST, now - 1, now + A_DAY),))
    if not changes.played:
        return part
    run = changes.started_at  # a device tells that it stopped, may go on by itself, and tells of the end
    return replace(part, put={**put, COUNTED_RUN: run}, guards=(*part.guards, Guard(COUNTED_RUN, run - 1, run)))


def only(of: int | None) -> Edit:
    """Return the condition under which what a session changes is written, by when it began: none for a beginning."""
    return () if of is None else (Part(guards=(Guard(SINCE, of),), needs=USER),)


def takes(item: Mapping[str, Any] | None, changes: Changes, now: int, of: int | None) -> bool:
    """Say whether what is stored takes what a session changes, by when it began; a beginning in any case.

    A place that is told to be kept must not be outdated.
    """
    if changes.told_kept and changes.bookmark and item and not _not_outdated(changes.started_at, now).holds(item):
        return False
    return of is None or (item is not None and began_by(item, of))


def began_by(item: Mapping[str, Any], moment: int) -> bool:
    """Say whether a record began no later than at a moment, in epoch seconds; where that wasn't kept, it did."""
    return Guard(SINCE, moment).holds(item)


def _always(changes: Changes, now: int) -> Part:
    put: dict[str, Any] = {}
    if changes.welcomed:
        put[WELCOMED] = True
    if changes.hands_free_offered:
        put[HANDS_FREE_OFFERED] = True
    if changes.quiet_until is not None:
        put[QUIET_UNTIL] = changes.quiet_until
    return Part(put={**put, EXPIRES: now + LIFETIME})


def _wishes_said(wishes: Mapping[str, Any], now: int) -> Iterator[Part]:
    """Yield what writes each wish, unless a later one was stored before; many at once are written in any case."""
    said = dict(_wishes(wishes))
    if len(said) > FEW and set(said.values()) == {None}:
        yield Part(put={TAKEN_BACK_AT: now}, guards=(Guard(TAKEN_BACK_AT, now, now + A_DAY),))
    for name, value in said.items():
        at = WISHED_AT + name
        put, remove = ({}, (name,)) if value is None else ({name: value}, ())
        if len(said) <= FEW:
            guards = tuple(Guard(moment, now, now + A_DAY) for moment in (at, TAKEN_BACK_AT))
            yield Part(put={**put, at: now}, remove=remove, guards=guards)
        else:
            yield Part(put=put, remove=(*remove, at))


def _wishes(wishes: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the attributes of wishes, each with its value, or None where it is removed."""
    plain = Preferences().with_changes(wishes).to_wire()
    for name, wish in wishes.items():
        if name in ABOUT_AREAS:
            yield from ((_area(name, area), wished) for area, wished in wish.items())
            if None in wish.values():
                yield WISH + name, None  # what version 1 kept
        else:
            yield WISH + name, plain.get(name)


def _area(kind: str, area: str) -> str:
    return f"{AREA}{kind}/{area}"


def _not_outdated(started_at: int, now: int) -> Guard:
    return Guard(STARTED_AT, started_at, now + A_DAY)


def _place_part(bookmark: Bookmark | None, started_at: int, now: int) -> Part:
    guards = (_not_outdated(started_at, now),)
    if bookmark is None:
        return Part(put={STARTED_AT: started_at}, remove=(BOOKMARK, *KEPT), guards=guards)
    wire = {**bookmark.to_wire(), STARTED_AT: started_at}
    return Part(put={STARTED_AT: started_at, BOOKMARK: wire}, remove=KEPT, guards=guards)


def item(memory: Memory) -> dict[str, Any]:
    """Return all that is known as one item; `read` reads it back."""
    wishes = memory.preferences.to_wire()
    areas = {_area(kind, area): True for kind in ABOUT_AREAS for area in wishes.pop(kind, ())}
    known = {
        SESSIONS: memory.sessions,
        BEGUN: memory.begun,
        LAST: memory.last,
        DONE: memory.done and memory.done.to_wire(),
        QUIET_UNTIL: memory.quiet_until,
        WELCOMED: memory.welcomed,
        HANDS_FREE_OFFERED: memory.hands_free_offered,
        BOOKMARK: memory.bookmark and memory.bookmark.to_wire(),
        **{FINISHED + manner: count for manner, count in memory.finished.items()},
    }
    return {
        **{WISH + name: value for name, value in wishes.items()},
        **areas,
        **{name: value for name, value in known.items() if value},
    }


def remembered(own: Mapping[str, Any] | None, household: Mapping[str, Any] | None) -> Memory | None:
    """Return what is known of a listener from their own item and, for its place alone, the household's.

    A voice that nobody recognised may have been theirs. So the household's place is left out where the person has one
    of their own, which is theirs for certain, and where they have begun or finished another session since it began:
    nobody is in two at once.
    """
    memory = read(own) if own is not None else None
    quiet = _number(household or {}, QUIET_UNTIL)
    if quiet:  # a voice isn't always recognised: who was in need may be heard as nobody
        known = memory or Memory()
        memory = replace(known, quiet_until=max(quiet, known.quiet_until or 0))
    place = _bookmark(household) if household is not None else None
    if place is None or (memory is not None and memory.bookmark is not None):
        return memory
    settled = [moment for name in (STARTED_AT, LAST) if (moment := _number(own or {}, name)) is not None]
    if settled and max(settled) >= (_number(household or {}, STARTED_AT) or 0):
        return memory
    return replace(memory or Memory(), bookmark=place)


def read(item: Mapping[str, Any]) -> Memory:
    """Return what one item says."""
    finished = {manner: count for manner in Manner if (count := _count(item, FINISHED + manner))}
    return Memory(
        preferences=_preferences(item),
        bookmark=_bookmark(item),
        sessions=_count(item, SESSIONS),
        finished=finished,
        begun=_count(item, BEGUN),
        last=_number(item, LAST),
        done=_done(item),
        quiet_until=_number(item, QUIET_UNTIL),
        welcomed=item.get(WELCOMED) is True,
        hands_free_offered=item.get(HANDS_FREE_OFFERED) is True,
        since=_number(item, SINCE) or 0,
    )


def expired(item: Mapping[str, Any], now: float) -> bool:
    """Say whether an item has outlived its time and only waits to be swept away."""
    expires = _number(item, EXPIRES)
    return expires is not None and expires <= now


def _preferences(item: Mapping[str, Any]) -> Preferences:
    known = Preferences.from_wire({name: item[WISH + name] for name in NAMES if WISH + name in item})
    return known.with_changes({kind: areas for kind in ABOUT_AREAS if (areas := _areas(item, kind))})


def _areas(item: Mapping[str, Any], kind: str) -> dict[str, bool]:
    prefix = _area(kind, "")
    return {name.removeprefix(prefix): value is True for name, value in item.items() if name.startswith(prefix)}


def _done(item: Mapping[str, Any]) -> Spec | None:
    try:
        return Spec.from_wire(item[DONE])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _bookmark(item: Mapping[str, Any]) -> Bookmark | None:
    try:
        if KEPT_SPEC in item or BOOKMARK not in item:
            return _bookmark_of_version_1(item)  # it has written last: this code leaves nothing of its
        wire = item[BOOKMARK]
        kept = Bookmark.from_wire(wire)
        run = _number(wire, STARTED_AT)
        settled_since = (_number(item, STARTED_AT) or 0) > (kept.started_at if run is None else run)
        return None if settled_since else kept
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def _bookmark_of_version_1(item: Mapping[str, Any]) -> Bookmark:
    return Bookmark(
        spec=Spec.from_wire(item[KEPT_SPEC]),
        place=Place.from_wire(item[KEPT_PLACE]),
        at=whole_number(item[KEPT_AT]),
        until=whole_number(item[KEPT_UNTIL]),
        closes=item[KEPT_CLOSES] is True,
        started_at=_number(item, STARTED_AT) or 0,
    )


def _count(item: Mapping[str, Any], name: str) -> int:
    return max(0, _number(item, name) or 0)


def _number(item: Mapping[str, Any], name: str) -> int | None:
    value = item.get(name)
    return value if type(value) is int else None
