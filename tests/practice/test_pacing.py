import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.practice.pacing import Range, bounds, spread

ranges = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 60)).map(lambda ends: (ends[0], sum(ends))), min_size=1)


@given(ranges, st.floats(0, 1))
def test_the_total_is_exact_and_every_share_is_in_range(all_ranges: list[Range], share: float) -> None:
    least, most = bounds(all_ranges)
    total = round(least + share * (most - least))
    seconds = spread(total, all_ranges)
    assert sum(seconds) == total
    for each, (low, high) in zip(seconds, all_ranges, strict=True):
        assert low <= each <= high


@given(ranges, st.floats(0, 1))
def test_equal_ranges_differ_by_a_second_at_most(all_ranges: list[Range], share: float) -> None:
    least, most = bounds(all_ranges)
    seconds = spread(round(least + share * (most - least)), all_ranges)
    for kind in set(all_ranges):
        same = [each for each, own in zip(seconds, all_ranges, strict=True) if own == kind]
        assert max(same) - min(same) <= 1


def test_a_range_without_room_gets_just_that() -> None:
    assert spread(13, [(3, 3), (1, 4), (3, 3), (1, 4)]) == [3, 3, 3, 4]
    assert spread(8, [(1, 2), (3, 3), (3, 3)]) == [2, 3, 3]


def test_what_cannot_be_spread_is_refused() -> None:
    with pytest.raises(ValueError, match="100 s is not between 5 s and 60 s"):
        spread(100, [(5, 60)])
