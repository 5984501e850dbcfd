"""Reads muscle groups and areas: facts from routines.yaml, words from one language."""

from collections.abc import Mapping
from typing import Any

from skill.content import checks as facts
from skill.content.lines import ContentError, Raw, check_keys, check_text, placeholders
from skill.practice.muscle_group import Area, MuscleGroup, Region, Side

LONGEST_TENSION = 10
"""Seconds; nothing is ever tensed for longer (PMR.md section 1.4)."""
TENSING = ("full", "brief", "imagine")
"""What only a group has that is tensed."""
LETTING_GO = ("release", "release_only")
MAY_USE = {name: frozenset(("part", "gently")) for name in (*TENSING, *LETTING_GO)} | {"release": frozenset[str]()}
"""Placeholders; release is said just after the part was named."""


def read_groups(raw: Raw, words: Any, file: str) -> dict[str, MuscleGroup]:
    """Return the muscle groups in the order of the body; raises ContentError."""
    check_keys(words, raw, file)
    return {key: _group(key, each, words[key], file, raw) for key, each in raw.items()}


def read_areas(raw: Raw, groups: Mapping[str, MuscleGroup], words: Any, file: str) -> dict[str, Area]:
    """Return every muscle group as an area, and the areas named besides; raises ContentError."""
    check_keys(words, raw, file)
    areas = {key: Area(key, group.parts, group.names) for key, group in groups.items()}
    for key, each in raw.items():
        at = f"areas.{key}"
        facts.keys(each, at, ("paired", "parts"))
        paired = facts.flag(each["paired"], f"{at}.paired")
        areas[key] = Area(key, _parts(each["parts"], at, groups), _names(words[key], paired, file, key))
    return areas


def _group(key: str, raw: Any, words: Any, file: str, groups: Raw) -> MuscleGroup:
    at = f"groups.{key}"
    facts.keys(raw, at, ("region", "paired", "tension"), optional=("parts",))
    tension = facts.seconds(raw["tension"], f"{at}.tension", LONGEST_TENSION)
    said = (*TENSING, *LETTING_GO) if tension[1] else LETTING_GO
    check_keys(words, ("name", *said), file, key)
    paired = facts.flag(raw["paired"], f"{at}.paired")
    return MuscleGroup(
        key=key,
        region=facts.one_of(Region, raw["region"], f"{at}.region"),
        paired=paired,
        tension=tension,
        parts=_parts(raw.get("parts", [key]), at, groups),
        names=_names(words["name"], paired, file, f"{key}.name"),
        **{name: _words(words[name], name, file, f"{key}.{name}") for name in said},
    )


def _words(value: Any, name: str, file: str, key: str) -> str:
    text = check_text(value, file, key)
    if unknown := placeholders(text, file, key) - MAY_USE[name]:
        raise ContentError(file, key, f"unknown placeholder {{{min(unknown)}}}")
    return text


def _parts(value: Any, at: str, groups: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(facts.one_of(groups, part, f"{at}.parts") for part in facts.listed(value, f"{at}.parts"))


def _names(name: Any, paired: bool, file: str, key: str) -> dict[Side, str]:
    if not paired:
        return {Side.BOTH: check_text(name, file, key)}
    check_keys(name, tuple(Side), file, key)
    return {side: check_text(name[side], file, f"{key}.{side}") for side in Side}
