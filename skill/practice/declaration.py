"""What a value of content must be besides its type: declared with the field that holds it, checked where it is read."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field
from enum import StrEnum
from math import inf
from typing import Any

DECLARED = "declared"
"""The key of a field's metadata."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a value, or each value of a list or mapping, must be."""

    placeholders: frozenset[str] = frozenset()
    """A line uses exactly these."""
    may_use: tuple[str, ...] = ()
    """A line may use these too."""
    asks: bool = False
    """A line ends with a question mark: after no other may Alexa listen."""
    spoken: bool = True
    least: float = -inf
    most: float = inf
    """Bounds of a number."""
    fewest: int = 1
    """Entries of a list."""
    again: bool = False
    """A list may have the same entry again."""
    keys: str | tuple[StrEnum, ...] = ""
    """The keys of a mapping: members of an enum, or those of a part of content, such as "groups"."""
    by_word: bool = False
    """The keys of a mapping are words as they are written, not names."""
    partly: bool = False
    """A mapping needs not all of its keys."""
    among: str = ""
    """A key of this part of content."""
    form: str = ""
    """The regular expression that a value fits as a whole."""
    what: str = ""
    """What is expected, for whoever wrote something else."""
    remedy: str = ""
    """What to write where a value is missing, or names nothing."""


PLAIN = Declaration()


def declare(default: Any = MISSING, *, factory: Any = MISSING, **what: Any) -> Any:
    """Declare a field, with a default or what makes one; `what` are the fields of Declaration."""
    metadata = {DECLARED: Declaration(**what)}
    if factory is not MISSING:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


def declared(metadata: Mapping[Any, Any]) -> Declaration:
    """Return what was declared with a field."""
    declaration: Declaration = metadata.get(DECLARED, PLAIN)
    return declaration
