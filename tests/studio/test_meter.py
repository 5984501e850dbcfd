"""The meter against another one, and against what the standard says."""

import re
import subprocess

import imageio_ffmpeg
import numpy as np
import pytest

from skill.audio import mp3
from skill.studio.ffmpeg import Samples
from skill.studio.meter import SILENCE, gated, integrated, lufs, powers, true_peak

TIME = np.arange(12 * mp3.RATE) / mp3.RATE


def by_ffmpeg(samples: Samples) -> tuple[float, float]:
    """Return integrated loudness and true peak by ffmpeg's meter."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostats",
        "-f",
        "f32le",
        "-ar",
        str(mp3.RATE),
        "-ac",
        "1",
        "-i",
        "pipe:",
    ]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(
        command, input=samples.astype("<f4").tobytes(), capture_output=True, check=True
    ).stderr.decode()
    summary = told[told.rindex("Summary:") :]
    (loudness,), (peak,) = re.findall(r"I:\s+(\S+) LUFS", summary), re.findall(r"Peak:\s+(\S+) dBFS", summary)
    return float(loudness), float(peak)


def bursts() -> Samples:
    """Speech-like: noise in syllables, with pauses of two seconds."""
    noise = np.random.default_rng(5).normal(0, 0.08, len(TIME))
    return noise * (np.sin(2 * np.pi * 3 * TIME) > -0.2) * (TIME % 5 < 3)


@pytest.mark.parametrize(
    "sound",
    [
        np.sin(2 * np.pi * 997 * TIME) * 0.1,
        np.sin(2 * np.pi * 60 * TIME) * 0.3,
        np.sin(2 * np.pi * 6000 * TIME),
        bursts(),
    ],
    ids=["997", "60", "6000", "bursts"],
)
def test_loudness_is_that_of_another_meter(sound: Samples) -> None:
    loudness, _ = by_ffmpeg(sound)
    assert integrated(sound) == pytest.approx(loudness, abs=0.3)


def test_a_full_sine_of_997_hertz_in_one_channel_has_minus_three() -> None:
    assert integrated(np.sin(2 * np.pi * 997 * TIME)) == pytest.approx(-3.01, abs=0.05)


def test_a_peak_between_samples_is_seen() -> None:
    sound = 0.5 * np.sin(2 * np.pi * mp3.RATE / 4 * TIME + np.pi / 4)  # its samples stop at 0.35
    assert 20 * np.log10(np.abs(sound).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(sound[: mp3.RATE * 4]) == pytest.approx(-6.02, abs=0.2)
    assert true_peak(bursts()) == pytest.approx(by_ffmpeg(bursts())[1], abs=0.3)


def test_powers_of_a_long_sound_go_on_from_minute_to_minute() -> None:
    sound = np.resize(bursts(), 70 * mp3.RATE)
    whole = powers(sound)
    assert len(whole) == len(sound) // mp3.SAMPLES
    assert whole[2400:2600] == pytest.approx(powers(sound[2000 * mp3.SAMPLES :])[400:600], rel=1e-6)


def test_silence_has_no_loudness() -> None:
    assert integrated(np.zeros(mp3.RATE)) == gated(np.zeros(5)) == lufs(SILENCE)
    assert true_peak(np.zeros(mp3.RATE)) == -140
