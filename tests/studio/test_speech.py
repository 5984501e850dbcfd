import numpy as np
import pytest

from skill.audio import mp3
from skill.studio.meter import true_peak
from skill.studio.speech import LEVEL, MARGIN, PEAK, SOFTEST, ready, resampled, speech_level
from tests.audio.sound import found
from tests.studio.tones import RATE, tone


@pytest.mark.parametrize("gain", [0.01, 0.3, 2.0])
@pytest.mark.parametrize("text", ["One.", "Let it all go soft, from the hip to the toes."])
def test_every_clip_is_equally_loud_however_loud_it_was_spoken(text: str, gain: float) -> None:
    assert speech_level(ready(tone(text) * gain, RATE)) == pytest.approx(LEVEL, abs=0.3)


def test_silence_around_the_words_does_not_count() -> None:
    long = np.concatenate([np.zeros(RATE * 3), tone("Hold."), np.zeros(RATE * 5)])
    assert np.array_equal(ready(long, RATE)[:MARGIN], np.zeros(MARGIN))
    assert abs(len(ready(long, RATE)) - len(ready(tone("Hold."), RATE))) <= mp3.SAMPLES


def test_a_clip_is_whole_frames_and_begins_and_ends_with_two_frames_of_silence() -> None:
    clip = ready(tone("And release."), RATE)
    assert len(clip) % mp3.SAMPLES == 0
    assert not clip[:MARGIN].any()
    assert not clip[-MARGIN:].any()
    audible = np.flatnonzero(np.abs(clip) > 10 ** ((LEVEL - SOFTEST) / 20))
    assert audible[0] < MARGIN + mp3.RATE * 0.03


def test_peaks_are_turned_down_and_not_cut() -> None:
    click = tone("Hold it, and breathe.") * 0.3
    click[len(click) // 2] = 0.9
    clip, plain = ready(click, RATE), ready(tone("Hold it, and breathe."), RATE)
    assert true_peak(clip) <= 20 * np.log10(PEAK) + 0.1
    before = clip[MARGIN + mp3.SAMPLES : len(clip) // 2 - mp3.RATE // 20]
    assert found(before, plain, 0.1)[1] > 0.999  # the wave is as it was but at the peak


def test_a_voice_of_many_peaks_is_as_loud_as_one_without() -> None:
    spiky = tone("Let it all go soft, from the hip to the toes.")
    spiky[:: RATE // 90] *= 8
    assert speech_level(ready(spiky, RATE)) == pytest.approx(LEVEL, abs=0.3)
    assert true_peak(ready(spiky, RATE)) <= 20 * np.log10(PEAK) + 0.1


def test_silence_is_no_speech() -> None:
    with pytest.raises(ValueError, match="nothing is spoken"):
        ready(np.zeros(RATE), RATE)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 48_000])
def test_resampling_keeps_a_tone_as_it_is(rate: int) -> None:
    before = np.sin(2 * np.pi * 500 * np.arange(rate) / rate) * np.hanning(rate)
    wanted = np.sin(2 * np.pi * 500 * np.arange(mp3.RATE) / mp3.RATE) * np.hanning(mp3.RATE)
    assert np.abs(resampled(before, rate) - wanted).max() < 1e-3
