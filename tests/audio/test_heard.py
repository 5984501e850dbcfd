"""What is heard: sessions spoken by Piper, joined, decoded again and measured."""

import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from skill.audio import mp3
from skill.audio.assembly import assemble
from skill.audio.loudness import frames
from skill.audio.stream import Stream
from skill.practice.background import Background
from skill.practice.library import Library
from skill.practice.spec import Spec
from skill.studio.ffmpeg import Samples, decode
from skill.studio.speech import MARGIN, speech_level
from tests.audio.sessions import SESSIONS, Recording, background_of, expected
from tests.audio.sound import decoded, encoded_loop, found, level, samples_at
from tests.tools import require

pytestmark = pytest.mark.voice

LENGTH_WITHIN = 0.1
START_WITHIN = 0.030
BEDTIME = Spec("bedtime_gentle", 10)
DAY = Spec("standard", 10)


def heard(stream: Stream, recording: Recording, library: Library) -> Samples:
    plan = recording.plans[stream.spec]
    return decoded(b"".join(assemble(plan, stream, recording.clips)))


@pytest.mark.parametrize("spec", SESSIONS, ids=lambda spec: f"{spec.routine}-{spec.minutes}")
def test_a_session_lasts_its_minutes_and_every_clip_starts_where_the_plan_says(
    spec: Spec, recording: Recording, library: Library, tmp_path: Path
) -> None:
    require("ffprobe (apt-get install ffmpeg)", shutil.which("ffprobe") is not None)
    plan, stream, path = recording.plans[spec], Stream(spec, background_of(spec)), tmp_path / "session.mp3"
    with path.open("wb") as file:
        for part in assemble(plan, stream, recording.clips):
            file.write(part)
    assert abs(_probed(path) - spec.minutes * 60) <= LENGTH_WITHIN
    sound = decoded(path.read_bytes())
    starts = list(expected(plan, recording.takes))
    assert len(starts) > 5
    for seconds, clip in starts:
        start, likeness = found(recording.takes.samples(clip), sound, seconds)
        assert abs(start - seconds) <= START_WITHIN, clip
        assert likeness > 0.9, clip


@pytest.mark.parametrize("background", Background)
@pytest.mark.parametrize("spec", [DAY, BEDTIME], ids=["day", "bedtime"])
def test_no_splice_clicks(spec: Spec, background: Background, recording: Recording, library: Library) -> None:
    plan = recording.plans[spec]
    sound = heard(Stream(spec, background), recording, library)
    splices, inside = [], []
    for seconds, clip in expected(plan, recording.takes):
        start = mp3.at(seconds) * mp3.SAMPLES
        end = start + (recording.takes.frames(clip) or 0) * mp3.SAMPLES
        splices += [_largest_step(sound, at - MARGIN // 2, at + MARGIN // 2) for at in (start, end)]
        inside.append(_largest_step(sound, start + MARGIN, end - MARGIN))
    assert max(splices) <= max(inside)
    background_alone = decode(encoded_loop(background))[mp3.SAMPLES :]
    assert max(splices) <= 1.25 * _largest_step(background_alone, 0, len(background_alone))


def test_at_bedtime_the_last_words_stand_out_of_the_background(recording: Recording, library: Library) -> None:
    for background in Background:
        sound = heard(Stream(BEDTIME, background, tail=5), recording, library)
        clips = list(expected(recording.plans[BEDTIME], recording.takes))
        seconds, clip = clips[-1]
        start, end = samples_at(seconds), samples_at(seconds) + len(recording.takes.samples(clip))
        behind = level(sound[end : end + 10 * mp3.RATE])
        first = speech_level(recording.takes.samples(clips[0][1]))
        assert speech_level(sound[start:end]) >= behind + 6
        assert speech_level(sound[start:end]) <= first - 5  # and yet the voice has become softer


@pytest.mark.parametrize("background", Background)
def test_over_the_tail_a_bedtime_session_falls_to_nothing(
    background: Background, recording: Recording, library: Library
) -> None:
    stream = Stream(BEDTIME, background, tail=5)
    sound = heard(stream, recording, library)
    assert len(sound) == frames(recording.plans[BEDTIME], stream) * mp3.SAMPLES
    tail = sound[samples_at(BEDTIME.minutes * 60) :].reshape(-1, samples_at(15))
    levels = [level(part) for part in tail]
    assert all(later < earlier for earlier, later in pairwise(levels)), levels
    assert level(sound[-samples_at(0.5) :]) < -85
    assert np.abs(sound[: samples_at(600)]).reshape(-1, samples_at(1)).max(axis=1).min() > 0  # no digital silence


@pytest.mark.parametrize(("spec", "fade"), [(DAY, 0.7), (BEDTIME, 20.0)], ids=["day", "bedtime"])
def test_without_a_tail_nothing_breaks_off_either(
    spec: Spec, fade: float, recording: Recording, library: Library
) -> None:
    sound = heard(Stream(spec, Background.RAIN), recording, library)
    levels = [level(part) for part in sound[-samples_at(fade) :].reshape(-1, samples_at(0.1))]
    assert levels[0] > -60
    assert levels[-1] < -85
    assert all(earlier - later < 10 for earlier, later in pairwise(levels)), levels


def _probed(path: Path) -> float:
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _largest_step(sound: Samples, start: int, end: int) -> float:
    return float(np.abs(np.diff(sound[max(0, start) : end])).max())
