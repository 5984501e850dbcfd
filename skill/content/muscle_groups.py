"""Muscle groups and areas: facts from routines.yaml, words from one language."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.content.reader import Reader
from skill.practice.declaration import declare
from skill.practice.line import line
from skill.practice.muscle_group import LONGEST_TENSION, Area, Caution, MuscleGroup, Region, Side
from skill.practice.name import Name

TENSING = ("tense", "again", "brief", "imagine")
"""What only a group has that is tensed."""
PARTS = {"among": "groups", "what": "muscle group"}


@dataclass(frozen=True)
class GroupFacts:
    """A muscle group in every language."""

    region: Region
    paired: bool
    tension: tuple[int, int] = declare(most=LONGEST_TENSION)
    parts: tuple[str, ...] = declare((), **PARTS)
    moves: tuple[str, ...] = declare((), **PARTS)
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True)
class AreaFacts:
    """What people name besides, in every language."""

    paired: bool
    parts: tuple[str, ...] = declare(**PARTS)
    covers: Region | None = None
    """A region that it is the name of, with each of its muscle groups; of limbs only those that are paired too."""


@dataclass(frozen=True)
class GroupWords:
    """What is said of a muscle group in one language."""

    name: Mapping[Side, Name]
    release: tuple[str, ...] = line()
    """Said just after the part was named."""
    release_only: tuple[str, ...] = line()
    rest: tuple[str, ...] = line()
    tense: Mapping[Side, str] = line(factory=dict)
    again: Mapping[Side, str] = line(factory=dict)
    brief: Mapping[Side, str] = line(factory=dict)
    imagine: str = line(default="")


def make_groups(
    facts: Mapping[str, GroupFacts], words: Mapping[str, GroupWords], reader: Reader
) -> dict[str, MuscleGroup]:
    """Return the muscle groups in the order of the body; notes where words and facts don't fit."""
    groups = {}
    for key in (key for key in facts if key in words):
        fact, said = facts[key], words[key]
        check_sides(fact.paired, said.name, f"{key}.name", reader)
        for name in TENSING:
            if bool(getattr(said, name)) != bool(fact.tension[1]):
                reason = "this key is missing" if fact.tension[1] else "unknown key: this group is never tensed"
                reader.fault(f"{key}.{name}", reason)
        groups[key] = MuscleGroup(
            key=key,
            region=fact.region,
            paired=fact.paired,
            tension=fact.tension,
            parts=frozenset(fact.parts or (key,)),
            names=said.name,
            release=said.release,
            release_only=said.release_only,
            rest=said.rest,
            tense=said.tense,
            again=said.again,
            brief=said.brief,
            imagine=said.imagine,
            moves=frozenset(fact.moves),
            cautions=fact.cautions,
        )
    _check_told_apart(groups, reader)
    return groups


def make_areas(
    facts: Mapping[str, AreaFacts],
    names: Mapping[str, Mapping[Side, Name]],
    groups: Mapping[str, MuscleGroup],
    reader: Reader,
) -> dict[str, Area]:
    """Return every muscle group as an area, and the areas named besides; notes where names and facts don't fit."""
    areas = {key: Area(key, group.parts, group.names) for key, group in groups.items()}
    for key in (key for key in facts if key in names):
        check_sides(facts[key].paired, names[key], key, reader)
        areas[key] = Area(key, frozenset(facts[key].parts), names[key])
    return areas


def _check_told_apart(groups: Mapping[str, MuscleGroup], reader: Reader) -> None:
    """Note where a muscle group is called as another one."""
    owners: dict[str, str] = {}
    for key, group in groups.items():
        for name in dict.fromkeys(group.names.values()):
            if (owner := owners.setdefault(name.casefold(), key)) != key:
                reason = f"{str(name)!r} is the name of {owner!r} too, and nobody could tell which is meant: change one"
                reader.fault(f"{key}.name", reason)


def check_covered(areas: Mapping[str, AreaFacts], groups: Mapping[str, GroupFacts], reader: Reader) -> None:
    """Note where an area that covers a region lacks a muscle group of it, which would not be left out with it."""
    for key, area in areas.items():
        smallest = {name: group for name, group in groups.items() if group.region is area.covers and not group.parts}
        covered = [name for name, group in smallest.items() if group.paired or not area.paired]
        if key in groups:
            reader.fault(f"areas.{key}", "a muscle group is called so, and people name it already: take this out")
        for name in (name for name in area.parts if name in groups and groups[name].parts):
            reader.fault(f"areas.{key}.parts", f"{name!r} is made of others itself: name those, the smallest groups")
        for name in (name for name in covered if name not in area.parts):
            reader.fault(
                f"areas.{key}.parts", f"it covers the region {area.covers}: name its muscle group {name!r} too"
            )


def check_sides(paired: bool, names: Mapping[Side, Name], key: str, reader: Reader) -> None:
    """Note where a name has no sides though it is paired, or has them though it isn't."""
    if paired and names.keys() == {Side.BOTH}:
        reader.fault(key, "keys with values are expected here, for it is paired: both, right, left")
    if len({*names.values()}) < len(names):
        reader.fault(key, "two of these are called alike, and nobody could tell which is meant")
    if not paired and len(names) > 1:
        reader.fault(key, "one name is expected here, for it has no sides (`paired` in routines.yaml)")
