from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.practice.muscle_group import Side
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec, Tension
from skill.screen.moments import Moment, Phase, moments
from tests.strategies import bedtime_routines, library, specs


def shown(spec: Spec) -> tuple[Plan, tuple[Moment, ...]]:
    plan = make_plan(spec, library())
    return plan, moments(Position(plan), len(plan.segments), library())


def test_a_group_is_named_then_tense_then_let_go_then_all_is_quiet() -> None:
    _, found = shown(Spec("standard", 10, seed=3))
    feet = [each for each in found if each.group == "feet"][:4]
    assert [each.phase for each in feet] == [Phase.NAMED, Phase.TENSE, Phase.RELEASE, Phase.QUIET]
    assert [each.line for each in feet[:2]] == ["Bring the toes up, and let them spread.", "And hold."]
    assert {each.title for each in feet} == {"Your feet"}


def test_the_name_says_the_side() -> None:
    _, found = shown(Spec("sixteen", 15))
    assert {each.title for each in found if each.group == "hands" and each.side is Side.LEFT} == {"Your left hand"}


def test_a_count_fades_with_each_breath_and_shows_its_number() -> None:
    _, found = shown(Spec("counting", 3))
    lit = [(each.phase, each.line) for each in found if each.group]
    assert lit[:3] == [(Phase.NAMED, "One."), (Phase.RELEASE, "One."), (Phase.NAMED, "Two.")]


def test_what_is_only_let_go_is_never_tense() -> None:
    _, found = shown(Spec("standard", 10, tension=Tension.NONE))
    assert {each.phase for each in found} == {Phase.NAMED, Phase.QUIET}


@given(specs())
def test_moments_follow_the_plan_to_the_second(spec: Spec) -> None:
    plan, found = shown(spec)
    assert found[0].at == 0
    assert all(one.at < other.at for one, other in pairwise(found))
    assert all(each.at + each.left == pytest.approx(plan.seconds) for each in found)
    for each in found if not plan.bedtime else ():
        place = plan.segments[plan.at(each.at + 1e-6)].place
        assert each.group in (place.group, None)
        assert each.side is place.side


@given(st.sampled_from(bedtime_routines()), st.integers(6, 40))
def test_a_night_is_a_name_and_then_the_dark_within_a_minute(routine: str, minutes: int) -> None:
    _, found = shown(Spec(routine, minutes))
    assert [(each.phase, each.group, each.line) for each in found] == [(Phase.QUIET, None, ""), (Phase.DARK, None, "")]
    assert found[0].title
    assert not found[1].title
    assert found[1].at < 60


def test_the_last_rest_of_a_night_is_dark_within_it() -> None:
    plan = make_plan(Spec("bedtime_short", 6), library())
    start = Position(plan).ending()
    assert moments(start, len(plan.segments), library())[1].at <= start.seconds_left


@given(specs(), st.data())
def test_a_part_of_a_plan_begins_at_nought(spec: Spec, data: st.DataObject) -> None:
    plan = make_plan(spec, library())
    first = data.draw(st.integers(0, len(plan.segments) - 1))
    end = data.draw(st.integers(first + 1, len(plan.segments)))
    found = moments(Position(plan, first), end, library())
    assert found[0].at == 0
    assert found[0].left == pytest.approx(plan.seconds - plan.starts[first])
    assert found[-1].at <= plan.starts[end] - plan.starts[first]
