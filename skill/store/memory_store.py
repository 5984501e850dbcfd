"""The memory of one process, without a file: for tests, dialogues, and whatever is over when it is over."""

import time
from collections.abc import Callable, Mapping, Set
from threading import Lock
from typing import Any

from skill.store import record
from skill.store.edit import applied, fitting
from skill.store.port import HOUSEHOLD, Changes, Listener, Memory


class MemoryStore:
    """Keeps the records as items of a dictionary; threads may share it, and it never fails."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        """Take a clock in epoch seconds."""
        self.items: dict[Listener, Mapping[str, Any]] = {}
        """What is stored; an item is replaced as a whole, never changed."""
        self._clock = clock
        self._lock = Lock()

    def load(self, listener: Listener) -> Memory | None:
        """Read the person's record and the household's."""
        with self._lock:
            own = self._fresh(listener)
            household = self._fresh(Listener(listener.user, HOUSEHOLD))
        return record.remembered(own, household)

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        """Write what is not outdated of these changes, in one step."""
        if not changes:
            return True
        edit = record.edit(changes, now)
        with self._lock:
            stored = self.items.get(listener)
            if not record.takes(stored, changes, now, of):
                return False
            self.items[listener] = applied(fitting(edit, stored or {}), stored or {})
        return True

    def delete(self, listener: Listener, asked: int) -> None:
        """Delete this listener's own record, unless it began later."""
        with self._lock:
            self._drop({listener}, asked)

    def delete_account(self, user: str, asked: int) -> None:
        """Delete the records of everyone on this account, but for what began later."""
        with self._lock:
            self._drop({each for each in self.items if each.user == user}, asked)

    def _drop(self, listeners: Set[Listener], asked: int) -> None:
        self.items = {
            each: item for each, item in self.items.items() if each not in listeners or not record.began_by(item, asked)
        }

    def _fresh(self, listener: Listener) -> Mapping[str, Any] | None:
        """Return an item; an expired one counts as none and is deleted."""
        item = self.items.get(listener)
        if item is None or not record.expired(item, self._clock()):
            return item
        del self.items[listener]
        return None
