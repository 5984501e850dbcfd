"""How a spoken line is declared: the fields of a dataclass, each with what it must contain."""

from dataclasses import field
from enum import StrEnum
from typing import Any


def line(*placeholders: str, of: tuple[StrEnum, ...] = (), asks: bool = False) -> Any:
    """Declare a line of content that uses exactly these placeholders.

    For a mapping, `of` names the keys that it must have; without it, every member of its enum.
    A line that asks ends with a question mark: it is the only kind after which Alexa may listen.
    """
    return field(metadata={"placeholders": frozenset(placeholders), "of": of, "asks": asks})


def varied(values: tuple[str, ...], turn: int) -> str:
    """Return one of several phrasings; successive turns never repeat one."""
    return values[turn % len(values)]
