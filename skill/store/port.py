"""What the skill remembers of a listener, and what every store must do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from skill.practice.place import Place
from skill.practice.preferences import Preferences
from skill.practice.spec import Spec

HOUSEHOLD = "household"
"""Stands for the person where Alexa has recognised nobody."""


class StoreFault(Exception):
    """The memory could not be reached or did not answer in time; the session goes on without it."""


@dataclass(frozen=True)
class Listener:
    """Whose memory it is: the Alexa account, and the person recognised when the session began."""

    user: str = field(repr=False)
    person: str = field(default=HOUSEHOLD, repr=False)


@dataclass(frozen=True)
class Kept:
    """A session that can be taken up again."""

    spec: Spec
    place: Place
    at: int
    """When the voice was at that place, in epoch seconds."""
    until: int = 0
    """While a chunk is being spoken from there: when it will have ended, in epoch seconds; else 0."""
    closes: bool = False
    """That chunk is the last and closes by itself: once `until` has passed, the session is finished."""


@dataclass(frozen=True)
class Memory:
    """All that is known of a listener."""

    preferences: Preferences = field(default_factory=Preferences)
    kept: Kept | None = None
    sessions: int = 0
    """Sessions finished."""
    last: int | None = None
    """When the last one was finished, in epoch seconds."""
    welcomed: bool = False
    """Has heard the safety lines of the first time."""

    def after(self, changes: "Changes", now: int) -> "Memory":
        """Return what is known after a turn's changes, `now` in epoch seconds."""
        return Memory(
            preferences=self.preferences.with_changes(changes.preferences),
            kept=None if changes.forget_kept else changes.kept or self.kept,
            sessions=self.sessions + changes.finished,
            last=now if changes.finished else self.last,
            welcomed=self.welcomed or changes.welcomed,
        )


@dataclass(frozen=True)
class Changes:
    """What one turn changes; everything it does not name stays as it is in the store."""

    preferences: Mapping[str, Any] = field(default_factory=dict)
    """Wishes by name; None takes one back."""
    kept: Kept | None = None
    """A place to keep."""
    forget_kept: bool = False
    """Remove the kept place (used when a session has been finished)."""
    run: int = 0
    """Which run of a session the two above come from: the epoch seconds at which it was begun or taken up.
    The store keeps it beside the place; a place kept by a newer run (on another device) stays untouched."""
    finished: bool = False
    """Count one more finished session, now."""
    welcomed: bool = False
    """The safety lines have been said."""

    def __bool__(self) -> bool:
        return self != Changes()


class Store(Protocol):
    """Keeps one record for each listener. Every method raises StoreFault when the store does not answer."""

    def load(self, listener: Listener) -> Memory | None:
        """Return what is known: the person's own record, and where that has no kept place, the household's place
        (its place alone: wishes and counts are everyone's own). None for somebody never met. One read, and a
        delete where a record has expired."""
        ...

    def save(self, listener: Listener, changes: Changes, now: int) -> None:
        """Apply changes to the listener's own record in one conditional write, `now` in epoch seconds."""
        ...

    def delete(self, listener: Listener) -> None:
        """Delete this listener's own record."""
        ...

    def delete_account(self, user: str) -> None:
        """Delete the records of everyone on this account."""
        ...
