import numpy as np
import pytest

from skill.audio import mp3
from skill.studio.speech import AUDIBLE, LEVEL, MARGIN, PEAK, active_level, ready, resampled
from tests.studio.tones import RATE, tone


@pytest.mark.parametrize("gain", [0.01, 0.3, 2.0])
@pytest.mark.parametrize("text", ["One.", "Let it all go soft, from the hip to the toes."])
def test_every_clip_is_equally_loud_however_loud_it_was_spoken(text: str, gain: float) -> None:
    assert active_level(ready(tone(text) * gain, RATE)) == pytest.approx(LEVEL, abs=0.3)


def test_silence_around_the_words_does_not_count() -> None:
    long = np.concatenate([np.zeros(RATE * 3), tone("Hold."), np.zeros(RATE * 5)])
    assert np.array_equal(ready(long, RATE)[:MARGIN], np.zeros(MARGIN))
    assert abs(len(ready(long, RATE)) - len(ready(tone("Hold."), RATE))) <= mp3.SAMPLES


def test_a_clip_is_whole_frames_and_begins_and_ends_with_two_frames_of_silence() -> None:
    clip = ready(tone("And release."), RATE)
    assert len(clip) % mp3.SAMPLES == 0
    assert not clip[:MARGIN].any()
    assert not clip[-MARGIN:].any()
    audible = np.flatnonzero(np.abs(clip) > 10 ** ((LEVEL - AUDIBLE) / 20))
    assert audible[0] < MARGIN + mp3.RATE * 0.03


def test_peaks_are_bent_and_not_cut() -> None:
    click = tone("Hold.") * 0.1
    click[len(click) // 2] = 0.9
    assert 0.6 < np.abs(ready(click, RATE)).max() <= PEAK + 1e-6


def test_silence_is_no_speech() -> None:
    with pytest.raises(ValueError, match="nothing is spoken"):
        ready(np.zeros(RATE), RATE)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
def test_resampling_keeps_a_tone_as_it_is(rate: int) -> None:
    before = np.sin(2 * np.pi * 500 * np.arange(rate) / rate) * np.hanning(rate)
    wanted = np.sin(2 * np.pi * 500 * np.arange(mp3.RATE) / mp3.RATE) * np.hanning(mp3.RATE)
    assert np.abs(resampled(before, rate) - wanted).max() < 1e-3
