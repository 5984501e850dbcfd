"""The one deadline of a turn: whatever is called meanwhile gets what is left of it."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let what is done inside have so many seconds, and no more than was left before."""
    outer = _ends.set(min(_ends.get(), monotonic() + seconds))
    try:
        yield
    finally:
        _ends.reset(outer)


def left() -> float:
    """Return how many seconds are left, 0 once it has passed; without a deadline, infinity."""
    return max(0.0, _ends.get() - monotonic())
