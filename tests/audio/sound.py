"""Decoding and measuring sound."""

import shutil
import subprocess
import tempfile
from functools import cache

import imageio_ffmpeg
import numpy as np

from skill.audio import mp3
from skill.studio import pack
from skill.studio.ffmpeg import Samples

NEAR = 0.3
"""Seconds around a time in which something is looked for."""


encoded_loop = cache(pack.encoded_loop)
"""The frames of a background's loop, encoded once."""


def decoded(sound: bytes) -> Samples:
    """Return the samples of a whole session, read from a file as they are looked at.

    By this machine's own ffmpeg where it has one: another one than encoded it, and older ones take a third of the CPU.
    """
    command = [shutil.which("ffmpeg") or imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-threads", "1"]
    command += ["-f", "mp3", "-i", "pipe:", "-f", "f32le", "-ar", str(mp3.RATE), "-ac", "1", "pipe:"]
    with tempfile.TemporaryFile() as samples:
        subprocess.run(command, input=sound, stdout=samples, check=True)
        return np.memmap(samples, "<f4", "r")


def level(samples: Samples) -> float:
    """Return the level in dBFS; -200 for silence."""
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-20))


def samples_at(seconds: float) -> int:
    return round(seconds * mp3.RATE)


def found(sample: Samples, heard: Samples, seconds: float) -> tuple[float, float]:
    """Return when, near a time, heard sound is most like a sample, in seconds, and how like it is: 1 is the same."""
    sample = sample[: mp3.RATE]
    first = max(0, samples_at(seconds - NEAR))
    window = heard[first : samples_at(seconds + NEAR) + len(sample)]
    size = len(window)  # a product that would go round is none of those that are looked at
    products = np.fft.irfft(np.fft.rfft(window, size) * np.conj(np.fft.rfft(sample, size)), size)
    products = products[: len(window) - len(sample) + 1]
    lag = int(np.argmax(products))
    same = window[lag : lag + len(sample)]
    return (first + lag) / mp3.RATE, float(products[lag] / np.linalg.norm(same) / np.linalg.norm(sample))
