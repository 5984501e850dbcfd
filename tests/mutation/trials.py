"""Trials: tests run in a copy of the checkout, each time in a process forked for it; the checkout is never touched.

What is foreign and slow to import is imported once, before; the skill and its tests are imported afresh each time.
"""

import contextlib
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "build" / "mutation"
TREE = WORK / "tree"
SLOW_TO_IMPORT = (
    "ask_sdk_core",
    "ask_sdk_model",
    "boto3",
    "botocore",
    "hassil",
    "hypothesis",
    "joblib",
    "moto",
    "sklearn.linear_model",
    "starlette",
    "uvicorn",
    "yaml",
    "aws_lambda_powertools",
    "prompt_toolkit",
    "flask",
    "xdist",
)
OURS = ("skill", "tests", "infra")
HUNG = 15
"""Times as many seconds of the clock as of the processor, after which a trial hangs."""

EXAMPLES = 20
"""Of each property that doesn't say how many itself: fewer than in a run of the tests."""

Work = Callable[[], object]
"""What is done in the process of its own; it returns what JSON can say."""


class OutOfTime(Exception):
    """It took more seconds of the processor than it may, or hung."""


def copy_checkout() -> None:
    """Make the copy, or bring it up to date."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.splitlines()
    files = {name for name in listed if (ROOT / name).is_file()}
    for there in [*TREE.glob("skill/**/*.py"), *TREE.glob("tests/**/*.py"), *TREE.glob("tests/**/*.yaml")]:
        if str(there.relative_to(TREE)) not in files:
            there.unlink()
    for name in sorted(files):
        here, there = ROOT / name, TREE / name
        if not there.exists() or there.read_bytes() != here.read_bytes():
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(here, there)
    trained = TREE / "build" / "understanding"  # what is slow to make, and made of no code that is mutated
    trained.parent.mkdir(exist_ok=True)
    (ROOT / "build" / "understanding").mkdir(parents=True, exist_ok=True)
    if not trained.exists():
        trained.symlink_to(ROOT / "build" / "understanding")


@contextlib.contextmanager
def replaced(file: str, source: bytes) -> Iterator[None]:
    """Have other source in a file of the copy meanwhile."""
    there = TREE / file
    true = there.read_bytes()
    try:
        _write(there, source)
        yield
    finally:
        _write(there, true)


def _write(there: Path, source: bytes) -> None:
    there.write_bytes(source)
    for compiled in (there.parent / "__pycache__").glob(f"{there.stem}.*"):
        compiled.unlink()  # its time is kept in whole seconds: it might pass for this source's


def prepare() -> None:
    """Import what every trial would import itself, and which isn't ours."""
    for name in SLOW_TO_IMPORT:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)


def apart(work: Work, seconds: float) -> object:
    """Return what work returns in a process of its own, which has the copy and nothing of the checkout.

    Raises as `forked` does.
    """

    def within() -> object:
        _enter()
        return work()

    return forked(within, seconds)


def forked(work: Work, seconds: float) -> object:
    """Return what work returns in a process of its own; raises as `Running.answer` does."""
    return begin(work, seconds).answer()


def begin(work: Work, seconds: float) -> "Running":
    """Begin work in a process of its own, which may take so many seconds of the processor."""
    told, telling = os.pipe()
    sys.stdout.flush()
    process = os.fork()
    if not process:
        try:
            os.setsid()
            used = resource.getrusage(resource.RUSAGE_SELF)
            limit = int(seconds + used.ru_utime + used.ru_stime) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 10))
            os.write(telling, json.dumps(work()).encode())
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)
    os.close(telling)
    return Running(process, told, time.monotonic() + HUNG * seconds)


@dataclass(frozen=True)
class Running:
    """Work that goes on in a process of its own."""

    process: int
    told: int
    """The pipe through which it tells what it returns."""
    until: float
    """When it hangs, by the clock."""

    def answer(self) -> object:
        """Wait for what work returns.

        Raises OutOfTime where it took too many seconds, ChildProcessError where the process died.
        """
        with os.fdopen(self.told, "rb") as words:
            status = self._ended()
            if status is None or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
                raise OutOfTime
            if not (answer := words.read()):
                raise ChildProcessError(f"it died with status {status}; {WORK / 'log'} has its words")
        return json.loads(answer)

    def _ended(self) -> int | None:
        """Return how the process ended; None where it hung."""
        try:
            while time.monotonic() < self.until:
                done, status = os.waitpid(self.process, os.WNOHANG)
                if done:
                    return status
                time.sleep(0.02)
            return None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process, signal.SIGKILL)  # it, or what it left behind
            with contextlib.suppress(ChildProcessError):
                os.waitpid(self.process, 0)


def _enter() -> None:
    """Become a process of the copy, as a fresh one but for what is imported already."""
    log = os.open(WORK / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    os.chdir(TREE)
    sys.path[:] = [str(TREE), *(each for each in sys.path if Path(each).resolve() != ROOT)]
    for name in [*sys.modules]:
        if name.partition(".")[0] in OURS:
            del sys.modules[name]
    importlib.invalidate_caches()


class Chosen:
    """As a plugin of pytest: run these tests alone, in this order, with the same examples each time."""

    def __init__(self, tests: Sequence[str]) -> None:
        """Choose them by their ids."""
        self.order = {test: index for index, test in enumerate(tests)}
        self.failed: str | None = None

    def pytest_configure(self) -> None:
        same_examples()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        wanted = [item for item in items if item.nodeid in self.order]
        items[:] = sorted(wanted, key=lambda item: self.order[item.nodeid])

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed = self.failed or report.nodeid


def same_examples() -> None:
    """Have hypothesis try the same few examples each time, and not shrink what fails."""
    steady = settings(
        settings.get_profile("project"),
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=(Phase.explicit, Phase.generate),
    )
    settings.register_profile("mutation", steady)
    settings.load_profile("mutation")


def run_pytest(paths: Sequence[str], plugin: object, *options: str) -> int:
    """Run pytest within this process, without workers."""
    quiet = ["-q", "--no-header", "--tb=line", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
    return int(pytest.main(["-n0", "-p", "no:cacheprovider", *quiet, *options, *paths], plugins=[plugin]))


def first_failure(tests: Sequence[str], seconds: float) -> str | None:
    """Return which of these tests fails first in the copy, or None where all pass; raises as `apart` does."""

    def work() -> object:
        chosen = Chosen(tests)
        ended = run_pytest(list(dict.fromkeys(test.partition("::")[0] for test in tests)), chosen, "-x")
        if ended == pytest.ExitCode.NO_TESTS_COLLECTED:
            raise LookupError("none of these tests is there")
        if ended not in (0, 1, 2):
            return "the tests can't be begun"
        return chosen.failed

    found = apart(work, seconds)
    return None if found is None else str(found)
