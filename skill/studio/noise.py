"""Backgrounds: noise and rain from a fixed seed, as loops that have neither beginning nor end."""

from functools import cache

import numpy as np

from skill.audio import mp3
from skill.practice.background import Background
from skill.studio.ffmpeg import Samples
from skill.studio.meter import lufs, weighted
from skill.studio.speech import SESSION

FRAMES = 3750
"""Frames of a loop: a minute and a half."""
AROUND = 0.5
"""Seconds of its repetition that stand before a loop and after it, for what plays it round and round."""
BELOW = {Background.FLOOR: 44.0, Background.BROWN: 25.0, Background.RAIN: 25.0}
"""Decibels of loudness below the voice."""
_SEED = {Background.FLOOR: 1, Background.BROWN: 2, Background.RAIN: 3}
EVEN = 0.4
"""Seconds within which a loop is equally loud: what is slower than a drop is no rain but pumping."""
DROPS = 900
"""Drops of rain a second."""
SHAPES = 48
"""Different drops: what they fall on, and how near."""
LONGEST = 0.03
"""Seconds of a drop."""


@cache
def loop(background: Background) -> Samples:
    """Return the samples of a loop: they repeat without a seam, and are equally loud throughout."""
    count = FRAMES * mp3.SAMPLES
    chance = np.random.default_rng(_SEED[background])
    sound = _rain(count, chance) if background is Background.RAIN else _noise(background, count, chance)
    even = sound / _loudness(sound)
    quiet: Samples = (even * 10 ** ((SESSION - BELOW[background] - lufs(_power(even))) / 20)).astype(np.float32)
    return quiet


def under(background: Background, samples: int) -> Samples:
    """Return so many samples of background, repeated as often as needed."""
    return np.resize(loop(background), samples)


def surrounded(background: Background) -> Samples:
    """Return the samples of a loop from the midst of its repetition, AROUND it included."""
    around = round(AROUND * mp3.RATE)
    return np.pad(loop(background), around, "wrap")


def _noise(background: Background, count: int, chance: np.random.Generator) -> Samples:
    """Return a spectrum of even steps with random phases."""
    frequencies = np.fft.rfftfreq(count, 1 / mp3.RATE)
    phases = chance.random(len(frequencies))
    shape = _heard(frequencies) / (
        frequencies.clip(50) if background is Background.BROWN else frequencies.clip(50) ** 0.5
    )
    return np.asarray(np.fft.irfft(shape * np.exp(2j * np.pi * phases), count))


def _rain(count: int, chance: np.random.Generator) -> Samples:
    """Return rain on leaves: drops, each on its own, over the hiss of those too many and too far to be told apart.

    A drop is a short knock with a ring of its own, most of them faint; what is near is rare and louder, up to a limit.
    """
    knocks = np.zeros(count)
    for shape in (_drop(chance) for _ in range(SHAPES)):
        at = chance.integers(0, count, DROPS * count // mp3.RATE // SHAPES)
        sizes = np.minimum(chance.pareto(1.8, len(at)) + 0.2, 6.0) * chance.choice([-1, 1], len(at))
        np.add.at(knocks, (at[:, None] + np.arange(len(shape))) % count, sizes[:, None] * shape)
    frequencies = np.fft.rfftfreq(count, 1 / mp3.RATE)
    far = _heard(frequencies) * frequencies / (1 + (frequencies / 1800) ** 2) ** 1.25
    hiss = np.fft.irfft(far * np.exp(2j * np.pi * chance.random(len(far))), count)
    sound = knocks / knocks.std() + 0.6 * hiss / hiss.std()
    return np.asarray(np.fft.irfft(np.fft.rfft(sound) * _heard(frequencies), count))


def _drop(chance: np.random.Generator) -> Samples:
    """Return the sound of a drop: a knock of noise, and a damped ring between 700 and 5,000 Hz that rises a little."""
    time = np.arange(round(LONGEST * mp3.RATE)) / mp3.RATE
    pitch, lasts = np.exp(chance.uniform(np.log(700), np.log(5000))), chance.uniform(0.001, 0.005)
    ring = np.sin(2 * np.pi * pitch * time * (1 + 3 * time)) * np.exp(-time / lasts)
    knock = chance.normal(0, 1, len(time)) * np.exp(-time / 0.0012)
    drop = ring + 0.8 * knock
    return np.asarray(drop / np.sqrt((drop**2).sum()))


def _heard(frequencies: Samples) -> Samples:
    """Return the frequencies that sound: none below 50 Hz, which small speakers only rattle with."""
    return np.asarray((frequencies > 50) & (frequencies < 10_000), dtype=np.float64)


def _loudness(sound: Samples) -> Samples:
    """Return how loud a loop is around each of its samples, within EVEN seconds."""
    frequencies = np.fft.rfftfreq(len(sound), 1 / mp3.RATE)
    spread = np.exp(-((np.pi * frequencies * EVEN / 2) ** 2))
    return np.asarray(np.sqrt(np.fft.irfft(np.fft.rfft(_power(sound)) * spread, len(sound)).clip(1e-12)))


def _power(sound: Samples) -> Samples:
    """Return the weighted power of each sample of a loop, its beginning filtered as what follows its end."""
    before = min(len(sound), mp3.RATE)
    return np.square(weighted(np.concatenate([sound[-before:], sound]))[before:])
