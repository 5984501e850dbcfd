"""Kokoro: how its process is spoken with, and, with the real one, what it speaks."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from skill.studio import kokoro as module
from skill.studio.kokoro import LAST, RATE, Kokoro, StayingKokoro
from skill.studio.kokoro_sounds import learned, with_punctuation
from skill.studio.voice import VoiceMissing
from tests import tools
from tests.studio.fakes import kokoro


@pytest.fixture
def voice(tmp_path: Path) -> Iterator[StayingKokoro]:
    made = StayingKokoro(kokoro(tmp_path, pace=1.25))
    yield made
    made.close()


def seconds(voice: StayingKokoro, text: str, rate: float = 1.0) -> float:
    ((samples, a_second),) = voice.speak([text], rate)
    return len(samples) / a_second


def test_one_process_speaks_at_every_rate_on_top_of_the_voices_pace(voice: StayingKokoro) -> None:
    assert [round(seconds(voice, "Soft.", rate), 3) for rate in (1.0, 0.8)] == [0.4, 0.5]
    first = voice._process
    assert round(seconds(voice, "Your\nfeet."), 3) == 0.8
    assert voice._process is first
    assert voice.identity == voice.kokoro.identity == "kokoro 0 af_tone 1.250"


def test_one_that_ends_says_why_and_the_next_sentence_has_a_new_one(voice: StayingKokoro) -> None:
    with pytest.raises(RuntimeError, match="it choked"):
        seconds(voice, "choke")
    assert round(seconds(voice, "Soft."), 3) == 0.4


def test_one_that_warns_more_than_a_pipe_holds_goes_on_and_tells_the_last_of_it_where_it_ends(
    voice: StayingKokoro,
) -> None:
    assert round(seconds(voice, "I warn you."), 3) == 0.88
    with pytest.raises(RuntimeError, match="it choked") as told:
        seconds(voice, "I warn you, and choke.")
    assert len(str(told.value)) == LAST


def test_one_that_ends_before_it_has_read_says_why(tmp_path: Path) -> None:
    voice = StayingKokoro(kokoro(tmp_path))
    voice.kokoro.program.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('it has no model')\n", "utf-8")
    with pytest.raises(RuntimeError, match="it has no model"):
        seconds(voice, "Soft." * 100_000)  # more than a pipe holds
    voice.close()


def test_many_texts_are_spoken_by_a_process_that_ends_with_them(tmp_path: Path) -> None:
    spoken = [len(samples) for samples, _ in kokoro(tmp_path).speak(["Soft.", "Your feet."], 1.0)]
    assert spoken == [RATE // 2, RATE]


def test_a_voice_that_is_not_set_up_says_what_sets_it_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    with pytest.raises(VoiceMissing, match=r"no Kokoro with the voice 'af_heart'.*make build/kokoro/ready"):
        Kokoro.of("af_heart", "en-US")


@pytest.mark.parametrize(
    ("accent", "sounds", "kokoros"),
    [
        ("en-us", "ɡˌo^ʊɪŋ hˈo^ʊm", "ɡˌOɪŋ hˈOm"),
        ("en-us", "wˈɔːɾɚ ænd ɐ bˈʌʔn̩", "wˈɔTəɹ ænd ə bˈʌtᵊn"),
        ("gmw/en", "lˈɛt ɪt ɡˌə^ʊ ðˈe^ə", "lˈɛt ɪt ɡˌQ ðˈɛː"),
        ("es", "t^ʃˈiko", "ʧˈiko"),
    ],
)
def test_sounds_are_written_as_kokoro_learned_them(accent: str, sounds: str, kokoros: str) -> None:
    assert learned(sounds, accent) == kokoros


def test_punctuation_stays_where_it_was() -> None:
    assert with_punctuation("Your hand: make a fist, now. And rest.", str.upper) == (
        "YOUR HAND: MAKE A FIST, NOW. AND REST."
    )
    assert with_punctuation("Rest", str.upper) == "REST"


@pytest.mark.voice
@pytest.mark.parametrize(("name", "locale"), [("af_heart", "en-US"), ("bf_emma", "en-GB")])
def test_it_speaks_the_same_each_time_and_slower_takes_longer(name: str, locale: str) -> None:
    voice = tools.kokoro(name, locale)
    (short, rate), (long, _), (again, _) = voice.speak(["Rest.", "Let your forehead smooth out.", "Rest."], 1.0)
    ((slow, _),) = voice.speak(["Rest."], 0.5)
    assert rate == 24_000
    assert len(short) < len(long)
    assert len(short) < len(slow)
    assert 0.05 < float(np.abs(long).max()) <= 1
    assert np.array_equal(short, again)


@pytest.mark.voice
def test_a_voice_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    voice = tools.kokoro()
    broken = Kokoro(voice.program, tmp_path / "af_none.bin", voice.accent, voice.version)
    with pytest.raises(RuntimeError, match="af_none"):
        list(broken.speak(["Rest."], 1.0))
