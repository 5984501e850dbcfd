"""How often something is pointed out: at every group at first, then more rarely; the more was practised, the sooner."""

import pytest

from skill.practice.routine import Manner
from skill.practice.spec import Detail, Spec
from skill.practice.teaching import Teaching, teaching

GROUPS = range(14)


def observed(taught: Teaching, number: int) -> list[int]:
    return [index for index in GROUPS if taught.observes(number, index)]


@pytest.mark.parametrize(
    ("practised", "expected"),
    [
        (0, [0, 1, 2, 3, 4, 6, 8, 10, 12]),
        (1, [0, 1, 2, 3, 6, 9, 12]),
        (2, [0, 1, 2, 5, 8, 11]),
        (3, [0, 1, 5, 9, 13]),
        (9, [0, 1, 5, 9, 13]),
    ],
)
def test_the_first_groups_in_a_row_then_every_so_many(practised: int, expected: list[int]) -> None:
    taught = teaching(Spec("standard", 20, practised=practised), brief=False, short=False)
    assert observed(taught, 1) == expected
    assert [index for index in GROUPS if taught.attends(Manner.TENSE, 1, index)] == expected


def test_in_later_passes_every_third_and_no_word_in_the_hold() -> None:
    taught = teaching(Spec("standard", 20), brief=False, short=False)
    assert observed(taught, 2) == observed(taught, 3) == [2, 5, 8, 11]
    assert not any(taught.attends(Manner.TENSE, 2, index) for index in GROUPS)


def test_no_attention_to_what_is_not_tense() -> None:
    taught = teaching(Spec("standard", 20), brief=False, short=False)
    tense = [manner for manner in Manner if taught.attends(manner, 1, 0)]
    assert tense == [Manner.TENSE, Manner.GENTLE]


@pytest.mark.parametrize(
    ("spec", "brief"), [(Spec("standard", 20, detail=Detail.BRIEF), False), (Spec("standard", 20), True)]
)
def test_in_few_words_every_third_and_no_word_in_the_hold(spec: Spec, brief: bool) -> None:
    taught = teaching(spec, brief=brief, short=False)
    assert observed(taught, 1) == [0, 3, 6, 9, 12]
    assert not any(taught.attends(Manner.TENSE, 1, index) for index in GROUPS)


def test_in_few_minutes_the_first_group_alone() -> None:
    taught = teaching(Spec("quick", 3), brief=False, short=True)
    assert (observed(taught, 1), observed(taught, 2)) == ([0], [])
    assert not taught.attends(Manner.TENSE, 1, 0)
