from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.audio import mp3
from skill.audio.loudness import BEDTIME_FADE, NIGHT, NOTHING, RISE, SOFTER, TAIL_SOFTER, Loudness, frames, loudness
from skill.audio.stream import Stream
from skill.audio.timing import CLOSE, LEAD, make_audio_plan
from skill.practice.background import LONGEST_TAIL
from skill.practice.spec import Spec
from tests.audio.test_timing import TIMED
from tests.strategies import bedtime_routines, specs

tails = st.integers(0, LONGEST_TAIL)


@pytest.mark.promise("night-played")
@given(specs(routine=st.sampled_from(bedtime_routines())), tails)
def test_at_bedtime_loudness_only_falls_and_ends_at_nothing(spec: Spec, tail: int) -> None:
    plan = make_audio_plan(spec, TIMED)
    stream = Stream(plan.spec, tail=tail)
    curve, end = loudness(plan, stream), frames(plan, stream)
    assert end == (plan.spec.minutes + tail) * 2500
    begun = mp3.at(RISE)  # a moment before the first word, in which the background comes up
    steps = [curve.at(frame) for frame in range(begun, end, 25)]
    assert steps[0] == curve.steps(mp3.at(LEAD)) == NIGHT
    assert all(0 <= earlier - later <= 0.1 for earlier, later in pairwise(curve.at(f) for f in range(end - 900, end)))
    assert all(later <= earlier for earlier, later in pairwise(steps))
    assert curve.at(end - 1) <= NIGHT - SOFTER - NOTHING + 1


@pytest.mark.parametrize("tail", [0, 5])
def test_the_last_words_are_six_decibels_softer_than_the_first(tail: int) -> None:
    plan = make_audio_plan(Spec("bedtime_short", 10), TIMED)
    curve = loudness(plan, Stream(plan.spec, tail=tail))
    words = mp3.at(plan.starts[-2])
    assert curve.at(words) == curve.at(words + 500) == NIGHT - SOFTER
    assert pytest.approx(6, abs=0.1) == SOFTER * mp3.DECIBELS


@pytest.mark.parametrize("tail", [1, 5, LONGEST_TAIL])
def test_a_tail_is_audible_to_its_end(tail: int) -> None:
    plan = make_audio_plan(Spec("bedtime_short", 10), TIMED)
    stream = Stream(plan.spec, tail=tail)
    curve, end = loudness(plan, stream), frames(plan, stream)
    assert curve.at(end - mp3.at(BEDTIME_FADE)) == pytest.approx(NIGHT - SOFTER - TAIL_SOFTER)
    assert TAIL_SOFTER * mp3.DECIBELS <= 6.1


def test_a_day_is_even_from_its_first_word_to_its_last_and_has_no_tail() -> None:
    plan = make_audio_plan(Spec("standard", 10), TIMED)
    stream = Stream(plan.spec, tail=20)
    curve = loudness(plan, stream)
    assert frames(plan, stream) == 25_000
    assert curve.at(0) == -NOTHING
    assert {curve.at(frame) for frame in range(mp3.at(RISE), 25_000 - mp3.at(CLOSE))} == {0}
    assert RISE < LEAD
    assert curve.at(24_999) < -NOTHING + 3


@given(st.floats(-40, 0), st.floats(-40, 0), st.integers(0, 100_000))
def test_half_steps_are_on_the_line_in_the_mean_of_a_few_frames(first: float, last: float, start: int) -> None:
    curve = Loudness(((0, min(first, last)), (120_000, max(first, last))))
    near = [curve.halves(frame) / 2 for frame in range(start, start + 20)]
    assert sum(near) / 20 == pytest.approx(curve.at(start + 10), abs=0.1)
    assert max(near) - min(near) <= 1
    assert max(near) <= 0


def test_what_is_even_is_not_mixed() -> None:
    even = Loudness(((0, 0), (100, 0)))
    assert {even.halves(frame) for frame in range(200)} == {0}
