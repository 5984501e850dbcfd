"""How a spoken line is declared: the fields of a dataclass, each with what it must contain."""

from enum import StrEnum
from typing import Any

from skill.practice.declaration import declare


def line(*placeholders: str, keys: str | tuple[StrEnum, ...] = "", asks: bool = False, **more: Any) -> Any:
    """Declare a line of content that uses exactly these placeholders.

    For a mapping, `keys` says which keys it must have; without it, every member of its enum. A line that asks ends
    with a question mark: it is the only kind after which Alexa may listen. `more` are further fields of Declaration.
    """
    return declare(placeholders=frozenset(placeholders), keys=keys, asks=asks, **more)


def varied(values: tuple[str, ...], turn: int) -> str:
    """Return one of several phrasings; successive turns never repeat one."""
    return values[turn % len(values)]
