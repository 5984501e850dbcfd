"""Nobody hears the same sentence again and again, nor the same session twice."""

import pytest

from skill.practice.planner import make_plan, minutes_of
from skill.practice.routine import Manner
from skill.practice.spec import Detail, Sides, Spec, Tension
from skill.practice.teaching import teaching
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


def test_in_few_minutes_one_thing_alone_is_pointed_out_at_the_first_group() -> None:
    short = teaching(Spec("quick", 2), brief=True, short=True)
    assert [(short.observes(1, index), short.observes(2, index)) for index in range(2)] == [
        (True, False),
        (False, False),
    ]


def test_attention_is_pointed_out_in_what_is_tensed_in_the_first_pass_alone() -> None:
    full = teaching(Spec("standard", 10), brief=False, short=False)
    ways = [(Manner.TENSE, 1), (Manner.GENTLE, 1), (Manner.RELEASE_ONLY, 1), (Manner.REST, 1), (Manner.TENSE, 2)]
    assert [full.attends(manner, number, 0) for manner, number in ways] == [True, True, False, False, False]
    brief = teaching(Spec("standard", 10), brief=True, short=False)
    assert not any(brief.attends(manner, number, index) for manner, number in ways for index in range(9))
