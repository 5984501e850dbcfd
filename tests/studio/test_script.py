from dataclasses import replace

from hypothesis import given

from skill.audio.clip import clips_of
from skill.audio.timing import make_audio_plan
from skill.practice.library import Library
from skill.practice.planner import NothingLeft
from skill.practice.spec import Spec
from skill.practice.words import said
from skill.studio.hearing.lines import pattern_of, words_of
from skill.studio.phrasings import each_phrasing, pools
from skill.studio.script import all_clips, clips_in
from tests.audio.test_timing import TIMED
from tests.strategies import library as content_library
from tests.strategies import specs


def clip_words(library: Library) -> list[str]:
    """Return the words of every clip."""
    return [" ".join(words_of(text)) for text in {clip.text for clip in all_clips(library)}]


@given(specs())
def test_whatever_a_plan_says_is_in_the_script(spec: Spec) -> None:
    try:
        plan = make_audio_plan(spec, TIMED)
    except NothingLeft:
        return
    assert clips_in(plan) <= all_clips(content_library())


def test_of_every_list_of_phrasings_all_are_said_or_none(library: Library) -> None:
    clips = clip_words(library)
    for pool in pools((library.guidance, *library.groups.values())):
        sentences = [clip.text for clip in clips_of(said(*pool), 1.0)]
        unsaid = [each for each in sentences if not any(pattern_of(each).search(text) for text in clips)]
        assert unsaid in ([], sentences)


def test_a_phrasing_more_is_a_clip_more_however_the_narrator_chooses(library: Library) -> None:
    notice = (*library.guidance.notice, *(f"See {word}." for word in ("apples", "pears", "plums", "figs")))
    more = replace(library, guidance=replace(library.guidance, notice=notice))
    assert {text for text in clip_words(more) if text not in clip_words(library)} == {
        "see apples",
        "see pears",
        "see plums",
        "see figs",
    }


def test_a_library_of_one_phrasing_keeps_what_must_be_counted(library: Library) -> None:
    first, *_ = each_phrasing(library)
    assert set(first.guidance.notice) == {library.guidance.notice[0]}
    assert first.guidance.counts == library.guidance.counts
    assert first.guidance.numbers == library.guidance.numbers


def test_clips_are_clean(library: Library) -> None:
    assert not [clip.text for clip in all_clips(library) if clip.text != clip.text.strip() or not clip.text]
