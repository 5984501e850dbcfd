"""Routines, their pacing and the tempos, as routines.yaml has them for every language."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from skill.content.muscle_groups import PARTS, AreaFacts, GroupFacts
from skill.content.reader import Reader
from skill.practice.declaration import declare
from skill.practice.library import BedtimeTempo, Roles, Tempo
from skill.practice.name import Name
from skill.practice.routine import TENSING, Direction, Manner, Pacing, Routine, Step
from skill.practice.spec import LONGEST, Pace

ROUTINES = "routines.yaml"


class Time(StrEnum):
    """When a routine is for."""

    DAY = "day"
    BEDTIME = "bedtime"


@dataclass(frozen=True)
class RoutineFacts:
    """A routine in every language."""

    time: Time
    passes: tuple[Manner, ...] = declare(again=True)
    usual: int = declare(least=2, most=LONGEST)
    order: tuple[Step, ...] = declare(**PARTS)
    direction: Direction | None = None
    picked: bool = False
    numbered: bool = False
    brief: bool = False
    fixed: bool = False
    released: tuple[str, ...] = declare((), **PARTS)


@dataclass(frozen=True)
class Shared:
    """The file: what is the same in every language."""

    groups: Mapping[str, GroupFacts]
    areas: Mapping[str, AreaFacts]
    pacing: Mapping[Time, Pacing]
    paces: Mapping[Pace, Tempo]
    bedtime: BedtimeTempo
    routines: Mapping[str, RoutineFacts]
    roles: Roles


def check_roles(
    roles: Roles, routines: Mapping[str, RoutineFacts], groups: Mapping[str, GroupFacts], reader: Reader
) -> None:
    """Note where a routine cannot do what its role asks of it."""
    fallback, full = routines.get(roles.fallback), routines.get(roles.full)
    if fallback and any(groups[step.group].tension[1] for step in fallback.order if step.group in groups):
        reader.fault("roles.fallback", f"{roles.fallback!r} tenses muscle groups: name a routine that needs none")
    if full and (full.passes[:1] != (Manner.TENSE,) or full.time is not Time.DAY):
        reader.fault("roles.full", f"{roles.full!r} does not tense by day: name a routine that does")


def check_tensed(routines: Mapping[str, RoutineFacts], groups: Mapping[str, GroupFacts], reader: Reader) -> None:
    """Note where a routine would tense a group that is never tensed."""
    for key, routine in routines.items():
        tensed = [step.group for step in routine.order if step.group not in routine.released]
        for group in tensed if set(routine.passes) & set(TENSING) else ():
            if group in groups and not groups[group].tension[1]:
                reader.fault(f"routines.{key}.order", f"{group!r} is never tensed: name it among `released` too")


def check_parts(groups: Mapping[str, GroupFacts], reader: Reader) -> None:
    """Note where a group is made of what is itself made of others, or of itself, moves itself, or is half tensed."""
    for key, group in groups.items():
        for part in (part for part in group.parts if part == key or (part in groups and groups[part].parts)):
            reader.fault(
                f"groups.{key}.parts",
                f"{part!r} is itself made of others, or this one: name those, the smallest groups",
            )
        if key in group.moves:
            reader.fault(f"groups.{key}.moves", f"{key!r} is this group itself: name only others that move with it")
        if group.tension[1] and not group.tension[0]:
            reader.fault(
                f"groups.{key}.tension", "no tension is held for no time: write [0, 0] for what is never tensed"
            )


def make_routines(
    facts: Mapping[str, RoutineFacts], pacing: Mapping[Time, Pacing], names: Mapping[str, Name]
) -> dict[str, Routine]:
    """Return the routines, named as in one language."""
    return {
        key: Routine(
            key=key,
            name=names[key],
            passes=fact.passes,
            order=fact.order,
            pacing=pacing[fact.time],
            direction=fact.direction,
            bedtime=fact.time is Time.BEDTIME,
            brief=fact.brief,
            fixed=fact.fixed,
            released=frozenset(fact.released),
            picked=fact.picked,
            numbered=fact.numbered,
        )
        for key, fact in facts.items()
    }
