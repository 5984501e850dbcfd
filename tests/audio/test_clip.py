import pytest
from hypothesis import given

from skill.audio.clip import Clip, clips_of
from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import Detail, Spec
from skill.practice.words import Words, said
from tests.strategies import library as content_library
from tests.strategies import specs


def texts(words: Words) -> list[str]:
    return [clip.text for clip in clips_of(words, 1.0)]


def test_a_line_is_split_into_its_sentences() -> None:
    assert texts(said("Your feet.", "Gently, draw the toes up. And hold.")) == [
        "Your feet.",
        "Gently, draw the toes up.",
        "And hold.",
    ]


def test_an_announcement_has_a_clip_for_its_minutes_its_routine_and_its_direction(library: Library) -> None:
    plan = make_plan(Spec("standard", 21, detail=Detail.BRIEF), library)
    assert texts(plan.segments[0].beats[0].words)[:4] == [
        "Twenty-one minutes",
        "of muscle relaxation,",
        "from your feet up to your head.",
        "Settle where you are, and let two easy breaths go out.",
    ]


@given(specs())
def test_the_clips_of_a_line_are_all_of_its_words(spec: Spec) -> None:
    library = content_library()
    plan = make_plan(spec, library)
    for segment in plan.segments:
        for beat in segment.beats:
            assert " ".join(texts(beat.words)) == beat.text


@pytest.mark.parametrize(
    ("text", "rate", "frames"), [("Hold.", 1.0, 14), ("so,", 1.0, 5), ("so", 1.0, 0), ("Hold.", 0.5, 28)]
)
def test_the_pause_after_a_clip_depends_on_how_it_ends_and_on_the_rate(text: str, rate: float, frames: int) -> None:
    assert Clip(text, rate).pause == frames
