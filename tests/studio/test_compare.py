"""`make compare`, with voices of tones and an ear that is told what it hears."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from skill.practice.speech_time import SpeechTime
from skill.studio import compare
from skill.studio.ffmpeg import Samples
from skill.studio.hearing.ear import Ear
from skill.studio.hearing.lines import HeardLine
from skill.studio.takes import Tell
from skill.studio.voice import Voice
from skill.studio.voices import Engine, KnownVoice
from tests.studio.tones import RATE, Tones

SAMPLE = [HeardLine(text, "groups", "feet") for text in ("Rest your feet.", "And hold.")]


class Deaf(Ear):
    """Hears "rest" for anything."""

    def hear(self, sounds: Sequence[Path], tell: Tell = lambda done: None) -> list[tuple[str, ...]]:
        assert all(sound.is_file() for sound in sounds)
        return [("rest",) for _ in sounds]


class Loud(Tones):
    """Tones that are beyond what there is."""

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        for samples, a_second in super().speak(texts, rate):
            yield np.clip(samples * 20, -1, 1), a_second


class Sinking(Tones):
    """Tones, each half as loud as the one before."""

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        for order, (samples, a_second) in enumerate(super().speak(texts, rate)):
            yield samples / 2**order, a_second


def known(monkeypatch: pytest.MonkeyPatch, voice: Voice, speech_time: SpeechTime | None = None) -> KnownVoice:
    monkeypatch.setattr(KnownVoice, "voice", lambda self, name: voice)
    return KnownVoice(Engine.KOKORO, "en-US", "a machine", "MIT", speech_time=speech_time)


def test_a_voice_is_told_by_what_is_heard_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    second = SpeechTime(line=1.0, sentence=0, comma=0, word=0, letter=0)
    found = compare.compared("kokoro:tone", "tone", known(monkeypatch, Tones(), second), SAMPLE, Deaf([]))
    assert (found.voice, found.misheard, found.clipped) == ("kokoro:tone", 2, 0)
    assert found.wrong == pytest.approx(4 / 5)
    seconds = 5 / found.pace * 60
    assert found.length == pytest.approx(2 / seconds - 1)
    assert str(found).split()[:4] == ["kokoro:tone", "2", "80.0%", "0"]


def test_what_clips_is_counted_and_nothing_is_said_of_a_length_that_nobody_calibrated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loud = compare.compared("loud", "loud", known(monkeypatch, Loud()), SAMPLE, Deaf([]))
    assert loud.clipped == 2
    assert loud.length is None
    assert len(str(loud).split()) == len(compare.TITLES) - 1


def test_a_voice_that_sinks_is_uneven(monkeypatch: pytest.MonkeyPatch) -> None:
    sinking = compare.compared("sinking", "sinking", known(monkeypatch, Sinking()), SAMPLE, Deaf([]))
    assert sinking.uneven == pytest.approx(3, abs=0.6)


def test_one_sample_at_its_end_is_a_peak_and_three_are_clipping() -> None:
    sound = np.sin(np.arange(RATE) / 50) * 0.5
    sound[[10, 20, 21]] = 1.0
    assert not compare.clipped(sound)
    sound[22] = -1.0
    assert compare.clipped(sound)


@pytest.fixture
def _few_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "lines", lambda *where: [*SAMPLE, HeardLine("Let it go.", "groups", "feet")])
    monkeypatch.setattr(Ear, "of", lambda *told: Deaf([]))


@pytest.mark.usefixtures("_few_lines")
def test_all_voices_of_this_machine_are_compared_on_the_same_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    known(monkeypatch, Tones())
    monkeypatch.setattr(sys, "argv", ["make compare", "--lines", "2"])
    compare.main()
    first, titles, *rows = capsys.readouterr().out.splitlines()
    assert first.startswith("2 lines, ")
    assert tuple(titles.split()) == compare.TITLES
    assert rows[0].startswith("piper:joe ")
    assert any(row.startswith("kokoro:bf_emma ") for row in rows)
    assert not any("polly" in row for row in rows)


@pytest.mark.usefixtures("_few_lines")
def test_a_voice_that_there_is_not_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["make compare", "--voice", "piper,nobody"])
    with pytest.raises(SystemExit) as ended:
        compare.main()
    assert ended.value.code == 2
    assert "there is no voice 'nobody'" in capsys.readouterr().err
