"""A routine: an ordered choice of muscle groups and the manner in which they are guided."""

from dataclasses import dataclass
from enum import StrEnum

from skill.practice.declaration import declare
from skill.practice.muscle_group import LONGEST_TENSION, Side
from skill.practice.name import Name

LONGEST_SILENCE = 600
"""Seconds, of any silence but a tension."""
SHORTEST_QUIET = 5
"""Seconds, in which one can notice anything at all, or breathe out."""
COUNTED = 10
"""How far a count goes."""


class Manner(StrEnum):
    """How a group is guided."""

    TENSE = "tense"
    GENTLE = "gentle"
    PICTURE = "picture"
    """Tensing is only pictured."""
    RELEASE_ONLY = "release_only"
    REST = "rest"
    """The part is named, with a word or nothing."""
    RECALL = "recall"
    COUNTING = "counting"


TENSING = (Manner.TENSE, Manner.GENTLE)
UNTENSED = (Manner.RELEASE_ONLY, Manner.RECALL, Manner.COUNTING)


class Direction(StrEnum):
    """Which end of the body comes first."""

    FEET_TO_HEAD = "feet_to_head"
    HEAD_TO_FEET = "head_to_feet"


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a routine's order; without a side it means whatever the listener's wish is."""

    group: str
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Pacing:
    """Shortest and longest seconds of each kind of silence (docs/practice.md section 2.3)."""

    settling: tuple[int, int] = declare(most=LONGEST_SILENCE)
    """After the opening."""
    quiet: tuple[int, int] = declare(least=SHORTEST_QUIET, most=LONGEST_SILENCE)
    """After each group of the first pass."""
    later_quiet: tuple[int, int] = declare(least=SHORTEST_QUIET, most=LONGEST_SILENCE)
    """After each group of a later pass."""
    rest_quiet: tuple[int, int] = declare(least=SHORTEST_QUIET, most=LONGEST_SILENCE)
    """After a part that was only named."""
    breath: tuple[int, int] = declare(least=SHORTEST_QUIET, most=LONGEST_SILENCE)
    """After each number of a count."""
    final_quiet: tuple[int, int] = declare(most=LONGEST_SILENCE)
    """After the last group, within its share."""
    final_share: tuple[int, int] = declare(most=100, what="percent")
    """Of the whole session, in percent; the shortest final quiet and the longest win over it."""
    waking: tuple[int, int] = declare(most=LONGEST_SILENCE)
    """Between the waking-up lines."""
    tension: tuple[int, int] = declare(most=LONGEST_TENSION)
    """No hold lies outside of it, whatever the group's own range."""


@dataclass(frozen=True, slots=True)
class Routine:
    """A form of the practice, as an author declares it in content/routines.yaml."""

    key: str
    name: Name
    """As spoken after the minutes: "ten minutes of {name}"."""
    passes: tuple[Manner, ...]
    """What it consists of: the more minutes, the more of them are taken, in this order."""
    order: tuple[Step, ...]
    pacing: Pacing
    direction: Direction | None = None
    """The direction of its own order; None where that order follows no direction."""
    bedtime: bool = False
    """Asks nothing, wakes nobody, ends in silence."""
    brief: bool = False
    """Few words throughout, as its few minutes want it."""
    fixed: bool = False
    """Its order serves its purpose: a wish for a direction does not change it."""
    released: frozenset[str] = frozenset()
    """Groups of it that are only let go."""
    picked: bool = False
    """May be chosen when a listener names minutes alone."""
    numbered: bool = False
    """Its name says how many parts it has, which is true only where none is left out."""

    @property
    def manner(self) -> Manner:
        """How it begins, which is what it is counted as."""
        return self.passes[0]

    def direction_for(self, wish: Direction | None) -> Direction | None:
        """Return the direction that it takes for a listener's wish; None is its own order."""
        return None if self.fixed else wish or self.direction

    def pass_kind(self, number: int) -> str:
        """Return the kind of quiet that a pass has, the first being 1."""
        if self.passes[number - 1] is Manner.REST:
            return "rest_quiet"
        return "quiet" if number == 1 else "later_quiet"
