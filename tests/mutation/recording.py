"""Which tests run which line, and how long each takes: recorded once for each file of tests, by coverage."""

import hashlib
import json
import signal
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import pytest
from coverage import Coverage
from coverage.numbits import nums_to_numbits, register_sqlite_functions

from tests.mutation import trials
from tests.mutation.trials import ROOT, TREE, WORK

FOLDERS = (
    "tests/practice",
    "tests/handlers",
    "tests/store",
    "tests/app",
    "tests/content",
    "tests/alexa",
    "tests/test_dialogues.py",
)
SLOW = 3.0
"""Seconds of the processor after which a test is given up: with mutants, too, it would take too long."""
FILES = 6
"""Of tests, that are recorded at once."""
SERVED, STARTING = ("[template", "[dynalite"), 5.0
"""Ids of tests that need a server, and the seconds that it takes to start: the first test of it alone has them."""
LONG = 3600.0
"""Seconds of the processor that recording a folder may take."""


class TooSlow(BaseException):
    """A test takes too long to be tried with mutants; nothing but pytest catches it."""


def _give_up(_: int, frame: FrameType | None) -> None:
    """Break off a test, but never what may hold a lock: the signal comes again until it meets our own code."""
    if frame and frame.f_code.co_filename.startswith(str(TREE)):
        raise TooSlow


class Recorder:
    """As a plugin of pytest: tell coverage which test runs, and keep how long each that passed took."""

    def __init__(self, coverage: Coverage) -> None:
        self.coverage = coverage
        self.seconds: dict[str, float] = {}
        self.others: set[str] = set()

    def pytest_configure(self) -> None:
        trials.same_examples()
        signal.signal(signal.SIGPROF, _give_up)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the properties that ask for many examples: they take longest."""
        asked = "_hypothesis_internal_use_settings"
        items[:] = [
            item
            for item in items
            if getattr(getattr(getattr(item, "obj", None), asked, None), "max_examples", 0) <= trials.EXAMPLES
        ]

    def pytest_collection_finish(self) -> None:
        from tests import strategies  # the copy's

        strategies.content()  # no test's: it is loaded once for all

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.coverage.switch_context(item.nodeid)
        began = time.process_time()
        done = yield
        self.seconds[item.nodeid] = time.process_time() - began
        self.coverage.switch_context("")
        return done

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        signal.setitimer(signal.ITIMER_PROF, SLOW, 0.05)
        try:
            return (yield)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if not report.passed:
            self.others.add(report.nodeid)


@dataclass(frozen=True)
class Recording:
    """What was recorded of every folder."""

    seconds: dict[str, float]
    """Of the processor, by test."""
    databases: tuple[Path, ...]
    digest: str
    """Of the tests, and of the code that they run."""

    def tests_of(self, file: str, lines: Iterable[int]) -> set[str]:
        """Return the tests that run any of these lines."""
        return {test for test in self._contexts(file, lines) if test in self.seconds}

    def _contexts(self, file: str, lines: Iterable[int]) -> set[str]:
        numbers, found = nums_to_numbits(lines), set[str]()
        for database in self.databases:
            with sqlite3.connect(database) as connection:
                register_sqlite_functions(connection)
                rows = connection.execute(
                    "select distinct context.context from line_bits join file on file.id = file_id"
                    " join context on context.id = context_id where file.path = ?"
                    " and numbits_any_intersection(numbits, ?)",
                    (str(TREE / file), numbers),
                )
                found.update(test for (test,) in rows)
        return found

    def is_early(self, file: str, lines: Iterable[int]) -> bool:
        """Whether any of these lines runs before the tests: as something is imported, or content is loaded."""
        return "" in self._contexts(file, lines)

    def alone(self, test: str) -> float:
        """Return how long a test takes where nothing is there yet."""
        served = any(each in test for each in SERVED)
        return max(self.seconds[test], STARTING) if served else self.seconds[test]

    def some(self, folders: tuple[str, ...], most: float) -> list[str]:
        """Return tests of folders by chance, always the same, up to so many seconds together."""
        tests = sorted(test for test in self.seconds if test.startswith(folders) and not any(s in test for s in SERVED))
        chosen, together = list[str](), 0.0
        for test in Random(0).sample(tests, len(tests)):
            together += self.seconds[test]
            if together > most:
                break
            chosen.append(test)
        return chosen

    def in_order(self, tests: Iterable[str], most: float) -> list[str]:
        """Return tests from the quickest to the slowest, up to so many seconds together."""
        chosen, together = list[str](), 0.0
        for test in sorted(tests, key=lambda each: (self.alone(each), each)):
            together += self.seconds[test]
            if together > most and chosen:
                break
            chosen.append(test)
        return chosen


def record(afresh: bool = False) -> Recording:
    """Return what was recorded; record the tests that are new or changed, or all where the skill is changed."""
    kept = WORK / "recorded.json"
    known: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() and not afresh else {}
    skill = _digest((ROOT / "skill").rglob("*.py"))
    if known.get("skill") != skill:
        known = {"skill": skill, "files": {}, "databases": []}
    there = {
        str(file.relative_to(ROOT)): _digest(_within(file)) for folder in FOLDERS for file in _tests(ROOT / folder)
    }
    known["files"] = {file: told for file, told in known["files"].items() if there.get(file) == told["digest"]}
    for folder in FOLDERS:
        changed = [file for file in there if file.startswith(folder) and file not in known["files"]]
        for new in (changed[first : first + FILES] for first in range(0, len(changed), FILES)):
            began = time.monotonic()
            database = WORK / f"{len(known['databases'])}.coverage"
            seconds = _recorded(new, database)
            for file in new:
                passed = {test: taken for test, taken in seconds.items() if test.startswith(f"{file}::")}
                known["files"][file] = {"digest": there[file], "seconds": passed}
            known["databases"].append(str(database))
            kept.write_text(json.dumps(known))
            print(f"{folder}: {len(seconds)} tests recorded in {time.monotonic() - began:.0f} s", flush=True)
    every = {test: taken for told in known["files"].values() for test, taken in told["seconds"].items()}
    told = hashlib.sha256(json.dumps(sorted(there.items())).encode()).hexdigest()
    return Recording(every, tuple(map(Path, known["databases"])), told[:16])


def _tests(folder: Path) -> list[Path]:
    return sorted(folder.rglob("test_*.py")) if folder.is_dir() else [folder]


def _within(file: Path) -> list[Path]:
    """Return what a file of tests is made of: itself, and the dialogues that it plays."""
    return [file, *((file.parent / "dialogues").glob("*.yaml") if file.stem == "test_dialogues" else ())]


def _digest(files: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for file in sorted(files):
        whole.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return whole.hexdigest()


def _recorded(files: Sequence[str], database: Path) -> dict[str, float]:
    """Run tests, and return the seconds of those that passed in time; coverage's data goes into the database."""
    database.unlink(missing_ok=True)
    told = database.with_suffix(".json")

    def work() -> object:
        coverage = Coverage(data_file=str(database), include=[str(TREE / "skill" / "*")], config_file=False)
        recorder = Recorder(coverage)
        coverage.start()
        trials.run_pytest(files, recorder)
        coverage.stop()
        coverage.save()
        passed = {test: taken for test, taken in recorder.seconds.items() if test not in recorder.others}
        told.write_text(json.dumps(passed))  # too long for a pipe
        return True

    trials.apart(work, LONG)
    seconds: dict[str, float] = json.loads(told.read_text())
    return seconds
