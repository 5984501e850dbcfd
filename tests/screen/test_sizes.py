import pytest

from skill.alexa.endpoint import LARGEST
from skill.content.content import Content
from skill.practice.preferences import CheckIns
from tests.screen.sizes import MINUTES, sizes
from tests.strategies import bedtime_routines, library

SMALL = 1_500
"""Bytes: a night's picture is no more than its name."""


@pytest.mark.parametrize("routine", sorted(library().routines))
def test_where_a_session_asks_now_and_then_no_answer_is_too_long_for_its_picture(
    routine: str, content: Content
) -> None:
    for minutes in MINUTES:
        for check_ins in (CheckIns.DEFAULT, CheckIns.MORE):
            assert max(sizes(routine, minutes, check_ins, content)).whole <= LARGEST


@pytest.mark.parametrize("routine", bedtime_routines())
def test_a_night_is_seen_for_its_first_minute_only_however_long_it_is(routine: str, content: Content) -> None:
    assert {max(sizes(routine, minutes, CheckIns.NONE, content)).picture < SMALL for minutes in MINUTES} == {True}
