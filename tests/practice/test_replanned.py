"""What is wished for on the way changes what is left, and neither the place nor how long the session lasts."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.practice.course import NothingLeft
from skill.practice.place import ENDING
from skill.practice.planner import make_plan, replanned
from skill.practice.position import Position
from skill.practice.spec import Spec
from tests.strategies import areas, library, specs

MOST = 45
"""Seconds: minutes are whole, and where a pass more or less begins, the steps are larger."""


@pytest.mark.parametrize(("minutes", "area"), [*product((7, 10, 15, 25), ("feet", "stomach", "neck", "face"))])
def test_leaving_an_area_out_on_the_way_keeps_what_was_said_of_the_time(minutes: int, area: str) -> None:
    plan = make_plan(Spec("standard", minutes), library())
    for index in range(1, len(plan.segments) - 2):
        before = Position(plan, index)
        after = replanned(before, Spec("standard", minutes, skipped=frozenset({area})), library())
        assert abs(after.seconds_left - before.seconds_left) <= MOST


@given(specs(), st.floats(0, 1), areas())
def test_no_wish_moves_a_place_back(spec: Spec, fraction: float, skipped: frozenset[str]) -> None:
    try:
        plan = make_plan(spec, library())
        wished = Spec(spec.routine, plan.spec.minutes, direction=spec.direction, sides=spec.sides, skipped=skipped)
        before = Position(plan, round(fraction * (len(plan.segments) - 1)))
        after = replanned(before, wished, library())
    except NothingLeft:
        return
    here = [(segment.place.group, segment.place.cycle) for segment in plan.segments[before.index :]]
    assert (after.place.group, after.place.cycle) in here or after.place.group == ENDING
