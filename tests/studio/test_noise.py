from functools import cache

import numpy as np
import pytest
from scipy.signal import butter, sosfilt, welch
from scipy.stats import kurtosis

from skill.audio import mp3
from skill.practice.background import Background
from skill.studio import noise
from skill.studio.ffmpeg import Samples, decode
from skill.studio.meter import integrated, lufs, moving, powers
from skill.studio.speech import SESSION
from tests.audio.sound import encoded_loop, level

ONE_LOOP = noise.FRAMES * mp3.FRAME
"""Bytes of a loop; beside it lies a softer one."""


def first_loop(background: Background) -> bytes:
    return encoded_loop(background)[:ONE_LOOP]


@cache
def heard(background: Background) -> Samples:
    return decode(first_loop(background) * 2)


@pytest.mark.parametrize("background", Background)
def test_a_background_is_equally_loud_throughout_and_below_the_voice(background: Background) -> None:
    loop = noise.loop(background)
    assert len(loop) == noise.FRAMES * mp3.SAMPLES
    power = powers(np.concatenate([loop, loop[: 2 * mp3.RATE]]))[10:]
    for frames, within in ((42, 2.0), (208, 0.6)):
        levels = 10 * np.log10(moving(power, frames))
        assert levels.max() - levels.min() < within
    assert lufs(power) == pytest.approx(SESSION - noise.BELOW[background], abs=0.05)


@pytest.mark.parametrize("background", Background)
def test_a_loop_has_no_seam(background: Background) -> None:
    twice = heard(background)
    steps = np.abs(np.diff(twice))
    seam = noise.FRAMES * mp3.SAMPLES
    assert steps[seam - mp3.SAMPLES : seam + mp3.SAMPLES].max() <= steps[mp3.SAMPLES : -mp3.SAMPLES].max()
    assert level(twice[seam - 1200 : seam + 1200]) == pytest.approx(level(twice), abs=4)


@pytest.mark.parametrize("background", Background)
def test_encoding_leaves_no_digital_silence_and_the_loudness_as_it_is(background: Background) -> None:
    frames = heard(background)[: noise.FRAMES * mp3.SAMPLES].reshape(noise.FRAMES, mp3.SAMPLES)[1:]
    assert integrated(frames.ravel()) == pytest.approx(SESSION - noise.BELOW[background], abs=0.5)
    assert np.abs(frames).max(axis=1).min() > 0


def test_backgrounds_differ() -> None:
    spectra = {background: np.abs(np.fft.rfft(noise.loop(background)[: mp3.RATE])) for background in Background}
    low = {key: spectrum[50:300].sum() / spectrum.sum() for key, spectrum in spectra.items()}
    assert low[Background.BROWN] > low[Background.FLOOR] > low[Background.RAIN]


def test_rain_has_the_spectrum_of_rain_on_leaves_and_not_of_brown_noise() -> None:
    frequencies, density = welch(heard(Background.RAIN), mp3.RATE, nperseg=2048)
    share = {band: density[(frequencies >= band[0]) & (frequencies < band[1])].sum() for band in BANDS}
    assert max(share, key=lambda band: share[band]) in ((1000, 2500), (2500, 6000))
    assert share[0, 300] < 0.02 * sum(share.values())
    assert share[6000, 12_000] > 0.02 * sum(share.values())  # it hisses


BANDS = ((0, 300), (300, 1000), (1000, 2500), (2500, 6000), (6000, 12_000))


def test_rain_has_grain_as_drops_make_it_also_after_encoding_and_noise_has_none() -> None:
    """Excess kurtosis of the band in which drops ring: 0 for noise, however it is filtered."""
    band = butter(4, (1500, 6000), "band", fs=mp3.RATE, output="sos")
    grain = {each: float(kurtosis(sosfilt(band, heard(each)[mp3.RATE :]))) for each in Background}
    assert grain[Background.RAIN] > 1.5
    assert abs(grain[Background.BROWN]) < 0.3
    assert abs(grain[Background.FLOOR]) < 0.3


def test_no_drop_stands_out_of_the_rain() -> None:
    rain = noise.loop(Background.RAIN)
    assert 20 * np.log10(np.abs(rain).max()) < level(rain) + 26
    moments = 10 * np.log10(moving(powers(rain), 4))
    assert moments.max() < np.median(moments) + 4


def test_a_stretch_of_background_goes_round_and_round() -> None:
    long = noise.under(Background.RAIN, noise.FRAMES * mp3.SAMPLES + 5)
    assert np.array_equal(long[-5:], long[:5])
