"""What the skill remembers of a listener, and what every store must do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from skill.practice.bookmark import Bookmark
from skill.practice.preferences import Preferences
from skill.practice.routine import Manner
from skill.practice.spec import Spec

HOUSEHOLD = "household"
"""Stands for the person where Alexa has recognised nobody."""


class StoreFault(Exception):
    """The memory could not be reached or did not answer in time; the session goes on without it."""


class Unanswered(StoreFault):
    """It was reached, and did not answer in time: whether it did what it was told, nobody knows."""


@dataclass(frozen=True)
class Listener:
    """Whose memory it is: the Alexa account, and the person recognised when the session began."""

    user: str = field(repr=False)
    person: str = field(default=HOUSEHOLD, repr=False)


@dataclass(frozen=True, kw_only=True)
class Memory:
    """All that is known of a listener."""

    preferences: Preferences = field(default_factory=Preferences)
    bookmark: Bookmark | None = None
    """The session that can be taken up again."""
    sessions: int = 0
    """Sessions finished."""
    finished: Mapping[Manner, int] = field(default_factory=dict)
    """Sessions finished, by manner, since that has been counted."""
    begun: int = 0
    """Sessions begun, since that has been counted."""
    last: int | None = None
    """When the last one was finished, in epoch seconds."""
    done: Spec | None = None
    """What the last one was, since that has been kept."""
    quiet_until: int | None = None
    """Until when nothing is offered, in epoch seconds."""
    welcomed: bool = False
    """Has heard the safety lines of the first time."""
    hands_free_offered: bool = False
    """Was asked whether sessions shall go right through, without questions: once is enough."""
    since: int | None = field(default=None, compare=False)
    """When the record began, in epoch seconds; 0 where that was not kept yet, None where there is no record."""

    def after(self, changes: "Changes", now: int) -> "Memory":
        """Return what is known after a turn's changes, `now` in epoch seconds."""
        finished = dict(self.finished)
        if changes.finished:
            finished[changes.finished] = finished.get(changes.finished, 0) + 1
        return Memory(
            preferences=self.preferences.with_changes(changes.preferences),
            bookmark=None if changes.forget_place else changes.bookmark or self.bookmark,
            sessions=self.sessions + (changes.finished is not None),
            finished=finished,
            begun=self.begun + changes.begun,
            last=now if changes.finished else self.last,
            done=(changes.finished and changes.done) or self.done,
            quiet_until=changes.quiet_until or self.quiet_until,
            welcomed=self.welcomed or changes.welcomed,
            hands_free_offered=self.hands_free_offered or changes.hands_free_offered,
            since=self.since,
        )


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What one turn changes; everything it does not name stays as it is in the store."""

    preferences: Mapping[str, Any] = field(default_factory=dict)
    """Wishes by name; None takes one back. A wish about areas is a mapping: each area with
    True, with False to take it back, or with None to forget that it was ever wished; so wishes of two devices both
    hold."""
    bookmark: Bookmark | None = None
    """A place to keep."""
    forget_place: bool = False
    """Remove the kept place (used when a session has been finished)."""
    started_at: int = 0
    """Which run of a session the two above come from: the epoch seconds at which it was begun or taken up.
    The store keeps it beside the place; a place kept by a newer run (on another device) stays untouched."""
    told_kept: bool = False
    """It is told that the place is kept: where it is outdated, nothing is taken."""
    finished: Manner | None = None
    """Count one more finished session of this manner, now."""
    done: Spec | None = None
    """What the session that is counted as finished was."""
    played: bool = False
    """It was a device that played it: its run counts once, however often that is told."""
    begun: bool = False
    """Count one more session begun, now."""
    quiet_until: int | None = None
    """Offer nothing until then, in epoch seconds."""
    welcomed: bool = False
    """The safety lines have been said."""
    hands_free_offered: bool = False
    """It was asked whether sessions shall go right through."""
    begins: bool = False
    """Where there is no record, it begins with this, and keeps when."""

    def __bool__(self) -> bool:
        return self != Changes()


class Store(Protocol):
    """Keeps one record for each listener. Every method raises StoreFault when the store does not answer."""

    def load(self, listener: Listener) -> Memory | None:
        """Return what is known: the person's own record, and where that has no kept place, the household's place (its
        place alone: wishes and counts are everyone's own), unless the person has begun or finished a session since that
        began. None for somebody never met. One read, and a delete where a record has expired."""
        ...

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        """Apply changes to the listener's own record in one conditional write, `now` in epoch seconds.

        `of` is when the session began that they are of: they go only into a record that is there, and began no later,
        so that what was deleted isn't written again. Without it they may begin one. Says whether they were taken.
        """
        ...

    def delete(self, listener: Listener, asked: int) -> None:
        """Delete this listener's own record; `asked`, in epoch seconds, is when that was asked for.

        A record that began later stays: a deletion that arrives late, or once more, takes nothing that is newer.
        """
        ...

    def delete_account(self, user: str, asked: int) -> None:
        """Delete the records of everyone on this account that began no later than this was asked for."""
        ...
