from itertools import pairwise

import pytest
from hypothesis import given, settings

from skill.audio import mp3
from skill.audio.clip import Clip
from skill.audio.timing import CLOSE, LEAD, make_audio_plan, measured
from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.practice.words import Words, said
from tests.strategies import library as content_library
from tests.strategies import specs


def by_letters(clip: Clip) -> int:
    """Return frames as a voice might need them."""
    return 20 + round(2.6 * len(clip.text) / clip.rate)


TIMED = measured(content_library(), by_letters)


def test_a_line_lasts_as_long_as_its_clips_and_pauses(library: Library) -> None:
    timing = measured(library, lambda clip: 100).speech_time
    assert timing.of(said("And hold.")) == pytest.approx(2.4)
    assert timing.of(said("Your feet. And hold.")) == pytest.approx(4.8 + 14 * mp3.SECONDS)
    assert timing.of(said("Your feet. And hold."), 0.5) == pytest.approx(4.8 + 28 * mp3.SECONDS)


def test_a_line_of_which_a_clip_is_missing_is_estimated(library: Library) -> None:
    timing = measured(library, lambda clip: 100 if clip.text == "And hold." else None).speech_time
    assert timing.of(said("Your feet. And hold."), 0.9) == library.speech_time.seconds("Your feet. And hold.", 0.9)


def test_after_the_last_word_of_a_day_there_is_room_to_fade(library: Library) -> None:
    last = Words((library.guidance.last[0],), last=True)
    timing = measured(library, lambda clip: 100).speech_time
    assert timing.of(last) == pytest.approx(2 * 2.4 + 14 * mp3.SECONDS + CLOSE)


@settings(max_examples=20)
@given(specs())
def test_the_first_line_has_a_moment_of_quiet_before_it(spec: Spec) -> None:
    plan, rounded = make_audio_plan(spec, TIMED), make_plan(spec, TIMED)
    first, same = plan.segments[0].beats[0], rounded.segments[0].beats[0]
    assert first.words == same.words
    assert first.seconds == pytest.approx(same.seconds + LEAD)
    assert LEAD >= 0.5
    assert first.text


@given(specs())
def test_a_plan_for_the_ear_lasts_its_minutes_exactly(spec: Spec) -> None:
    plan = make_audio_plan(spec, TIMED)
    assert plan.seconds == pytest.approx(plan.spec.minutes * 60, abs=1e-6)
    rounded = make_plan(spec, TIMED)
    assert [segment.place for segment in plan.segments] == [segment.place for segment in rounded.segments]
    later = [0.0, *(start + LEAD for start in rounded.starts[1:-1])]
    assert plan.starts[:-1] == pytest.approx(later)  # only the ending takes up what is left over
    assert all(after > before for before, after in pairwise(plan.starts))
    differences = [
        abs(one.seconds - other.seconds)
        for one, other in zip(plan.segments[-1].beats, rounded.segments[-1].beats, strict=True)
    ]
    assert sorted(differences)[:-1] == [0] * (len(differences) - 1)
    assert max(differences) <= 1.5 + LEAD
