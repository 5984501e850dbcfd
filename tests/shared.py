"""What is made once for all processes that run the tests: they come one at a time, and the first makes it."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one process in at a time."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder of that name, made by whoever needs it first in this run of the tests."""
    base = factory.getbasetemp()
    root = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = root / name
    with alone(root / f"{name}.lock"):
        if not folder.exists():
            unfinished = Path(mkdtemp(dir=root))
            make(unfinished)
            unfinished.rename(folder)
    return folder
