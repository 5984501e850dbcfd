"""Faults in content/: what is wrong, and where."""

from typing import Any, NamedTuple

WHOLE = "(the whole file)"


class Fault(NamedTuple):
    """One thing that cannot be used."""

    file: str
    key: str
    reason: str
    """What is wrong, and the remedy where there is one."""

    def __str__(self) -> str:
        """Return the line that an author reads."""
        return f"{self.file}: {self.key}: {self.reason}"


class ContentError(Exception):
    """Content cannot be used; says every reason, one a line."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Partial(NamedTuple):
    """A file that is wrong in itself, in the place of its values."""

    values: Any
    """What can be read all the same, for its other faults to be told as well; None where nothing can."""
    faults: tuple[Fault, ...]
