"""The first words say what is true of this session and of how this listener takes part; so do the last."""

import re
from dataclasses import replace

import pytest

from skill.practice.library import Library
from skill.practice.plan import Segment
from skill.practice.planner import make_plan
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Eyes, Posture, Sides, Spec, Tension


def text(segment: Segment) -> str:
    return " ".join(beat.text for beat in segment.beats)


@pytest.mark.parametrize(
    ("spec", "said"),
    [
        (Spec("standard", 10), True),
        (Spec("standard", 10, skipped=frozenset({"hands"})), True),
        (Spec("standard", 10, skipped=frozenset({"legs"})), False),
        (Spec("standard", 10, skipped=frozenset({"head"})), False),
        (Spec("four", 10, direction=Direction.FEET_TO_HEAD, only=frozenset({"legs"})), False),
        (Spec("jaw", 5, direction=Direction.FEET_TO_HEAD), False),
    ],
)
def test_the_way_is_announced_where_it_leads_from_one_end_to_the_other(
    spec: Spec, said: bool, library: Library
) -> None:
    way = library.guidance.directions[Direction.FEET_TO_HEAD]
    assert (way in text(make_plan(spec, library).segments[0])) is said


@pytest.mark.parametrize(
    ("spec", "named"),
    [
        (Spec("seven", 10), "seven"),
        (Spec("seven", 10, skipped=frozenset({"legs"})), "standard"),
        (Spec("seven", 10, skipped=frozenset({"arms/right"})), "standard"),
        (Spec("seven", 10, sides=Sides.TOGETHER), "seven"),
        (Spec("sixteen", 10, skipped=frozenset({"jaw"})), "standard"),
        (Spec("jaw", 5, skipped=frozenset({"neck"})), "jaw"),
        (Spec("standard", 10, skipped=frozenset({"jaw"})), "standard"),
    ],
)
def test_parts_are_counted_only_where_a_session_has_them_all(spec: Spec, named: str, library: Library) -> None:
    said = text(make_plan(spec, library).segments[0])
    assert re.search(rf"minutes of {library.guidance.routines[named]}[.,]", said)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("posture", Posture)
@pytest.mark.parametrize("routine", ["standard", "desk", "bedtime_gentle", "bedtime_short"])
def test_nobody_who_said_how_they_rest_is_told_another_way(
    routine: str, posture: Posture, seed: int, library: Library
) -> None:
    first = text(make_plan(Spec(routine, 10, posture=posture, seed=seed), library).segments[0])
    assert not re.search(r"\b(lie|lying|sit|sitting)\b", first, re.IGNORECASE)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("spec", "opened"),
    [
        (Spec("standard", 10), True),
        (Spec("standard", 10, detail=Detail.BRIEF), False),
        (Spec("standard", 10, detail=Detail.BRIEF, eyes=Eyes.CLOSED), True),
        (Spec("quick", 3), False),
        (Spec("standard", 10, eyes=Eyes.OPEN), False),
    ],
)
def test_eyes_are_opened_where_they_were_invited_to_close(
    spec: Spec, opened: bool, seed: int, library: Library
) -> None:
    plan = make_plan(replace(spec, seed=seed), library)
    first, last = text(plan.segments[0]), text(plan.segments[-1])
    assert ("eyes" in last) is opened
    assert ("eyes" in first) or not opened or spec.eyes is Eyes.CLOSED


@pytest.mark.parametrize(
    ("spec", "moves"),
    [
        (Spec("standard", 10), "move"),
        (Spec("standard", 10, skipped=frozenset({"feet"})), "move_fingers"),
        (Spec("standard", 10, imagined=frozenset({"feet"})), "move_fingers"),
        (Spec("standard", 10, skipped=frozenset({"feet/left"})), "move"),
        (Spec("standard", 10, skipped=frozenset({"hands"})), "move_toes"),
        (Spec("standard", 10, skipped=frozenset({"hands", "feet"})), "move_anything"),
        (Spec("standard", 10, tension=Tension.PICTURED), "move_anything"),
    ],
)
def test_waking_up_moves_what_was_not_held_still(spec: Spec, moves: str, library: Library) -> None:
    last = text(make_plan(spec, library).segments[-1])
    ways = {name: getattr(library.guidance, name) for name in ("move", "move_fingers", "move_toes", "move_anything")}
    assert [name for name, lines in ways.items() if any(line in last for line in lines)] == [moves]
