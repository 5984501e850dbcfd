"""A position: a place in a plan. Every move returns a new value."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from skill.practice.library import Library
from skill.practice.place import ENDING, Place
from skill.practice.plan import Plan, Segment


@dataclass(frozen=True, slots=True)
class Position:
    """A plan, and the segment that comes next or is being spoken."""

    plan: Plan
    index: int = 0

    @classmethod
    def at(cls, plan: Plan, place: Place) -> "Position":
        """Return the position at a place, or at the nearest to it that this plan has."""
        places = [segment.place for segment in plan.segments]
        for same in (_same_segment, _same_pass, _same_side, _same_group):
            for index, each in enumerate(places):
                if same(each, place):
                    return cls(plan, index)
        return cls(plan, max(1, min(place.order, len(places) - 1)))

    @property
    def segment(self) -> Segment:
        """The segment at this place."""
        return self.plan.segments[self.index]

    @property
    def place(self) -> Place:
        """Where this is."""
        return self.segment.place

    @property
    def seconds_left(self) -> float:
        """Seconds of the plan from the start of this segment to the end."""
        return self.plan.seconds - self.plan.starts[self.index]

    @property
    def at_ending(self) -> bool:
        """Whether all muscle groups are done."""
        return self.place.group == ENDING

    def heard(self, seconds: float) -> "Position":
        """Return the position where the voice is `seconds` after it began with this segment."""
        return self._to(self.plan.at(self.plan.starts[self.index] + max(0.0, seconds)))

    def next(self) -> "Position":
        """Return the position at the next muscle group (or the other side), whatever cycles remain of this."""
        for index in range(self.index + 1, len(self.plan.segments)):
            if not _same_side(self.plan.segments[index].place, self.place):
                return self._to(index)
        return self.ending()

    def previous(self) -> "Position":
        """Return the position at the muscle group before this one, in its first cycle of that visit."""
        before = self.repeat().index - 1
        return self._to(before).repeat() if before > 0 else self.first_group()

    def repeat(self) -> "Position":
        """Return the position at the first cycle of this group and side."""
        index = self.index
        while index > 0 and _same_side(self.plan.segments[index - 1].place, self.place):
            index -= 1
        return self._to(index)

    def start_over(self) -> "Position":
        """Return the position at its beginning."""
        return self._to(0)

    def first_group(self) -> "Position":
        """Return the position at its first muscle group, after the opening."""
        return self._to(1)

    def ending(self) -> "Position":
        """Return the position behind its last muscle group."""
        return self._to(len(self.plan.segments) - 1)

    def go_to(self, wish: str, library: Library) -> "Position | None":
        """Return the position at an area such as "shoulders" or "knees/left"; None if nothing of it is here.

        In this pass if it is there, else in a later one, else in an earlier one.
        """
        here = self.plan.segments[-2].place.cycle if self.at_ending else self.place.cycle
        found = [
            (place.cycle < here, abs(place.cycle - here), index)
            for index, place in self._places()
            if (group := library.groups.get(place.group)) and group.touches(place.side, wish, library.areas)
        ]
        return self._to(min(found)[-1]) if found else None

    def in_plan(self, plan: Plan) -> "Position":
        """Return the same place in another plan, or the next of this one's that the other has: never one before it."""
        there = {(segment.place.group, segment.place.cycle) for segment in plan.segments}
        left = (segment.place for segment in self.plan.segments[self.index :])
        return Position.at(plan, next(place for place in left if (place.group, place.cycle) in there))

    def _places(self) -> Iterator[tuple[int, Place]]:
        return ((index, segment.place) for index, segment in enumerate(self.plan.segments))

    def _to(self, index: int) -> "Position":
        return replace(self, index=index)


def _same_segment(one: Place, other: Place) -> bool:
    return _same_side(one, other) and one.cycle == other.cycle


def _same_pass(one: Place, other: Place) -> bool:
    return one.group == other.group and one.cycle == other.cycle


def _same_side(one: Place, other: Place) -> bool:
    return one.group == other.group and one.side == other.side


def _same_group(one: Place, other: Place) -> bool:
    return one.group == other.group
