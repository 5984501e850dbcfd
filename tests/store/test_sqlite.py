"""SQLite alone: the file, and several processes at once."""

import gc
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from skill.network.deadline import within
from skill.practice.routine import Manner
from skill.store import sqlite
from skill.store.port import Changes, Listener, Memory, Store, StoreFault
from skill.store.sqlite import SqliteStore

NOW = 1_800_000_000
DEEDS: list[Callable[[Store, Listener], object]] = [
    lambda store, listener: store.load(listener),
    lambda store, listener: store.save(listener, Changes(welcomed=True), NOW),
    lambda store, listener: store.delete(listener, NOW),
    lambda store, listener: store.delete_account(listener.user, NOW),
]
deeds = pytest.mark.parametrize("deed", DEEDS, ids=["load", "save", "delete", "delete_account"])


def test_making_a_store_touches_no_file(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "memory.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_made_with_its_folder_and_outlives_the_store(tmp_path: Path, listener: Listener) -> None:
    path = tmp_path / "deep" / "down" / "memory.sqlite"
    SqliteStore(path, clock=lambda: NOW).save(listener, Changes(welcomed=True), NOW)
    assert SqliteStore(path, clock=lambda: NOW).load(listener) == Memory(welcomed=True)


@deeds
def test_a_file_that_is_no_database(tmp_path: Path, listener: Listener, deed: Any) -> None:
    path = tmp_path / "memory.sqlite"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(StoreFault, match=r"memory\.sqlite: file is not a database\. Move the file away") as caught:
        deed(SqliteStore(path), listener)
    assert listener.user not in str(caught.value)


@deeds
def test_a_folder_that_cannot_be_made(tmp_path: Path, listener: Listener, deed: Any) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreFault, match="file"):
        deed(SqliteStore(tmp_path / "file" / "memory.sqlite"), listener)


def test_a_file_that_another_process_holds(tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY", 0.01)
    path = tmp_path / "memory.sqlite"
    store = SqliteStore(path, clock=lambda: NOW)
    store.save(listener, Changes(welcomed=True), NOW)
    with store._connection() as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFault, match="locked"):
            store.save(listener, Changes(finished=Manner.TENSE), NOW)
        assert store.load(listener) == Memory(welcomed=True)


def test_a_write_that_breaks_halfway_holds_nobody_up(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(sqlite, "BUSY", 0.01)
    store, other = (SqliteStore(tmp_path / "memory.sqlite", clock=lambda: NOW) for _ in range(2))
    store.save(listener, Changes(welcomed=True), NOW)
    with monkeypatch.context() as broken:
        broken.setattr(sqlite, "applied", breaks)
        with pytest.raises(StoreFault, match="disk"):
            store.save(listener, Changes(finished=Manner.TENSE), NOW)
    other.save(listener, Changes(begun=True), NOW)
    assert store.load(listener) == Memory(welcomed=True, begun=1)


def test_an_item_that_is_no_json_counts_as_never_met(tmp_path: Path, listener: Listener) -> None:
    store = SqliteStore(tmp_path / "memory.sqlite", clock=lambda: NOW)
    store.save(listener, Changes(finished=Manner.TENSE), NOW)
    for text in ("{", "[1]"):
        with store._connection() as connection:
            connection.execute("UPDATE record SET item = ?", (text,))
        assert store.load(listener) is None
    store.save(listener, Changes(welcomed=True), NOW)
    assert store.load(listener) == Memory(welcomed=True)


def test_threads_that_write_at_once_wait_for_each_other(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY", 0.0)  # SQLite itself waits for nobody
    store = SqliteStore(tmp_path / "memory.sqlite", clock=lambda: NOW)
    store.save(listener, Changes(welcomed=True), NOW)
    together = Barrier(8)

    def write(number: int) -> None:
        together.wait()
        for turn in range(10):
            store.save(Listener(listener.user, str(number)), Changes(finished=Manner.TENSE), NOW + turn)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    met = [store.load(Listener(listener.user, str(number))) for number in range(8)]
    assert [memory.sessions for memory in met if memory] == [10] * 8


def test_who_cannot_write_before_the_turn_ends_is_told_so(tmp_path: Path, listener: Listener) -> None:
    store = SqliteStore(tmp_path / "memory.sqlite", clock=lambda: NOW)
    with store._writing(), within(0.01), pytest.raises(StoreFault, match="others are still writing"):
        store.save(listener, Changes(welcomed=True), NOW)
    store.save(listener, Changes(welcomed=True), NOW)
    assert store.load(listener) == Memory(welcomed=True)


def test_a_file_that_was_moved_away_gives_place_to_an_empty_memory(tmp_path: Path, listener: Listener) -> None:
    path = tmp_path / "memory.sqlite"
    store = SqliteStore(path, clock=lambda: NOW)
    store.save(listener, Changes(finished=Manner.TENSE), NOW)
    for file in tmp_path.iterdir():
        file.rename(file.with_suffix(f"{file.suffix}.old"))
    assert store.load(listener) is None
    store.save(listener, Changes(welcomed=True), NOW)
    assert store.load(listener) == Memory(welcomed=True)


def test_a_store_that_is_over_leaves_one_file(tmp_path: Path, listener: Listener) -> None:
    store = SqliteStore(tmp_path / "memory.sqlite", clock=lambda: NOW)
    store.save(listener, Changes(welcomed=True), NOW)
    del store
    gc.collect()
    assert [file.name for file in tmp_path.iterdir()] == ["memory.sqlite"]


# Nothing may be lost; how long a busy machine lets them wait for each other is not what is tried.
WRITER = """
import sys
from pathlib import Path
from skill.practice.routine import Manner
from skill.store import sqlite
from skill.store.port import Changes, Listener
from skill.store.sqlite import SqliteStore

sqlite.BUSY = 60.0
folder, user, number, now = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
print("ready", flush=True)
for name in sys.stdin:
    store = SqliteStore(folder / name.strip())
    store.save(Listener(user, number), Changes(finished=Manner.TENSE), now)
    store.save(Listener(user), Changes(preferences={"minutes": 9}), now)
    print("written", flush=True)
"""


def test_several_processes_make_and_write_one_file_at_once(tmp_path: Path, listener: Listener) -> None:
    with ExitStack() as running:
        writers = [running.enter_context(writer(tmp_path, listener, number)) for number in range(4)]
        assert [answer(each) for each in writers] == ["ready"] * 4
        for number in range(20):
            name = f"{number}.sqlite"
            for each in writers:
                print(name, file=each.stdin, flush=True)
            assert [answer(each) for each in writers] == ["written"] * 4
            store = SqliteStore(tmp_path / name, clock=lambda: NOW)
            met = [store.load(Listener(listener.user, str(person))) for person in range(4)]
            assert met == [Memory(sessions=1, finished={Manner.TENSE: 1}, last=NOW)] * 4


def writer(folder: Path, listener: Listener, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(folder), listener.user, str(number), str(NOW)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
