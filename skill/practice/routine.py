"""A routine: an ordered choice of muscle groups and the manner in which they are guided."""

from dataclasses import dataclass
from enum import StrEnum

from skill.practice.declaration import declare
from skill.practice.muscle_group import LONGEST_TENSION, Side
from skill.practice.name import Name

LONGEST_SILENCE = 600
"""Seconds, of any silence but a tension."""
MOST_CYCLES = 10
"""How often a group may come in one session."""


class Manner(StrEnum):
    """How a group is guided."""

    TENSE = "tense"
    GENTLE = "gentle"
    RELEASE_ONLY = "release_only"
    RECALL = "recall"
    COUNTING = "counting"


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
    quiet: tuple[int, int] = declare(most=LONGEST_SILENCE)
    """After the release of a first cycle."""
    later_quiet: tuple[int, int] = declare(most=LONGEST_SILENCE)
    """After the release of a later cycle."""
    breath: tuple[int, int] = declare(most=LONGEST_SILENCE)
    """After each number of a count."""
    final_quiet: tuple[int, int] = declare(most=LONGEST_SILENCE)
    """After the last group."""
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
    manner: Manner
    order: tuple[Step, ...]
    cycles: tuple[int, ...]
    """How often each group may come."""
    pacing: Pacing
    direction: Direction | None = None
    """The direction of its own order; None where that order follows no direction."""
    bedtime: bool = False
    """Asks nothing, wakes nobody, ends in silence; its later cycles are whole passes without tension."""
    brief: bool = False
    """Few words throughout, as its few minutes want it."""
    fixed: bool = False
    """Its order serves its purpose: a wish for a direction does not change it."""
    released: frozenset[str] = frozenset()
    """Groups of it that are only let go."""
    picked: bool = False
    """May be chosen when a listener names minutes alone."""

    def direction_for(self, wish: Direction | None) -> Direction | None:
        """Return the direction that it takes for a listener's wish; None is its own order."""
        return None if self.fixed else wish or self.direction
