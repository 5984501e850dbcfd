"""Preferences: what is remembered because the listener wished it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from skill.practice.background import LONGEST_TAIL, Background
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Eyes, Pace, Posture, Sides, Tension, areas, whole_number


class CheckIns(StrEnum):
    """How often a session stops to ask whether to go on."""

    MORE = "more"
    DEFAULT = "default"
    NONE = "none"


class Volume(StrEnum):
    """How loud the guidance is, against Alexa's own volume."""

    SOFT = "soft"
    NORMAL = "normal"
    LOUD = "loud"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Standing wishes; None means that the listener has never said."""

    minutes: int | None = None
    """By day, and by night as long as no wish is made for that."""
    minutes_at_night: int | None = None
    direction: Direction | None = None
    pace: Pace | None = None
    detail: Detail | None = None
    sides: Sides | None = None
    check_ins: CheckIns | None = None
    skipped: frozenset[str] | None = None
    imagined: frozenset[str] | None = None
    released: frozenset[str] | None = None
    posture: Posture | None = None
    eyes: Eyes | None = None
    tension: Tension | None = None
    soft: bool | None = None
    """Whether a soft line may be said within a long quiet."""
    volume: Volume | None = None
    background: Background | None = None
    """What lies under the voice of a session that is played."""
    tail: int | None = None
    """Minutes that the background goes on, fading, after a bedtime session that is played."""

    def with_changes(self, wishes: Mapping[str, Any]) -> "Preferences":
        """Return these preferences with some of them changed; None takes a wish back.

        Of areas a mapping says what changes: True for a wish about an area, False to take it back.
        """
        return replace(self, **{name: self._changed(name, wish) for name, wish in wishes.items()})

    def _changed(self, name: str, wish: Any) -> Any:
        if name not in ABOUT_AREAS:
            return wish
        taken_back = {area for area, wished in wish.items() if not wished}
        return ((getattr(self, name) or frozenset()) | (wish.keys() - taken_back)) - taken_back or None

    def to_wire(self) -> dict[str, Any]:
        """Return plain JSON values, without the wishes never made."""
        return {name: plain(value) for name in NAMES if (value := getattr(self, name)) is not None}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "Preferences":
        """Read what to_wire wrote; a wish that cannot be read counts as never made."""
        return cls(**{name: _read(name, wire[name]) for name in NAMES if name in wire})


def _tail(value: Any) -> int:
    if not 0 <= whole_number(value) <= LONGEST_TAIL:
        raise ValueError(f"{value} minutes are no tail")
    return int(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"true or false is expected, not {type(value).__name__}")
    return value


ABOUT_AREAS = ("skipped", "imagined", "released")
"""The wishes that an area can have; each is a set of areas, which change one by one."""

NAMES = tuple(field.name for field in fields(Preferences))

_READERS: dict[str, Callable[[Any], Any]] = {
    "minutes": whole_number,
    "minutes_at_night": whole_number,
    "direction": Direction,
    "pace": Pace,
    "detail": Detail,
    "sides": Sides,
    "check_ins": CheckIns,
    "skipped": areas,
    "imagined": areas,
    "released": areas,
    "posture": Posture,
    "eyes": Eyes,
    "tension": Tension,
    "soft": _flag,
    "volume": Volume,
    "background": Background,
    "tail": _tail,
}


def plain(value: Any) -> Any:
    """Return one wish as a JSON value."""
    if isinstance(value, frozenset):
        return sorted(value)
    return value.value if isinstance(value, StrEnum) else value


def _read(name: str, value: Any) -> Any:
    try:
        return _READERS[name](value)
    except (TypeError, ValueError):
        return None
