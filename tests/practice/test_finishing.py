"""A session that is to end sooner or later keeps its place, and leaves out its last parts where it has to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.practice.place import ENDING
from skill.practice.planner import MINUTES_BY_DAY, NEAR, ending_in, finishing, make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec
from tests.strategies import library, specs

MOST = 45
"""Seconds: minutes are whole, and where a pass more or less begins, the steps are larger."""


def at(routine: str, minutes: int, index: int) -> Position:
    return Position(make_plan(Spec(routine, minutes), library()), index)


@pytest.mark.parametrize("seconds", [-120, -60, 60, 300])
def test_what_is_left_bends_by_so_many_seconds_and_keeps_the_place(seconds: int) -> None:
    for index in range(1, 9):
        before = at("standard", 12, index)
        after = ending_in(before, before.seconds_left + seconds, library())
        assert after.place == before.place
        assert abs(after.seconds_left - before.seconds_left - seconds) <= MOST


def test_it_bends_no_further_than_a_session_can_last() -> None:
    before = at("standard", 10, 4)
    assert ending_in(before, 3600, library()).plan.spec.minutes == MINUTES_BY_DAY[-1]
    assert 0 < ending_in(before, 0, library()).seconds_left < before.seconds_left


def test_in_a_second_pass_the_place_stays_however_little_time_there_shall_be() -> None:
    plan = make_plan(Spec("quick", 10), library())
    before = next(Position(plan, index) for index, each in enumerate(plan.segments) if each.place.cycle == 2)
    after = ending_in(before, 30, library())
    assert after.place == before.place


def test_the_last_parts_stay_out_where_there_is_no_time_for_them() -> None:
    before = at("standard", 10, 4)
    after = finishing(before, 180, library())
    assert after.place == before.place
    assert abs(after.seconds_left - 180) <= NEAR
    left, planned = ([each.place.group for each in one.plan.segments[one.index : -1]] for one in (after, before))
    assert left == planned[: len(left)]
    assert len(left) < len(planned)
    assert after.plan.segments[-1].place.group == ENDING


def test_one_side_alone_can_be_the_last() -> None:
    after = finishing(at("seven", 10, 2), 70, library())
    assert [each.place.group for each in after.plan.segments[after.index :]][-1] == ENDING
    assert {"arm_whole/right", "arm_whole/left"} <= after.plan.spec.only


def test_with_time_for_none_only_the_ending_is_left() -> None:
    assert finishing(at("standard", 10, 0), 60, library()).at_ending


def test_the_ending_itself_only_bends() -> None:
    ending = at("quick", 3, 4)
    assert ending.at_ending
    assert abs(finishing(ending, 60, library()).seconds_left - 60) <= NEAR
    assert finishing(ending, 10, library()).at_ending


@given(specs(), st.floats(0, 1), st.integers(0, 45))
def test_no_time_moves_a_place_back_nor_past_a_part_that_is_kept(spec: Spec, fraction: float, minutes: int) -> None:
    plan = make_plan(spec, library())
    before = Position(plan, round(fraction * (len(plan.segments) - 1)))
    after = finishing(before, 60 * minutes, library())
    here, there = before.place, after.place
    assert after.at_ending or (there.group, there.side, there.cycle) == (here.group, here.side, here.cycle)


@pytest.mark.parametrize("over", [0.0, NEAR / 2])
def test_what_can_be_had_in_the_time_or_nearly_stays_whole(over: float) -> None:
    before = at("standard", 10, 4)
    whole = ending_in(before, before.seconds_left, library())
    after = finishing(before, whole.seconds_left - over, library())
    assert after.plan.spec.only == frozenset()
    assert len(after.plan.segments) == len(before.plan.segments)


def test_before_the_first_part_it_is_the_first_of_those_that_stay() -> None:
    before = at("standard", 10, 0)
    after = finishing(before, 240, library())
    assert after.plan.segments[1].place.group == before.plan.segments[1].place.group


def test_as_many_parts_stay_as_there_is_time_for() -> None:
    before = at("standard", 10, 4)
    after = finishing(before, 180, library())
    parts = [each.place.group for each in before.plan.segments[1 : len(after.plan.segments)]]
    longer = ending_in(before, 180, library(), only=frozenset(parts))
    assert len(longer.plan.segments) == len(after.plan.segments) + 1
    assert longer.seconds_left > 180 + NEAR
