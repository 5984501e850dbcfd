"""The same rules for files outside content/, such as the sentences of the interaction model and the store's listing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from skill.content import checks
from skill.content.fault import ContentError, Fault
from skill.content.reader import Reader


@contextmanager
def noting(faults: list[Fault]) -> Iterator[None]:
    """Add to a list what is wrong within, and go on after it."""
    try:
        yield
    except ContentError as error:
        faults.extend(error.faults)


def check_keys(raw: Any, wanted: Iterable[str], file: str, at: str = "", optional: Iterable[str] = ()) -> None:
    """Raise ContentError unless a mapping has exactly the wanted keys, and at most the optional ones besides."""
    reader = Reader(file)
    reader.keys(raw, wanted, at, optional)
    reader.close()


def check_text(value: Any, file: str, key: str) -> str:
    """Return the value if it is words that can be spoken; raises ContentError."""
    reader = Reader(file)
    words = reader.value(str, value, key)
    reader.close()
    return str(words)


def read_placeholders(value: str, file: str, key: str) -> frozenset[str]:
    """Return the names in braces; raises ContentError where braces don't match."""
    try:
        return frozenset(checks.placeholders(value))
    except ValueError as reason:
        raise ContentError(Fault(file, key, str(reason))) from None
