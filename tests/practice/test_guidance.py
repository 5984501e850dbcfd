from hypothesis import given
from hypothesis import strategies as st

from skill.practice.background import LONGEST_TAIL
from skill.practice.spec import LONGEST
from tests.strategies import library


@given(st.integers(1, LONGEST + LONGEST_TAIL))
def test_every_number_of_minutes_that_can_be_left_has_its_own_words(minutes: int) -> None:
    guidance = library().guidance
    others = (guidance.in_minutes(each) for each in range(1, LONGEST + LONGEST_TAIL + 1) if each != minutes)
    assert guidance.in_minutes(minutes) not in others
