"""Which voices there are: the file, what VOICE= may say, and how long they take."""

from pathlib import Path

import pytest

from skill.content.fault import ContentError
from skill.practice.speech_time import SpeechTime
from skill.studio.kokoro import ACCENTS
from skill.studio.piper import Piper
from skill.studio.polly import Polly
from skill.studio.speaking import voice
from skill.studio.voice import VoiceMissing
from skill.studio.voices import VOICES, Engine, KnownVoice, VoiceTime, chosen, read_voices
from tests.bench.calibrate_voice import written
from tests.studio.fakes import piper


def test_the_file_is_as_calibrating_would_write_it() -> None:
    assert VOICES.read_text("utf-8") == written(read_voices())


def test_kokoro_has_the_accent_of_each_of_its_voices() -> None:
    assert {known.locale for known in read_voices().values() if known.engine is Engine.KOKORO} <= ACCENTS.keys()


def test_every_voice_stands_in_the_docs() -> None:
    told = (VOICES.parents[2] / "docs" / "voices.md").read_text("utf-8")
    for name, known in read_voices().items():
        assert f"`{known.engine}:{name}`" in told


def test_an_engine_alone_is_its_first_voice() -> None:
    assert chosen("piper", "en")[0] == "joe"
    assert chosen("kokoro", "en") == next(
        (name, known) for name, known in read_voices().items() if known.engine is Engine.KOKORO
    )
    assert chosen("kokoro:bf_emma", "en")[1].locale == "en-GB"


@pytest.mark.parametrize("wish", ["", "joe", "kokoro:", "kokoro:joe", "espeak", "piper,kokoro"])
def test_a_wish_for_another_is_answered_with_those_that_there_are(wish: str) -> None:
    if wish == "kokoro:":
        assert chosen(wish, "en") == chosen("kokoro", "en")
        return
    with pytest.raises(
        VoiceMissing, match=f"no voice {wish!r} for 'en'; there are piper, piper:joe, polly.*kokoro:af_"
    ):
        chosen(wish, "en")


def test_a_language_without_a_voice_is_told() -> None:
    with pytest.raises(VoiceMissing, match="there is no voice 'piper' for 'xx'; there are none"):
        chosen("piper", "xx")


def test_each_engine_makes_its_voice(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    danielle = voice("polly", "en")
    assert isinstance(danielle, Polly)
    assert danielle.name == "Danielle"
    joe = piper(tmp_path)
    monkeypatch.setattr(Piper, "of", lambda language: joe)
    assert voice("piper:joe", "en") is joe


def test_a_fault_of_the_file_names_its_key(tmp_path: Path) -> None:
    file = tmp_path / "voices.yaml"
    file.write_text("ann:\n  engine: kazoo\n  locale: English\n  who: a woman\n  licence: MIT\n", "utf-8")
    with pytest.raises(ContentError) as fault:
        read_voices(file)
    assert {each.key for each in fault.value.faults} == {"ann.engine", "ann.locale"}


def test_a_voice_follows_a_rate_as_far_as_it_does() -> None:
    model = SpeechTime(line=1.0, sentence=0.0, comma=0.0, word=0.0, letter=0.0)
    assert VoiceTime(model, 1.0).seconds("Rest.", 0.5) == pytest.approx(2.0)
    assert VoiceTime(model, 0.5).seconds("Rest.", 0.25) == pytest.approx(2.0)
    assert KnownVoice(Engine.POLLY, "en-US", "a woman", "MIT").timing is None
