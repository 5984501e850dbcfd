import subprocess
from itertools import repeat

import imageio_ffmpeg
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.audio import mp3
from skill.studio.ffmpeg import DELAY, decode, encode
from tests.audio.sound import found, level

SECOND = np.sin(2 * np.pi * 440 * np.arange(mp3.RATE) / mp3.RATE) * 0.1
ENCODED = encode(SECOND)


def test_a_second_of_sound_is_whole_frames_of_24_milliseconds() -> None:
    assert len(ENCODED) % mp3.FRAME == 0
    assert len(decode(ENCODED)) == len(ENCODED) // mp3.FRAME * mp3.SAMPLES
    assert round(mp3.SECONDS * 1000, 6) == 24


def test_decoded_sound_is_later_by_the_delay() -> None:
    noise = np.random.default_rng(7).normal(0, 0.1, mp3.RATE)
    start, likeness = found(noise[4000:12000], decode(encode(noise)), 4000 / mp3.RATE)
    assert round(start * mp3.RATE) == 4000 + DELAY
    assert likeness > 0.8


@pytest.mark.parametrize("steps", [-20, -4, -1, 0, 1, 5])
def test_a_step_of_gain_is_one_and_a_half_decibels(steps: int) -> None:
    before, after = decode(ENCODED), decode(mp3.louder(ENCODED, repeat(steps)))
    assert level(after) - level(before) == pytest.approx(steps * mp3.DECIBELS, abs=0.02)
    assert len(after) == len(before)


@given(st.integers(-600, 600))
def test_gain_stays_in_its_eight_bits_and_changes_nothing_else(steps: int) -> None:
    changed = mp3.check(mp3.louder(ENCODED, repeat(steps)))
    pairs = zip(mp3.gains(ENCODED), mp3.gains(changed), strict=True)
    assert all(new == min(255, max(0, old + steps)) for old, new in pairs)
    others = [index for index in range(len(ENCODED)) if index % mp3.FRAME not in (7, 8)]
    assert all(changed[index] == ENCODED[index] for index in others)


def test_softer_and_louder_again_is_the_same() -> None:
    assert mp3.louder(mp3.louder(ENCODED, repeat(-30)), repeat(30)) == ENCODED


def test_each_frame_has_a_step_of_its_own() -> None:
    steps = [-(frame % 3) for frame in range(len(ENCODED) // mp3.FRAME)]
    changed = mp3.gains(mp3.louder(ENCODED, steps))
    assert list(changed) == [max(0, gain + step) for gain, step in zip(mp3.gains(ENCODED), steps, strict=True)]


def test_frames_joined_in_any_order_are_decoded() -> None:
    frames = [ENCODED[at : at + mp3.FRAME] for at in range(0, len(ENCODED), mp3.FRAME)]
    assert len(decode(b"".join(reversed(frames)))) == len(frames) * mp3.SAMPLES


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (("-ar", "24000", "-b:a", "48k"), "borrows bits"),
        (("-ar", "24000", "-b:a", "64k", "-reservoir", "0"), "begins with|whole frames"),
        (("-ar", "44100", "-b:a", "48k", "-reservoir", "0"), "begins with|whole frames"),
    ],
)
def test_other_mp3_is_refused(options: tuple[str, ...], reason: str) -> None:
    loud = (np.random.default_rng(7).normal(0, 0.2, mp3.RATE) * np.linspace(0, 1, mp3.RATE) ** 4).astype("<f4")
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "f32le", "-ar", str(mp3.RATE), "-ac", "1"]
    command += ["-i", "pipe:", *options, "-write_xing", "0", "-id3v2_version", "0", "-f", "mp3", "pipe:"]
    other = subprocess.run(command, input=loud.tobytes(), capture_output=True, check=True).stdout
    with pytest.raises(mp3.NotOurFormat, match=reason):
        mp3.check(other)


def test_a_time_has_its_nearest_frame() -> None:
    assert [mp3.at(seconds) for seconds in (0, 0.011, 0.013, 0.024, 600)] == [0, 0, 1, 1, 25_000]
