"""Reads routines, their pacing and the tempos from routines.yaml."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from skill.content import checks as facts
from skill.content.lines import Raw
from skill.content.muscle_groups import LONGEST_TENSION
from skill.practice.library import Tempo
from skill.practice.muscle_group import MuscleGroup, Side
from skill.practice.routine import Direction, Manner, Pacing, Routine, Step
from skill.practice.spec import LONGEST, Pace

TIMES = ("day", "bedtime")
SILENCES = tuple(field.name for field in fields(Pacing))
LONGEST_SILENCE = 600
MOST_CYCLES = 10
WANTED = ("manner", "time", "cycles", "usual", "order")
TENSING = (Manner.TENSE, Manner.GENTLE)
OPTIONAL = ("direction", "picked", "brief", "fixed", "released")


def read_tempos(raw: Any) -> dict[Pace, Tempo]:
    """Return what each pace means; raises ContentError."""
    facts.keys(raw, "paces", tuple(Pace))
    return {Pace(key): read_tempo(each, f"paces.{key}") for key, each in raw.items()}


def read_tempo(raw: Any, at: str) -> Tempo:
    """Return one tempo; raises ContentError."""
    facts.keys(raw, at, ("rate", "stretch"))
    return Tempo(facts.number(raw["rate"], f"{at}.rate", 0.5, 1.5), facts.number(raw["stretch"], f"{at}.stretch", 0, 1))


def read_usual(raw: Raw) -> dict[str, int]:
    """Return the minutes of each routine when only the routine is asked for; raises ContentError."""
    return {key: facts.whole(each["usual"], f"routines.{key}.usual", 2, LONGEST) for key, each in raw.items()}


def read_routines(
    raw: Raw, pacing: Any, names: Mapping[str, str], groups: Mapping[str, MuscleGroup]
) -> dict[str, Routine]:
    """Return the routines; raises ContentError."""
    facts.keys(pacing, "pacing", TIMES)
    pacings = {time: _pacing(each, f"pacing.{time}") for time, each in pacing.items()}
    return {key: _routine(key, each, names[key], groups, pacings) for key, each in raw.items()}


def _pacing(raw: Any, at: str) -> Pacing:
    facts.keys(raw, at, SILENCES)
    most = dict.fromkeys(SILENCES, LONGEST_SILENCE) | {"tension": LONGEST_TENSION}
    return Pacing(**{kind: facts.seconds(raw[kind], f"{at}.{kind}", most[kind]) for kind in SILENCES})


def _routine(
    key: str, raw: Any, name: str, groups: Mapping[str, MuscleGroup], pacings: Mapping[str, Pacing]
) -> Routine:
    at = f"routines.{key}"
    facts.keys(raw, at, WANTED, OPTIONAL)
    time = facts.one_of(TIMES, raw["time"], f"{at}.time")
    cycles = facts.listed(raw["cycles"], f"{at}.cycles")
    direction = raw.get("direction")
    manner = facts.one_of(Manner, raw["manner"], f"{at}.manner")
    order = tuple(_step(each, groups, f"{at}.order") for each in facts.listed(raw["order"], f"{at}.order"))
    released = frozenset(facts.one_of(groups, each, f"{at}.released") for each in raw.get("released", ()))
    for group in (step.group for step in order if manner in TENSING and step.group not in released):
        if not groups[group].tensed:
            raise facts.fault(f"{at}.order", f"{group!r} is never tensed: name it among `released` too")
    return Routine(
        key=key,
        name=name,
        manner=manner,
        order=order,
        cycles=tuple(facts.whole(each, f"{at}.cycles", 1, MOST_CYCLES) for each in cycles),
        pacing=pacings[time],
        direction=facts.one_of(Direction, direction, f"{at}.direction") if direction else None,
        bedtime=time == "bedtime",
        brief=facts.flag(raw.get("brief", False), f"{at}.brief"),
        fixed=facts.flag(raw.get("fixed", False), f"{at}.fixed"),
        released=released,
        picked=facts.flag(raw.get("picked", False), f"{at}.picked"),
    )


def _step(step: Any, groups: Mapping[str, MuscleGroup], at: str) -> Step:
    group, _, side = str(step).partition("/")
    if group not in groups:
        raise facts.fault(at, f"there is no muscle group {group!r}")
    return Step(group, facts.one_of(Side, side, at) if side else None)
