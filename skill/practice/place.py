"""A place: where in a plan a listener is, named so that it survives changed content."""

from dataclasses import dataclass
from typing import Any

from skill.practice.muscle_group import Side
from skill.practice.spec import whole_number

OPENING = "opening"
ENDING = "ending"


@dataclass(frozen=True, slots=True)
class Place:
    """One segment, by muscle group, side and cycle; OPENING and ENDING stand for what surrounds the groups."""

    group: str
    side: Side = Side.BOTH
    cycle: int = 1
    order: int = 0
    """How many segments came before it when it was taken: a hint for when its group is no longer there."""

    def to_wire(self) -> list[Any]:
        """Return plain JSON values; from_wire reads them back."""
        return [self.group, self.side.value, self.cycle, self.order]

    @classmethod
    def from_wire(cls, wire: list[Any]) -> "Place":
        """Read what to_wire wrote; raises TypeError or ValueError on anything else."""
        group, side, cycle, order = wire
        return cls(str(group), Side(side), whole_number(cycle), whole_number(order))
