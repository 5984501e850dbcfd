"""Measuring sound as ITU-R BS.1770-4 does: loudness in LUFS, and the true peak."""

import numpy as np
from scipy.signal import sosfilt

from skill.audio import mp3
from skill.studio.ffmpeg import Samples

OFFSET = -0.691
"""Added to the level of weighted sound, so that a sine of 997 Hz has the loudness of its peak less 3.01."""
SILENCE = 1e-14
"""Power at which levels end: -140 dB."""
BLOCK, HOP = 17, 4
"""Frames of a block, and from block to block: 408 and 96 ms, for the 400 and 100 of the standard."""
ABSOLUTE, RELATIVE = -70.0, -10.0
"""The gates: blocks below them count as silence; the second one lies under the mean of what passes the first."""
OVERSAMPLED = 4
_STRETCH = 1 << 16


def _weighting(rate: int) -> Samples:
    """Return the two filters of BS.1770, a shelf for the head and a high pass, for any rate of samples."""
    tangent, quality, gain = (
        np.tan(np.pi * 1681.974450955533 / rate),
        0.7071752369554196,
        10 ** (3.999843853973347 / 20),
    )
    band, square = gain**0.4996667741545416 * tangent / quality, tangent**2
    shelf = [gain + band + square, 2 * (square - gain), gain - band + square]
    shelf += [1 + tangent / quality + square, 2 * (square - 1), 1 - tangent / quality + square]
    tangent, quality = np.tan(np.pi * 38.13547087602444 / rate), 0.5003270373238773
    whole, square = 1 + tangent / quality + tangent**2, tangent**2
    high = [whole, -2 * whole, whole, whole, 2 * (square - 1), 1 - tangent / quality + square]
    return np.array([np.array(shelf) / shelf[3], np.array(high) / whole])


WEIGHTING = _weighting(mp3.RATE)


def weighted(samples: Samples) -> Samples:
    """Return samples as loudness weighs them."""
    return np.asarray(sosfilt(WEIGHTING, samples))


def powers(samples: Samples) -> Samples:
    """Return the weighted power of each whole frame; a minute at a time, however long the sound."""
    state, found, minute = np.zeros((len(WEIGHTING), 2)), [], 2500 * mp3.SAMPLES
    for start in range(0, len(samples) // mp3.SAMPLES * mp3.SAMPLES, minute):
        heard, state = sosfilt(WEIGHTING, samples[start : start + minute], zi=state)
        whole = heard[: len(heard) // mp3.SAMPLES * mp3.SAMPLES].reshape(-1, mp3.SAMPLES)
        found.append(np.mean(np.square(whole), axis=1))
    return np.concatenate([np.zeros(0), *found])


def lufs(power: Samples | float) -> float:
    """Return the loudness of weighted power, the mean of many."""
    return float(10 * np.log10(max(float(np.mean(power)), SILENCE)) + OFFSET)


def moving(power: Samples, frames: int) -> Samples:
    """Return the mean power of so many frames, from each frame on."""
    total = np.concatenate([[0.0], np.cumsum(power)])
    return np.asarray(np.maximum((total[frames:] - total[:-frames]) / frames, SILENCE))


def gated(blocks: Samples) -> float:
    """Return the integrated loudness of blocks of weighted power; that of SILENCE where none is heard."""
    heard = blocks[blocks > 10 ** ((ABSOLUTE - OFFSET) / 10)]
    if not len(heard):
        return lufs(SILENCE)
    return lufs(heard[heard > heard.mean() * 10 ** (RELATIVE / 10)])


def integrated(samples: Samples) -> float:
    """Return the integrated loudness of sound in LUFS."""
    return gated(moving(powers(samples), BLOCK)[::HOP])


def true_peak(samples: Samples) -> float:
    """Return the highest peak between samples too, in dBTP; only where they come near it is looked between them."""
    highest, margin = 0.0, 64
    starts = range(0, len(samples), _STRETCH)
    peaks = [float(np.abs(samples[start : start + _STRETCH]).max()) for start in starts]
    for start, peak in zip(starts, peaks, strict=True):
        if peak > 0.7 * max(peaks):
            highest = max(highest, float(between(samples[max(0, start - margin) : start + _STRETCH + margin]).max()))
    return 20 * float(np.log10(max(highest, 1e-7)))


def between(samples: Samples) -> Samples:
    """Return the highest absolute value at each sample and up to the next one; the ends are taken as a circle."""
    spectrum = np.fft.rfft(samples)
    finer = np.fft.irfft(spectrum, len(samples) * OVERSAMPLED) * OVERSAMPLED
    return np.asarray(np.abs(finer).reshape(-1, OVERSAMPLED).max(axis=1))
