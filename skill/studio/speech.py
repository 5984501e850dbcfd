"""Speech made ready to be mixed: one rate of samples, one loudness, one margin of silence, whole frames."""

import numpy as np

from skill.audio import mp3
from skill.studio.ffmpeg import Samples

LEVEL = -20.0
"""Active speech level of every clip in dBFS. Alexa asks for about -14 LUFS of a skill's sound; a voice that guides
letting go is somewhat softer, and keeps its peaks."""
PEAK = 0.89
"""What no sample goes beyond, -1 dBFS: MP3 adds a little."""
KNEE = 0.6
"""From here on peaks are bent towards PEAK."""
MARGIN = 2 * mp3.SAMPLES
"""Samples of silence before and after a clip: the frames at both ends hold background alone, so that what MP3's
overlapping transform mixes up at a splice is noise with noise."""
ACTIVE = 30.0
"""Decibels below the loudest block down to which a block counts as speech."""
AUDIBLE = 45.0
"""Decibels below the active level down to which speech is kept."""
_BLOCK = mp3.RATE // 100


def ready(samples: Samples, rate: int) -> Samples:
    """Return a clip of whole frames from speech at a rate of samples a second; raises ValueError for silence."""
    speech = resampled(samples, rate)
    level = active_level(speech)
    audible = np.flatnonzero(_levels(speech) > level - AUDIBLE)
    kept = speech[max(0, audible[0] - 1) * _BLOCK : (audible[-1] + 2) * _BLOCK]
    return _framed(_limited(kept * 10 ** ((LEVEL - level) / 20)))


def active_level(speech: Samples) -> float:
    """Return the level of what is speech in dBFS: the mean power of all blocks of 10 ms but the silent ones.

    Integrated loudness by ITU-R BS.1770 is made of blocks of 400 ms, of which "One." has but one; within one voice its
    weighting by frequency changes nothing that could be heard. Raises ValueError for silence.
    """
    levels = _levels(speech)
    if not len(levels) or levels.max() < -80:
        raise ValueError("nothing is spoken")
    active = levels[levels > levels.max() - ACTIVE]
    return float(10 * np.log10(np.mean(10 ** (active / 10))))


def resampled(samples: Samples, rate: int) -> Samples:
    """Return samples at mp3.RATE, through their spectrum; speech begins and ends in silence, so that nothing wraps."""
    if rate == mp3.RATE:
        return samples
    count = round(len(samples) * mp3.RATE / rate)
    spectrum = np.fft.rfft(samples)
    wanted = np.zeros(count // 2 + 1, dtype=complex)
    shared = min(len(wanted), len(spectrum))
    wanted[:shared] = spectrum[:shared]
    return (np.fft.irfft(wanted, count) * (count / len(samples))).astype(np.float32)


def _levels(speech: Samples) -> Samples:
    """Return the level of each block of 10 ms in dBFS."""
    blocks = speech[: len(speech) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    levels: Samples = 10 * np.log10(np.mean(np.square(blocks, dtype=np.float64), axis=1) + 1e-12)
    return levels


def _limited(speech: Samples) -> Samples:
    beyond = np.maximum(np.abs(speech) - KNEE, 0.0)
    bent = KNEE + (PEAK - KNEE) * np.tanh(beyond / (PEAK - KNEE))
    return np.where(beyond > 0, np.sign(speech) * bent, speech).astype(np.float32)


def _framed(speech: Samples) -> Samples:
    whole = -(-(len(speech) + 2 * MARGIN) // mp3.SAMPLES) * mp3.SAMPLES
    framed = np.zeros(whole, np.float32)
    framed[MARGIN : MARGIN + len(speech)] = speech
    return framed
