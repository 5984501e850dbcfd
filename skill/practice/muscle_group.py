"""A muscle group: one area of the body and the words that guide it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from skill.practice.name import Name

LONGEST_TENSION = 10
"""Seconds; nothing is ever tensed for longer (docs/practice.md section 1.4)."""


class Side(StrEnum):
    """Which side of the body a cue speaks of; groups on the midline are always BOTH."""

    BOTH = "both"
    RIGHT = "right"
    LEFT = "left"


class Caution(StrEnum):
    """What somebody is warned of before a tension that could do harm (docs/practice.md section 3.1)."""

    CRAMP = "cramp"
    LENSES = "lenses"
    JAW = "jaw"


class Region(StrEnum):
    """The large parts of the body; a check-in falls between two of them where it can."""

    LEGS = "legs"
    MIDDLE = "middle"
    ARMS = "arms"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the body as people name it: a muscle group, or what several share, such as a knee."""

    key: str
    parts: frozenset[str]
    """The smallest muscle groups that it is made of, or that move it."""
    names: Mapping[Side, Name]


@dataclass(frozen=True, slots=True)
class MuscleGroup:
    """One area: where it is, how long it may be tensed (docs/practice.md section 7), and what is said of it."""

    key: str
    region: Region
    paired: bool
    tension: tuple[int, int]
    """Shortest and longest hold in seconds."""
    parts: frozenset[str]
    """The smallest groups that it is made of: itself, or for a whole leg feet, calves and thighs."""
    names: Mapping[Side, Name]
    """As spoken in the middle of a sentence: "your feet", "your right foot"."""
    release: tuple[str, ...]
    """As it is let go after tensing. All else that is said of it follows its name; a tuple holds phrasings."""
    release_only: tuple[str, ...]
    """As it is let go without having been tensed."""
    rest: tuple[str, ...]
    """A word after its name, late in a night."""
    tense: Mapping[Side, str] = field(default_factory=dict)
    """How it is tensed; nothing for a group that is never tensed, as with again, brief and imagine."""
    again: Mapping[Side, str] = field(default_factory=dict)
    """The same, later in the session."""
    brief: Mapping[Side, str] = field(default_factory=dict)
    """The same in few words."""
    imagine: str = ""
    moves: frozenset[str] = frozenset()
    """Other groups that move where this one is tensed: lower legs are tensed by raising the toes."""
    cautions: tuple[Caution, ...] = ()
    """What is to be said before it is tensed."""

    def touches(self, side: Side, wish: str, areas: Mapping[str, "Area"]) -> bool:
        """Say whether this group on this side shares anything with a wish such as "feet" or "knees/left"."""
        return _shares(self.parts, side, wish, areas)

    def within(self, side: Side, wish: str, areas: Mapping[str, "Area"]) -> bool:
        """Say whether all of this group on this side is in a wish such as "legs" or "arms/left"."""
        key, _, wished_side = wish.partition("/")
        return key in areas and self.parts <= areas[key].parts and wished_side in ("", side)

    def moves_with(self, side: Side, wish: str, areas: Mapping[str, "Area"]) -> bool:
        """Say whether tensing this group on this side moves anything of a wish such as "feet" or "hands/left"."""
        return _shares(self.moves, side, wish, areas)


def _shares(parts: frozenset[str], side: Side, wish: str, areas: Mapping[str, Area]) -> bool:
    key, _, wished_side = wish.partition("/")
    same_side = not wished_side or side in (Side.BOTH, wished_side)
    return same_side and key in areas and not parts.isdisjoint(areas[key].parts)


def on_side(words: Mapping[Side, str], side: Side) -> str:
    """Return what is said of one side, or of both; where sides make no difference, the words are those of both."""
    return words.get(side) or words[Side.BOTH]
