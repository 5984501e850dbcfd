import numpy as np
import pytest

from skill.audio import mp3
from skill.practice.background import Background
from skill.studio import noise
from skill.studio.ffmpeg import decode
from skill.studio.speech import LEVEL
from tests.audio.sound import encoded_loop, level


@pytest.mark.parametrize("background", Background)
def test_a_background_is_equally_loud_throughout_and_below_the_voice(background: Background) -> None:
    loop = noise.loop(background)
    assert len(loop) == noise.FRAMES * mp3.SAMPLES
    levels = [level(part) for part in loop.reshape(-1, 5 * mp3.RATE)]
    assert max(levels) - min(levels) < 1.0
    assert level(loop) == pytest.approx(LEVEL - noise.BELOW[background], abs=0.01)


@pytest.mark.parametrize("background", Background)
def test_a_loop_has_no_seam(background: Background) -> None:
    twice = decode(encoded_loop(background) * 2)
    steps = np.abs(np.diff(twice))
    seam = noise.FRAMES * mp3.SAMPLES
    assert steps[seam - mp3.SAMPLES : seam + mp3.SAMPLES].max() <= steps[mp3.SAMPLES : -mp3.SAMPLES].max()
    assert level(twice[seam - 1200 : seam + 1200]) == pytest.approx(level(twice), abs=4)


def test_encoding_leaves_no_digital_silence_and_the_level_as_it_is() -> None:
    for background in Background:
        heard = decode(encoded_loop(background)).reshape(noise.FRAMES, mp3.SAMPLES)[1:]
        assert level(heard) == pytest.approx(LEVEL - noise.BELOW[background], abs=1)
        assert np.abs(heard).max(axis=1).min() > 0


def test_backgrounds_differ() -> None:
    spectra = {background: np.abs(np.fft.rfft(noise.loop(background)[: mp3.RATE])) for background in Background}
    low = {key: spectrum[50:300].sum() / spectrum.sum() for key, spectrum in spectra.items()}
    assert low[Background.BROWN] > low[Background.FLOOR] > low[Background.RAIN]


def test_a_stretch_of_background_goes_round_and_round() -> None:
    long = noise.under(Background.RAIN, noise.FRAMES * mp3.SAMPLES + 5)
    assert np.array_equal(long[-5:], long[:5])
