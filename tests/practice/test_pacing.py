from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.practice.pacing import Silence, Taking, added, at_first, at_last, evenly, slowly, spread, together

silences = st.builds(
    lambda low, more, at, takes: Silence(low, low + more, at, takes),
    st.integers(0, 30),
    st.integers(0, 60),
    st.floats(0, 1),
    st.sampled_from((at_first, evenly, at_last)),
)
several = st.lists(silences, min_size=1)


@given(several, st.floats(0, 1))
def test_the_total_is_exact_and_every_share_is_in_range(every: list[Silence], share: float) -> None:
    whole = together(every)
    total = round(whole.low + share * (whole.high - whole.low))
    seconds = spread(total, every)
    assert sum(seconds) == total
    for each, silence in zip(seconds, every, strict=True):
        assert silence.low <= each <= silence.high


@given(silences, st.floats(0, 1), st.floats(0, 1))
def test_a_silence_never_shrinks_as_a_session_grows(silence: Silence, one: float, other: float) -> None:
    assert silence.seconds(min(one, other)) <= silence.seconds(max(one, other)) + 1e-9


@given(
    st.integers(0, 30), st.integers(0, 60), st.integers(2, 20), st.floats(0, 1), st.sampled_from((at_first, at_last))
)
def test_a_later_silence_of_a_pass_is_no_shorter_but_for_a_second(
    low: int, more: int, count: int, share: float, takes: Taking
) -> None:
    every = [Silence(low, low + more, index / (count - 1), takes) for index in range(count)]
    seconds = spread(round(count * (low + share * more)), every)
    assert all(later >= earlier - 1 for earlier, later in pairwise(seconds))


@given(several, several, st.floats(0, 1))
def test_sums_are_added(one: list[Silence], other: list[Silence], share: float) -> None:
    assert added(together(one), together(other)).seconds(share) == pytest.approx(
        sum(each.seconds(share) for each in (*one, *other))
    )


def test_all_ways_of_taking_begin_and_end_alike_and_part_between() -> None:
    ways = (at_first, evenly, slowly, at_last)
    assert {(way(0.0), way(1.0)) for way in ways} == {(0.0, 1.0)}
    between = [way(0.5) for way in ways]
    assert between == sorted(set(between), reverse=True)


def test_what_cannot_be_spread_is_refused() -> None:
    with pytest.raises(ValueError, match="100 s is not between 5 s and 60 s"):
        spread(100, [Silence(5, 60)])
