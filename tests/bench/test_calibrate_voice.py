"""A voice of the studio is brought to joe's pace, and its model to what it takes: with a voice of tones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.studio.ffmpeg import Samples
from skill.studio.takes import Takes
from skill.studio.voices import Engine, KnownVoice, read_voices
from tests.bench import calibrate_voice
from tests.bench.calibrate_voice import SESSIONS, Spoken, calibrated, length_errors
from tests.studio.tones import RATE, tone

TEXTS = ("Rest your feet.", "Let your forehead smooth out, little by little.", "And hold. Hold it there.")


@dataclass(frozen=True)
class Slower:
    """Tones that take longer by a factor, and follow a rate half of the way."""

    factor: float

    @property
    def identity(self) -> str:
        return f"slower by {self.factor}"

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        for text in texts:
            yield tone(text, rate**0.5 / self.factor), RATE


@pytest.fixture(autouse=True)
def _tones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, library: Library) -> None:
    def voice(self: KnownVoice, name: str) -> Slower:
        return Slower(1.0 if self.engine is Engine.PIPER else 1.4 / self.pace)

    monkeypatch.setattr(KnownVoice, "voice", voice)
    monkeypatch.setattr(calibrate_voice, "TAKES", tmp_path)
    plans = [make_plan(spec, library) for spec in (Spec("standard", 10), Spec("bedtime_gentle", 10))]
    monkeypatch.setattr(calibrate_voice, "all_plans", lambda _: plans)
    monkeypatch.setattr(calibrate_voice, "SESSIONS", SESSIONS[:1])


def test_a_slow_voice_is_brought_to_joes_pace_and_keeps_its_minutes(library: Library, tmp_path: Path) -> None:
    now, found = calibrated("ann", KnownVoice(Engine.KOKORO, "en-US", "a woman", "MIT"), library, 30)
    slow, joe = (
        sum(Spoken(Takes(tmp_path, each.voice(name))).seconds(TEXTS).values())
        for name, each in (("ann", now), ("joe", read_voices()["joe"]))
    )
    assert slow == pytest.approx(joe, rel=0.1)
    assert 0.35 < now.follows < 0.55
    assert found.model == now.speech_time
    assert all(abs(error) < 0.03 for error in length_errors("ann", now, library).values())


def test_joe_has_his_own_pace(library: Library) -> None:
    now, _ = calibrated("joe", read_voices()["joe"], library, 10)
    assert now.pace == 1.0
