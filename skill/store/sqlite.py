"""The memory in a file, for the skill at the desk."""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from skill.network.deadline import left
from skill.store import record
from skill.store.edit import applied, fitting
from skill.store.port import HOUSEHOLD, Changes, Listener, Memory, StoreFault

BUSY = 1.0
"""Seconds to wait for another process that is writing."""
LONGEST = 10.0
"""Seconds to wait for the other threads, where a turn has no deadline."""

_TABLE = (
    f"CREATE TABLE IF NOT EXISTS record ({record.USER} TEXT, {record.PERSON} TEXT, item TEXT NOT NULL, "
    f"PRIMARY KEY ({record.USER}, {record.PERSON})) WITHOUT ROWID"
)
_OF_ONE = f"WHERE {record.USER} = ? AND {record.PERSON} = ?"
_SINCE = f"json_extract(item, '$.{record.SINCE}')"
_BEGAN = f"CASE WHEN json_valid(item) AND typeof({_SINCE}) = 'integer' THEN {_SINCE} <= ? ELSE TRUE END"
"""What record.began_by says; what can't be read is not kept for that."""


class SqliteStore:
    """Keeps the records as JSON in one table of a file; every method may raise StoreFault.

    Threads and processes may share the file. Each reader has a connection of its own. Threads that write take turns,
    for SQLite would let them all wait and wake whoever is lucky. They share one connection, which stays open, for the
    last one that is closed tidies up the whole file.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Take the file, made with its folder when it is first used, and a clock in epoch seconds."""
        self._path = path
        self._clock = clock
        self._turn = Lock()
        self._kept = _Kept(path)
        finalize(self, self._kept.close)

    def load(self, listener: Listener) -> Memory | None:
        """Read the person's record and the household's."""
        with self._connection() as connection:
            own = self._fresh(connection, listener.user, listener.person)
            household = self._fresh(connection, listener.user, HOUSEHOLD)
        return record.remembered(own, household)

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        """Write what is not outdated of these changes, in one transaction."""
        if not changes:
            return True
        edit = record.edit(changes, now)
        with self._writing() as connection:
            connection.execute("BEGIN IMMEDIATE")
            stored = _item(_text(connection, listener.user, listener.person))
            if not record.takes(stored, changes, now, of):
                connection.execute("ROLLBACK")
                return False
            text = json.dumps(applied(fitting(edit, stored or {}), stored or {}))
            connection.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", (listener.user, listener.person, text))
            connection.execute("COMMIT")
        return True

    def delete(self, listener: Listener, asked: int) -> None:
        """Delete this listener's own record, unless it began later."""
        with self._writing() as connection:
            connection.execute(f"DELETE FROM record {_OF_ONE} AND {_BEGAN}", (listener.user, listener.person, asked))

    def delete_account(self, user: str, asked: int) -> None:
        """Delete the records of everyone on this account, but for what began later."""
        with self._writing() as connection:
            connection.execute(f"DELETE FROM record WHERE {record.USER} = ? AND {_BEGAN}", (user, asked))

    def _fresh(self, connection: sqlite3.Connection, user: str, person: str) -> dict[str, Any] | None:
        """Return an item; an expired one counts as none and is deleted, unless just written again."""
        text = _text(connection, user, person)
        item = _item(text)
        if item is None or not record.expired(item, self._clock()):
            return item
        connection.execute(f"DELETE FROM record {_OF_ONE} AND item = ?", (user, person, text))
        return None

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection in its turn; raises StoreFault where the turn doesn't come in time."""
        if not self._turn.acquire(timeout=min(left(), LONGEST)):
            raise StoreFault(f"{self._path}: others are still writing")
        try:
            with _faults(self._path), self._kept.used() as connection:
                yield connection
        finally:
            self._turn.release()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Give a reader a connection of its own; one that writes has made the file first, while nobody reads it."""
        if not self._kept.is_open():
            with self._writing():
                pass
        with _faults(self._path), closing(_connected(self._path)) as connection:
            yield connection


class _Kept:
    """The connection for writing, for one thread at a time; opened anew after a fault, and for another file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._file = (0, 0)

    @contextmanager
    def used(self) -> Iterator[sqlite3.Connection]:
        """Give it; an error closes it, and with it what was begun."""
        if not self.is_open():
            self.close()
            self._connection = _opened(self._path)
            self._file = self._there()
        try:
            assert self._connection is not None
            yield self._connection
        except BaseException:
            self.close()
            raise

    def is_open(self) -> bool:
        """Whether it is open for the file that has its name now."""
        return self._connection is not None and self._file == self._there()

    def close(self) -> None:
        """Close it if it is open."""
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _there(self) -> tuple[int, int]:
        """Return what tells the file from another of its name."""
        with suppress(FileNotFoundError):
            found = self._path.stat()
            return found.st_dev, found.st_ino
        return 0, 0


@contextmanager
def _faults(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system raise into StoreFault."""
    try:
        yield
    except (OSError, sqlite3.OperationalError, UnicodeEncodeError) as error:
        raise StoreFault(f"{path}: {error}") from None
    except sqlite3.Error as error:
        raise StoreFault(f"{path}: {error}. Move the file away; an empty memory takes its place") from None


def _opened(path: Path) -> sqlite3.Connection:
    """Return a connection to the file, which is made with its folder and its table where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connected(path)
    try:
        _prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=BUSY, isolation_level=None, check_same_thread=False)


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table in a new file; both settings stay with the file."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'record'").fetchone():
        return
    # SQLite does not wait here for another process that is doing the same; one of them succeeds.
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_TABLE)
    connection.execute("COMMIT")


def _text(connection: sqlite3.Connection, user: str, person: str) -> str | None:
    row = connection.execute(f"SELECT item FROM record {_OF_ONE}", (user, person)).fetchone()
    return None if row is None else str(row[0])


def _item(text: str | None) -> dict[str, Any] | None:
    """Return the stored item; None where there is none, or none that can be read."""
    try:
        item = None if text is None else json.loads(text)
    except ValueError:
        return None
    return item if isinstance(item, dict) else None
