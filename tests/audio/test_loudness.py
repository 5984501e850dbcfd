from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.audio import mp3
from skill.audio.loudness import NOTHING, SOFTER, frames, loudness
from skill.audio.stream import Stream
from skill.audio.timing import CLOSE, make_audio_plan
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
    steps = [curve.at(frame) for frame in range(0, end, 25)]
    assert steps[0] == 0
    assert all(0 <= earlier - later <= 1 for earlier, later in pairwise(curve.at(f) for f in range(end - 900, end)))
    assert all(later <= earlier for earlier, later in pairwise(steps))
    assert curve.at(end - 1) <= -SOFTER - NOTHING + 1


@pytest.mark.parametrize("tail", [0, 5])
def test_the_last_words_are_six_decibels_softer_than_the_first(tail: int) -> None:
    plan = make_audio_plan(Spec("bedtime_short", 10), TIMED)
    curve = loudness(plan, Stream(plan.spec, tail=tail))
    words = mp3.at(plan.starts[-2])
    assert curve.at(words) == curve.at(words + 500) == -SOFTER
    assert pytest.approx(6, abs=0.1) == SOFTER * mp3.DECIBELS


def test_a_day_is_even_until_its_last_word_and_has_no_tail() -> None:
    plan = make_audio_plan(Spec("standard", 10), TIMED)
    stream = Stream(plan.spec, tail=20)
    curve = loudness(plan, stream)
    assert frames(plan, stream) == 25_000
    assert {curve.at(frame) for frame in range(25_000 - mp3.at(CLOSE))} == {0}
    assert curve.at(24_999) < -NOTHING + 3
