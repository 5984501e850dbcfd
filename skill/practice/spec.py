"""A spec: what the listener asked for, small, and enough to rebuild the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from skill.practice.routine import Direction


class Pace(StrEnum):
    """How quickly a session goes; within the same minutes a slower pace means fewer words and more quiet."""

    SLOW = "slow"
    NORMAL = "normal"
    BRISK = "brisk"


class Detail(StrEnum):
    """How much is said for each group."""

    FULL = "full"
    BRIEF = "brief"


class Sides(StrEnum):
    """Whether arms and legs are tensed together or one after the other."""

    TOGETHER = "together"
    ONE_AT_A_TIME = "one_at_a_time"


class Posture(StrEnum):
    """How the listener is, where they have said it."""

    LYING = "lying"
    SEATED = "seated"


class Eyes(StrEnum):
    """Whether the eyes are closed or open, where the listener has said it."""

    CLOSED = "closed"
    OPEN = "open"


class Tension(StrEnum):
    """How much is tensed, whatever the routine."""

    USUAL = "usual"
    LIGHT = "light"
    PICTURED = "pictured"
    """Nothing moves: tensing is only pictured."""
    NONE = "none"
    """Each part is only let go."""


LONGEST = 40
"""Minutes; no session is longer."""
MOST_PRACTISED = 3
"""Finished sessions after which nothing more is left out of the explanations (docs/practice.md section 6.4)."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One session's wishes. None leaves direction and sides to the routine."""

    routine: str
    minutes: int
    direction: Direction | None = None
    pace: Pace = Pace.NORMAL
    detail: Detail = Detail.FULL
    sides: Sides | None = None
    skipped: frozenset[str] = frozenset()
    """Areas left out: "feet", or "feet/left" for one side."""
    imagined: frozenset[str] = frozenset()
    """Areas guided without moving them."""
    released: frozenset[str] = frozenset()
    """Areas that are only let go, without tensing them before."""
    only: frozenset[str] = frozenset()
    """Areas that alone are guided; none for all of the routine's."""
    posture: Posture | None = None
    eyes: Eyes | None = None
    tension: Tension = Tension.USUAL
    soft: bool = True
    """Whether a soft line may be said within a long quiet."""
    practised: int = 0
    """How many sessions of this manner were finished before, up to MOST_PRACTISED: the more, the less is explained."""
    seed: int = 0
    """Which phrasings are used, so that no two sessions are word for word the same: the sessions begun before."""

    def to_wire(self) -> dict[str, Any]:
        """Return plain JSON values; from_wire reads them back."""
        wire: dict[str, Any] = {
            "routine": self.routine,
            "minutes": self.minutes,
            "direction": self.direction and self.direction.value,
            "pace": self.pace.value,
            "detail": self.detail.value,
            "sides": self.sides and self.sides.value,
            "skipped": sorted(self.skipped),
            "imagined": sorted(self.imagined),
            "released": sorted(self.released),
            "seed": self.seed,
        }
        return wire | {name: value for name, value in self._later_wishes().items() if value is not None}

    def _later_wishes(self) -> dict[str, Any]:
        """Return what came with a later release, as it is written: not at all where nothing was wished."""
        return {
            "only": sorted(self.only) or None,
            "posture": self.posture and self.posture.value,
            "eyes": self.eyes and self.eyes.value,
            "tension": self.tension.value if self.tension is not Tension.USUAL else None,
            "soft": None if self.soft else False,
            "practised": self.practised or None,
        }

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "Spec":
        """Read what to_wire wrote; raises KeyError, TypeError or ValueError on anything else."""
        return cls(
            routine=str(wire["routine"]),
            minutes=_minutes(wire["minutes"]),
            direction=Direction(wire["direction"]) if wire["direction"] else None,
            pace=Pace(wire["pace"]),
            detail=Detail(wire["detail"]),
            sides=Sides(wire["sides"]) if wire["sides"] else None,
            skipped=areas(wire["skipped"]),
            imagined=areas(wire["imagined"]),
            released=areas(wire["released"]),
            seed=whole_number(wire["seed"]),
            only=areas(wire.get("only", [])),
            posture=Posture(wire["posture"]) if wire.get("posture") else None,
            eyes=Eyes(wire["eyes"]) if wire.get("eyes") else None,
            tension=Tension(wire.get("tension", Tension.USUAL)),
            soft=wire.get("soft") is not False,
            practised=min(MOST_PRACTISED, whole_number(wire.get("practised", 0))),
        )


def whole_number(value: Any) -> int:
    """Read a number from the wire; raises TypeError for anything else, such as true."""
    if type(value) is not int:
        raise TypeError(f"a whole number is expected, not {type(value).__name__}")
    return int(value)


def areas(value: Any) -> frozenset[str]:
    """Read a list of areas from the wire; raises TypeError for anything else, such as one word."""
    if not isinstance(value, list):
        raise TypeError(f"a list is expected, not {type(value).__name__}")
    return frozenset(map(str, value))


def _minutes(value: Any) -> int:
    if not 0 < whole_number(value) <= LONGEST:
        raise ValueError(f"{value} minutes are no session")
    return int(value)
