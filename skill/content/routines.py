"""Routines, their pacing and the tempos, as routines.yaml has them for every language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from skill.content.muscle_groups import PARTS, AreaFacts, GroupFacts
from skill.content.reader import Reader
from skill.practice.declaration import declare
from skill.practice.library import BedtimeTempo, Roles, Tempo
from skill.practice.name import Name
from skill.practice.routine import TENSING, Direction, Manner, Pacing, Routine, Step
from skill.practice.spec import LONGEST, Pace

ROUTINES = "routines.yaml"
MOST_PASSES = 12
"""Of a routine: in forty minutes the shortest one goes through its parts about as often."""


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
    fallback, full, recall = (routines.get(key) for key in (roles.fallback, roles.full, roles.recall))
    if recall and Manner.RECALL not in recall.passes:
        reader.fault("roles.recall", f"{roles.recall!r} has no pass of recall: name a routine that has")
    if fallback and any(groups[step.group].tension[1] for step in fallback.order if step.group in groups):
        reader.fault("roles.fallback", f"{roles.fallback!r} tenses muscle groups: name a routine that needs none")
    if full and (full.passes[:1] != (Manner.TENSE,) or full.time is not Time.DAY):
        reader.fault("roles.full", f"{roles.full!r} does not tense by day: name a routine that does")


def check_routines(routines: Mapping[str, RoutineFacts], groups: Mapping[str, GroupFacts], reader: Reader) -> None:
    """Note where what a routine says of itself doesn't fit together."""
    body = list(groups)
    for key, routine in routines.items():
        for part, reason in (*_order_faults(routine, groups), *_direction_faults(routine, body)):
            reader.fault(f"routines.{key}.{part}", reason)
        ordered = {step.group for step in routine.order}
        for group in (group for group in routine.released if group not in ordered):
            reader.fault(f"routines.{key}.released", f"{group!r} is not in its order: take it out here")
        if len(routine.passes) > MOST_PASSES:
            reason = f"{len(routine.passes)} passes, where {MOST_PASSES} are the most: no session has time for them"
            reader.fault(f"routines.{key}.passes", reason)
        if routine.passes[:1] == (Manner.REST,):
            reader.fault(f"routines.{key}.passes", "it can't begin with rest, which only names its parts: put it last")


def _order_faults(routine: RoutineFacts, groups: Mapping[str, GroupFacts]) -> Iterator[tuple[str, str]]:
    released, whole = set(routine.released), {step.group for step in routine.order if step.side is None}
    for order, (group, side) in enumerate(((step.group, step.side) for step in routine.order), start=1):
        if side and group in groups and not groups[group].paired:
            yield f"order[{order}]", f"{group!r} has no sides: write {group} alone"
        if side and group in whole:
            yield f"order[{order}]", f"{group!r} stands here as a whole too: keep that, or both of its sides"
    for group in dict.fromkeys(step.group for step in routine.order if step.group not in released):
        if set(routine.passes) & set(TENSING) and group in groups and not groups[group].tension[1]:
            yield "order", f"{group!r} is never tensed: name it among `released` too"


def _direction_faults(routine: RoutineFacts, body: Sequence[str]) -> Iterator[tuple[str, str]]:
    if routine.direction and routine.fixed:
        yield "direction", "its order is fixed, and has no direction: take this out, or `fixed`"
    places = [body.index(step.group) for step in routine.order if step.group in body]
    upwards = routine.direction is Direction.FEET_TO_HEAD
    if routine.direction and len(places) > 1 and (places[0] < places[-1]) != upwards:
        yield "direction", f"its order doesn't go {routine.direction.replace('_', ' ')}: turn it round, or change this"


def check_pacing(shared: Mapping[str, Any], reader: Reader) -> None:
    """Note where paces aren't in the order of their names, or a hold lies outside of what pacing allows."""
    paces = shared.get("paces", {})
    for slower, quicker in pairwise(each for each in Pace if each in paces):
        if paces[slower].rate > paces[quicker].rate:
            reader.fault(f"paces.{slower}.rate", f"this is quicker than {quicker}: make it less")
    for time, pacing in shared.get("pacing", {}).items():
        low, high = pacing.tension
        for key, group in shared.get("groups", {}).items():
            least, most = group.tension
            if most and not (least <= high and low <= most):
                reason = f"{key!r} is held for {least} to {most} seconds, outside of this: let them overlap"
                reader.fault(f"pacing.{time}.tension", reason)


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
