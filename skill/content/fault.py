"""Faults in content/: what is wrong, and where."""

from typing import NamedTuple

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
