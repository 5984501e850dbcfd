"""How a spoken line is declared: the fields of a dataclass, each with what it must contain."""

from dataclasses import field
from enum import StrEnum
from typing import Any


def line(*placeholders: str, of: tuple[StrEnum, ...] = ()) -> Any:
    """Declare a line of content that uses exactly these placeholders.

    For a mapping, `of` names the keys that it must have; without it, every member of its enum.
    """
    return field(metadata={"placeholders": frozenset(placeholders), "of": of})


def varied(values: tuple[str, ...], turn: int) -> str:
    """Return one of several phrasings; successive turns never repeat one."""
    return values[turn % len(values)]
