"""Mutants of functions, tried within one session of pytest: what is slow to begin is begun once, for all of them.

Each is tried in a process forked from that session, where the function's code is swapped for the mutant's. What was
made by it before, as modules were imported and content was loaded, stays as the true code made it: a mutant that
survives here is tried afresh where its lines ran by then (see `Recording.is_early`).
"""

import ast
import functools
import gc
import importlib
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

import pytest

from tests.mutation import trials
from tests.mutation.mutants import Mutant
from tests.mutation.trials import TREE, Running

WARM = "tests/test_dialogues.py::"
"""Begins the id of a test that makes what most others need."""


@dataclass(frozen=True)
class Job:
    """A mutant, what its file is with it, and the tests to try it with."""

    mutant: Mutant
    source: bytes
    tests: list[str]
    limit: float
    """Seconds of the processor."""


Told = Callable[[Job, str | None, bool], None]
"""What is done with a job's outcome: which test failed, if any did, and whether time ran out."""


def outermost(mutant: Mutant, source: bytes) -> str:
    """Return the qualified name of the function that a mutant stands in, or of the one around that."""
    names: list[str] = []
    body: Sequence[ast.stmt] = ast.parse(source).body
    for name in mutant.function.split("."):
        names.append(name)
        found = [each for each in body if getattr(each, "name", None) == name and mutant.lines[0] >= each.lineno]
        if not isinstance(found[-1], ast.ClassDef):
            break
        body = found[-1].body
    return ".".join(names)


def swap(mutant: Mutant, source: bytes) -> bool:
    """Give the living function the mutant's code; return False where it can't be found or given."""
    name = outermost(mutant, source)
    module = importlib.import_module(mutant.file.removesuffix(".py").replace("/", "."))
    living = _living(module, name)
    code = _code(compile(source, str(TREE / mutant.file), "exec", dont_inherit=True), name)
    if living is None or code is None or living.__code__.co_freevars != code.co_freevars:
        return False
    living.__code__ = code
    return True


def _living(module: object, name: str) -> FunctionType | None:
    """Return a module's function by its qualified name, without what is wrapped around it."""
    found: Any = module
    for part in name.split("."):
        found = vars(found).get(part)
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    return found if isinstance(found, FunctionType) else None


def _code(code: CodeType, name: str) -> CodeType | None:
    """Return the code of a function within a module's."""
    for each in code.co_consts:
        if isinstance(each, CodeType):
            if each.co_qualname == name:
                return each
            if name.startswith(f"{each.co_qualname}.") and (found := _code(each, name)):
                return found
    return None


def forget() -> None:
    """Empty the caches of the skill's functions: what they keep was made by the true code."""
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith("skill."):
            each.cache_clear()


class Swapping:
    """As a plugin of pytest: instead of running the tests, try each mutant with its own, in a process forked for it."""

    def __init__(self, jobs: Sequence[Job], told: Told, processes: int = 1) -> None:
        """Take what is to be done, whom to tell, and in how many processes at once."""
        self.jobs, self.told, self.processes = jobs, told, processes
        self.failed: str | None = None

    def pytest_configure(self) -> None:
        trials.same_examples()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        by_id = {item.nodeid: item for item in session.items}
        warm = next(item for item in session.items if item.nodeid.startswith(WARM))
        other = next(item for item in session.items if item.path != warm.path)
        session.config.hook.pytest_runtest_protocol(item=warm, nextitem=other)
        assert self.failed is None, "a test fails without a mutant"
        assert threading.active_count() == 1, "threads don't survive a fork"
        gc.freeze()
        waiting: deque[tuple[Job, Running]] = deque()
        for job in self.jobs:
            if len(waiting) == self.processes:
                self._tell(*waiting.popleft())
            waiting.append((job, self._begin(job, [by_id[test] for test in job.tests if test in by_id])))
        for each in waiting:
            self._tell(*each)
        return True

    def _begin(self, job: Job, items: list[pytest.Item]) -> Running:
        def work() -> object:
            forget()
            if not swap(job.mutant, job.source):
                return False
            for item, following in zip(items, [*items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if self.failed:
                    break
            return self.failed

        return trials.begin(work, job.limit)

    def _tell(self, job: Job, running: Running) -> None:
        """Tell what became of a job; nothing where its function can't be swapped."""
        try:
            found = running.answer()
        except trials.OutOfTime:
            self.told(job, None, True)
        else:
            if found is not False:
                self.told(job, None if found is None else str(found), False)
