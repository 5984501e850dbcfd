"""What the page plays lasts its minutes by the voice that is heard."""

from dataclasses import replace

import pytest

from skill.content.content import Content
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.practice.speech_time import SpeechTime
from skill.simulator.page.as_spoken import load_as_spoken, timed
from skill.studio.voices import VoiceTime
from tests.strategies import CONTENT

SLOW = VoiceTime(SpeechTime(line=0.3, sentence=0.6, comma=0.3, word=0.1, letter=0.06), 0.7)


def test_a_slow_voice_leaves_less_silence_and_keeps_the_minutes(content: Content) -> None:
    spec = Spec("standard", 10)
    own, slow = make_plan(spec, content.library), make_plan(spec, timed(content, SLOW).library)
    said = [
        sum(beat.seconds for segment in plan.segments for beat in segment.beats if beat.text) for plan in (own, slow)
    ]
    assert said[1] > said[0]
    assert slow.seconds == pytest.approx(600, abs=6)


def test_another_voice_is_another_fingerprint(content: Content) -> None:
    prints = {timed(content, each).library.made_by for each in (SLOW, replace(SLOW, follows=1.0))}
    assert len({content.library.made_by, *prints}) == 3


def test_only_the_language_of_the_voice_is_timed_by_it() -> None:
    spoken = load_as_spoken(CONTENT, "en", SLOW)
    assert spoken.contents["en"].library.speech_time is SLOW
    for language, timing in (("en", None), ("xx", SLOW)):
        own = load_as_spoken(CONTENT, language, timing).contents["en"].library.speech_time
        assert isinstance(own, SpeechTime)
