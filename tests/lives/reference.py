"""The reference: where a listener is by what was heard and asked for, in as few words as it can be said."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from skill.practice.library import Library
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.plan import Plan
from skill.practice.preferences import Preferences
from skill.practice.spec import Pace

BLUR = 3.0
"""Seconds around the beginning of a part in which it may be either: requests tell whole seconds."""
ANSWERING = 15
"""Seconds before the end of what is said in which "yes" may be the answer already."""


@dataclass(frozen=True)
class Track:
    """A session: segments of a plan that are being spoken, or where it stands with nothing being spoken."""

    plan: Plan = field(repr=False)
    made_by: str
    first: int
    run: int
    """When it was begun or taken up, in epoch seconds."""
    at: float
    times: tuple[float, ...] = ()
    """When each of the segments from the first on begins."""
    until: float = 0.0
    fresh: bool = False
    """It stands before a part that hasn't been begun."""
    wished: Pace | None = None
    """Told while it is paused."""
    counted: bool = False
    """It was paused in its closing rest, with which it counts as finished."""

    @property
    def pace(self) -> Pace:
        """The pace at which it goes on."""
        return self.wished or self.plan.spec.pace

    @property
    def upto(self) -> int:
        """The segment that comes after those that are spoken; the ending where none does."""
        return min(self.first + len(self.times), len(self.plan.segments) - 1)

    @property
    def closes(self) -> bool:
        """Whether nothing comes after what is spoken."""
        return bool(self.times) and self.first + len(self.times) >= len(self.plan.segments)

    @property
    def is_counted(self) -> bool:
        """Whether it counts as finished already."""
        return self.closes or self.counted

    def at_border(self, now: float) -> set[bool]:
        """Whether what comes next hasn't been begun; both, where that isn't sure."""
        if not self.times:
            return {self.fresh}
        return {now >= self.until - BLUR, now >= self.until + BLUR}

    def here(self, now: float, made_by: str) -> set[int]:
        """Return the segments in which the voice may be, or where it stands."""
        if not self.times:
            return {self.first}
        # What closed by itself is over: who is still awake begins it anew.
        found = {self.first if self.closes else self.upto} if now >= self.until - BLUR else set[int]()
        if now < self.until + BLUR:
            ends = (*self.times[1:], self.until)
            passing = zip(self.times, ends, strict=True)
            inside = {self.first + k for k, (a, b) in enumerate(passing) if a - BLUR <= now <= b + BLUR}
            # By other content no second counts: it is where what was being said had begun.
            found |= (inside or {self.first}) if made_by == self.made_by else {self.first}
        return found

    def left(self, now: float) -> float:
        """Return the seconds to the end, as it goes."""
        index = self.upto if self.times else self.first
        ahead = max(0.0, self.until - max(now, self.at)) if self.times else 0.0
        return ahead + (0.0 if self.closes else self.plan.seconds - self.plan.starts[index])

    def stand(self, index: int, now: float, *, fresh: bool = False) -> "Track":
        """Return it standing at a segment."""
        return replace(self, first=index, at=now, times=(), until=0.0, fresh=fresh)


def same_part(one: Place, other: Place) -> bool:
    """Whether two places are at the same part and side, in whatever cycle."""
    return (one.group, one.side) == (other.group, other.side)


def next_part(plan: Plan, index: int) -> int:
    """Return the segment of the next part."""
    later = range(index + 1, len(plan.segments))
    here = plan.segments[index].place
    return next((each for each in later if not same_part(plan.segments[each].place, here)), len(plan.segments) - 1)


def first_of(plan: Plan, index: int) -> int:
    """Return the first of the segments in a row that are at the same part."""
    while index > 0 and same_part(plan.segments[index - 1].place, plan.segments[index].place):
        index -= 1
    return index


def part_before(plan: Plan, index: int) -> int:
    """Return the segment of the part before; the first part has none before it."""
    return max(1, first_of(plan, max(1, first_of(plan, index) - 1)))


def arrived(before: Plan, index: int, after: Plan, library: Library) -> set[tuple[str, str, int]]:
    """Return where another plan takes a place up: there, or at the next part that it has.

    By other content, or in other minutes, a part may have gone from a later pass: any pass of it will do then. Of a
    part that content has no more only its number is known, which another part may have come before meanwhile.
    """
    there = [_key(each.place) for each in after.segments]
    parts = {key[0] for key in there}
    gone = before.spec == after.spec and before.segments[index].place.group not in parts
    numbered = {there[max(1, min(index, len(there) - 1))]} if gone else set[tuple[str, str, int]]()
    for segment in before.segments[index:]:
        key = _key(segment.place)
        if key in there:
            return {key} | numbered
        if segment.place.group in parts and segment.place.group in library.groups:
            return {each for each in there if each[0] == segment.place.group}
    return {there[-1]} | numbered


def keys(plan: Plan) -> Iterator[tuple[str, str, int]]:
    """Yield what names each segment."""
    return (_key(each.place) for each in plan.segments)


def _key(place: Place) -> tuple[str, str, int]:
    return place.group, place.side.value, 1 if place.group in (OPENING, ENDING) else place.cycle


@dataclass
class Known:
    """What must be remembered of somebody."""

    since: int | None = None
    wishes: Preferences = field(default_factory=Preferences)
    place: Track | None = None
    settled: int = 0
    """The latest run that has kept a place, or finished."""
    finished: float = 0.0
    """When a session was finished last."""


@dataclass
class Talk:
    """An open session on a device."""

    person: str | None
    began: int
    wishes: Preferences
    kept: Track | None
    track: Track | None = None
    question: str = ""
    until: float = 0.0
    """When the last answer will have been said."""
