"""A stream: one session as sound, small enough for a token, and enough to put it together again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.practice.background import LONGEST_TAIL, Background
from skill.practice.spec import Spec, whole_number


@dataclass(frozen=True, slots=True)
class Stream:
    """What is played: a session over a background."""

    spec: Spec
    background: Background = Background.FLOOR
    tail: int = 0
    """Minutes of fading background after a bedtime plan; by day there are none."""

    def to_wire(self) -> dict[str, Any]:
        """Return plain JSON values; from_wire reads them back."""
        return {"spec": self.spec.to_wire(), "background": self.background.value, "tail": self.tail}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "Stream":
        """Read what to_wire wrote; raises KeyError, TypeError or ValueError on anything else."""
        return cls(Spec.from_wire(wire["spec"]), Background(wire["background"]), _tail(wire["tail"]))


def _tail(value: Any) -> int:
    if not 0 <= whole_number(value) <= LONGEST_TAIL:
        raise ValueError(f"{value} minutes are no tail")
    return int(value)
