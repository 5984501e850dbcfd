from hypothesis import given

from skill.audio.timing import make_audio_plan
from skill.practice.library import Library
from skill.practice.spec import Spec
from skill.studio.hearing.lines import words_of
from skill.studio.script import all_clips, clips_in
from tests.audio.test_timing import TIMED
from tests.strategies import library as content_library
from tests.strategies import specs


def clip_words(library: Library) -> list[str]:
    """Return the words of every clip."""
    return [" ".join(words_of(text)) for text in {clip.text for clip in all_clips(library)}]


@given(specs())
def test_whatever_a_plan_says_is_in_the_script(spec: Spec) -> None:
    plan = make_audio_plan(spec, TIMED)
    assert clips_in(plan) <= all_clips(content_library())


def test_clips_are_clean(library: Library) -> None:
    assert not [clip.text for clip in all_clips(library) if clip.text != clip.text.strip() or not clip.text]
