"""Nobody hears the same sentence again and again, nor the same session twice."""

import pytest

from skill.practice.planner import make_plan, minutes_of
from skill.practice.spec import Detail, Sides, Spec, Tension
from skill.studio.survey import most_allowed, most_repeated, varying
from tests.strategies import library

BEGUN = 20


@pytest.mark.parametrize("routine", sorted(library().routines))
@pytest.mark.parametrize("detail", Detail)
def test_no_sentence_is_heard_too_often_and_two_sessions_in_a_row_differ_in_half(routine: str, detail: Detail) -> None:
    for minutes in minutes_of(Spec(routine, 10, detail=detail), library()):
        before: list[str] = []
        for begun in range(BEGUN):
            plan = make_plan(Spec(routine, minutes, detail=detail, seed=begun), library())
            may_vary = varying(plan, library())
            sentence, times = most_repeated(may_vary)
            assert times <= most_allowed(minutes), (minutes, begun, sentence, times)
            same = sum(one == other for one, other in zip(before, may_vary, strict=False))
            assert 2 * same <= max(len(before), len(may_vary)), (minutes, begun)
            before = may_vary


@pytest.mark.parametrize("routine", sorted(library().routines))
@pytest.mark.parametrize("tension", [tension for tension in Tension if tension is not Tension.USUAL])
def test_nor_with_another_tension_or_one_side_at_a_time(routine: str, tension: Tension) -> None:
    for sides in Sides:
        wished = Spec(routine, 10, tension=tension, sides=sides)
        for minutes in minutes_of(wished, library())[::3]:
            plan = make_plan(Spec(routine, minutes, tension=tension, sides=sides, seed=minutes), library())
            sentence, times = most_repeated(varying(plan, library()))
            assert times <= most_allowed(minutes), (minutes, sides, sentence, times)


def test_a_session_is_built_again_from_its_spec() -> None:
    spec = Spec("standard", 17, seed=5, practised=2)
    again = Spec.from_wire(spec.to_wire())
    first = make_plan(spec, library())
    make_plan.cache_clear()
    assert make_plan(again, library()) == first
