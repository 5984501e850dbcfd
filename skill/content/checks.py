"""Checks the facts of content/routines.yaml, one value at a time; every fault names the key and the reason."""

from collections.abc import Mapping
from typing import Any

from skill.content.lines import ContentError, check_keys

ROUTINES = "routines.yaml"


def keys(raw: Any, at: str, wanted: Any, optional: Any = ()) -> Mapping[str, Any]:
    """Return a mapping that has exactly these keys, and at most the optional ones besides."""
    check_keys(raw, wanted, ROUTINES, at, optional)
    known: Mapping[str, Any] = raw
    return known


def whole(value: Any, at: str, least: int, most: int) -> int:
    """Return a whole number between two bounds."""
    if type(value) is int and least <= value <= most:
        return int(value)
    raise fault(at, f"a whole number from {least} to {most} is expected here")


def number(value: Any, at: str, least: float, most: float) -> float:
    """Return a number between two bounds."""
    if type(value) in (int, float) and least <= value <= most:
        return float(value)
    raise fault(at, f"a number from {least:g} to {most:g} is expected here")


def flag(value: Any, at: str) -> bool:
    """Return true or false."""
    if isinstance(value, bool):
        return value
    raise fault(at, "true or false is expected here, without quotes")


def listed(value: Any, at: str) -> list[Any]:
    """Return a list that has something in it."""
    if isinstance(value, list) and value:
        return value
    raise fault(at, "a list in [brackets] is expected here")


def one_of(kind: Any, value: Any, at: str) -> Any:
    """Return the member of an enum, or the entry of a collection, that is named."""
    if isinstance(value, str) and value in set(kind):
        return kind(value) if isinstance(kind, type) else value
    raise fault(at, f"one of {', '.join(kind)} is expected here, not {value!r}")


def seconds(ends: Any, at: str, most: int) -> tuple[int, int]:
    """Return the shortest and the longest of a silence."""
    match ends:
        case [int(low), int(high)] if 0 <= low <= high <= most:
            return low, high
    raise fault(at, f"two whole numbers of seconds are expected here, the shorter first, {most} at most")


def fault(at: str, reason: str) -> ContentError:
    """Return the fault of a key in the file."""
    return ContentError(ROUTINES, at, reason)
