from hypothesis import given
from hypothesis import strategies as st

from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from tests.strategies import library, specs


@given(specs(), st.floats(0, 1))
def test_a_plan_is_taken_up_where_it_was_left_but_not_in_the_middle_of_a_line(spec: Spec, share: float) -> None:
    plan = make_plan(spec, library())
    left = plan.seconds * share
    taken_up = plan.line_at(left)
    begun = 0.0
    for beat in (beat for segment in plan.segments for beat in segment.beats):
        end = begun + beat.seconds
        if begun + 0.001 < left < end - 0.001:
            assert abs(taken_up - (begun if beat.text else left)) < 0.001
        begun = end
    assert taken_up <= left + 0.001


def test_after_the_end_it_is_taken_up_where_it_was_left() -> None:
    plan = make_plan(Spec("bedtime_release", 10), library())
    assert plan.line_at(plan.seconds + 90) == plan.seconds + 90
