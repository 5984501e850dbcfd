"""Backgrounds: stationary noise from a fixed seed, as loops that have neither beginning nor end."""

from functools import cache

import numpy as np

from skill.audio import mp3
from skill.practice.background import Background
from skill.studio.ffmpeg import Samples
from skill.studio.speech import LEVEL

FRAMES = 5000
"""Frames of a loop: two minutes."""
BELOW = {Background.FLOOR: 44.0, Background.BROWN: 22.0, Background.RAIN: 24.0}
"""Decibels below the voice."""
_SEED = {Background.FLOOR: 1, Background.BROWN: 2, Background.RAIN: 3}


@cache
def loop(background: Background) -> Samples:
    """Return the samples of a loop.

    They are made as a spectrum of even steps with random phases, so that they repeat without a seam and are equally
    loud throughout.
    """
    count = FRAMES * mp3.SAMPLES
    frequencies = np.fft.rfftfreq(count, 1 / mp3.RATE)
    phases = np.random.default_rng(_SEED[background]).random(len(frequencies))
    sound = np.fft.irfft(_shape(background, frequencies) * np.exp(2j * np.pi * phases), count)
    quiet: Samples = (sound / sound.std() * 10 ** ((LEVEL - BELOW[background]) / 20)).astype(np.float32)
    return quiet


def under(background: Background, samples: int) -> Samples:
    """Return so many samples of background, repeated as often as needed."""
    return np.resize(loop(background), samples)


def _shape(background: Background, frequencies: Samples) -> Samples:
    """Return the amplitude of each frequency: nothing below 50 Hz, which small speakers only rattle with."""
    heard = (frequencies > 50) & (frequencies < 10_000)
    at = np.maximum(frequencies, 50)
    if background is Background.RAIN:
        shape = at / 800 / (1 + (at / 800) ** 2) * np.sqrt(1 + at / 4000)  # a broad hill, gently falling
    else:
        shape = 1 / at if background is Background.BROWN else 1 / np.sqrt(at)  # the floor is pink
    return np.where(heard, shape, 0.0).astype(np.float32)
