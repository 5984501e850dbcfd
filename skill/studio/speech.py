"""Speech made ready to be mixed: one rate of samples, one loudness, one margin of silence, whole frames."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from skill.audio import mp3
from skill.studio.ffmpeg import Samples
from skill.studio.meter import between, gated, moving, weighted

SESSION = -18.0
"""Loudness of the voice in a session in LUFS. Alexa asks for about -14 of a skill's sound; a voice that guides letting
go is somewhat softer, and keeps its peaks."""
LEVEL = SESSION + 1.3
"""Loudness of every clip's own speech: in a session the moments between words and sentences count too, and MP3 takes a
little."""
PEAK = 10 ** (-3 / 20)
"""What no peak goes beyond, -3 dBTP: MP3 adds up to one decibel."""
AHEAD = mp3.RATE // 400
"""Samples, 2.5 ms, in which a peak is turned down before it and up again after it."""
PASSES = 4
"""How often a clip is brought to its loudness, until it is there within a tenth of a decibel."""
MARGIN = 2 * mp3.SAMPLES
"""Samples of silence before and after a clip: the frames at both ends hold background alone, so that what MP3's
overlapping transform mixes up at a splice is noise with noise."""
SOFTEST = 45.0
"""Decibels below the loudest block down to which a block counts as speech."""
_BLOCK = mp3.RATE // 100


def ready(samples: Samples, rate: int) -> Samples:
    """Return a clip of whole frames from speech at a rate of samples a second; raises ValueError for silence."""
    speech = resampled(samples, rate)
    first, last = _spoken(_powers(speech))
    kept = speech[max(0, first - 1) * _BLOCK : (last + 1) * _BLOCK]
    return _framed(_levelled(kept))


def speech_level(speech: Samples) -> float:
    """Return the loudness of speech in LUFS, without the silence around it; raises ValueError for silence.

    Blocks of 400 ms are gated as in ITU-R BS.1770; what is shorter, as "One.", is one block of its own length.
    """
    powers = _powers(speech)
    first, last = _spoken(powers)
    return gated(moving(powers[first:last], min(40, last - first)))


def _powers(speech: Samples) -> Samples:
    """Return the weighted power of each block of 10 ms."""
    blocks = weighted(speech)[: len(speech) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    return np.asarray(np.mean(np.square(blocks), axis=1))


def _spoken(powers: Samples) -> tuple[int, int]:
    """Return the blocks in which speech begins and ends."""
    if not len(powers) or powers.max() < 1e-8:
        raise ValueError("nothing is spoken")
    (audible,) = np.nonzero(powers > powers.max() * 10 ** (-SOFTEST / 10))
    return int(audible[0]), int(audible[-1]) + 1


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


def _levelled(speech: Samples) -> Samples:
    """Return speech of LEVEL with its peaks limited, which takes from its loudness: so it is brought there again."""
    levelled = speech
    for _ in range(PASSES):
        levelled = _limited(levelled * 10 ** ((LEVEL - speech_level(levelled)) / 20))
    return levelled


def _limited(speech: Samples) -> Samples:
    """Return speech with its peaks turned down, softly, and nothing else changed."""
    needed = np.minimum(1.0, PEAK / np.maximum(between(speech), PEAK))
    if needed.min() == 1.0:
        return speech.astype(np.float32)
    lowest = sliding_window_view(np.pad(needed, 2 * AHEAD, constant_values=1.0), 2 * AHEAD + 1).min(axis=1)
    window = np.hanning(2 * AHEAD + 3)[1:-1]
    return (speech * np.convolve(lowest, window / window.sum(), "valid")).astype(np.float32)


def _framed(speech: Samples) -> Samples:
    whole = -(-(len(speech) + 2 * MARGIN) // mp3.SAMPLES) * mp3.SAMPLES
    framed = np.zeros(whole, np.float32)
    framed[MARGIN : MARGIN + len(speech)] = speech
    return framed
