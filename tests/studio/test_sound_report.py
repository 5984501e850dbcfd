"""The contract for sound: every routine keeps it, by day and at night, and what breaks it is seen."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path

import numpy as np
import pytest

from skill.audio import mp3
from skill.audio.assembly import assemble, placed
from skill.audio.clips import Clips
from skill.audio.loudness import BEDTIME_FADE
from skill.audio.stream import Stream
from skill.audio.timing import make_audio_plan, measured
from skill.practice.background import Background
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import minutes_of
from skill.practice.spec import Spec
from skill.studio.ffmpeg import Samples, decode
from skill.studio.pack import write_pack
from skill.studio.render import spoken_plans
from skill.studio.script import clips_in
from skill.studio.sound_report import Figure, sound_report
from skill.studio.takes import Takes
from tests.audio.conftest import CACHE
from tests.shared import alone, once
from tests.strategies import library as content_library
from tests.studio.tones import Tones
from tests.tools import piper

ROUTINES = tuple(content_library().routines)
SAMPLE = tuple(
    Stream(Spec(routine, minutes_of(Spec(routine, 5), content_library())[0]), list(Background)[order % 3], order % 2)
    for order, routine in enumerate(ROUTINES)
)
"""Every routine at its shortest, over all backgrounds, at night with a tail and without."""
DAY, NIGHT = Stream(Spec("quick", 2), Background.RAIN), Stream(Spec("bedtime_short", 5), Background.RAIN)


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """All clips of the sample in tones, over every background."""

    def make(folder: Path) -> None:
        takes = Takes(folder / "takes", Tones())
        plans = spoken_plans([stream.spec for stream in SAMPLE], content_library(), takes)
        write_pack(folder / "clips", {clip for plan in plans for clip in clips_in(plan)}, takes, Background)

    return Clips.read(once(tmp_path_factory, "sound-report", make) / "clips")


def planned(stream: Stream, clips: Clips) -> Plan:
    return make_audio_plan(stream.spec, timed(clips))


@cache
def timed(clips: Clips) -> Library:
    return measured(content_library(), clips.frames)


def finished(stream: Stream, clips: Clips) -> tuple[Plan, bytes]:
    plan = planned(stream, clips)
    return plan, b"".join(assemble(plan, stream, clips))


def broken(figures: tuple[Figure, ...]) -> list[str]:
    return [str(each) for each in figures if not each.kept]


def test_the_sample_has_every_routine_by_day_and_at_night_over_every_background(library: Library) -> None:
    assert {stream.spec.routine for stream in SAMPLE} == set(library.routines)
    for bedtime in (True, False):
        heard = {each.background for each in SAMPLE if library.routines[each.spec.routine].bedtime is bedtime}
        assert heard == set(Background)


@pytest.mark.parametrize("stream", SAMPLE, ids=lambda stream: stream.spec.routine)
def test_every_routine_keeps_the_contract(stream: Stream, clips: Clips) -> None:
    plan, sound = finished(stream, clips)
    figures = sound_report(decode(sound), plan, stream, clips)
    assert broken(figures) == []
    assert len(figures) == (9 if plan.bedtime else 7) + bool(plan.bedtime and stream.tail)


@pytest.mark.voice
@pytest.mark.parametrize("stream", [DAY, NIGHT], ids=["day", "night"])
def test_a_real_voice_keeps_the_contract(stream: Stream, tmp_path: Path) -> None:
    voice = piper()
    with alone(CACHE / "tests.lock"):
        takes = Takes(CACHE / "takes", voice)
        (plan,) = spoken_plans([stream.spec], content_library(), takes)
        clips = write_pack(tmp_path, clips_in(plan), takes, [stream.background])
    sound = decode(b"".join(assemble(plan, stream, clips)))
    assert broken(sound_report(sound, plan, stream, clips)) == []


Breaking = Callable[[bytes, Plan, Clips], Samples]


def louder(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    return decode(mp3.louder(sound, repeat(2)))


def softer(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    return decode(mp3.louder(sound, repeat(-1)))


def longer(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    return decode(sound + sound[-10 * mp3.FRAME :])


def at_once(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    return decode(sound[mp3.at(0.4) * mp3.FRAME :])


def with_a_peak(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    heard = decode(sound).copy()
    heard[mp3.RATE * 60] = 0.95
    return heard


def spoken_in_the_quiet(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    """Put a faint voice, 14 dB below the true one, where quiet was promised."""
    heard, spoken = decode(sound).copy(), list(placed(plan, clips))
    ends = [(start + clips.extent(clip)[1], later) for (start, clip), (later, _) in pairwise(spoken)]
    after = next(end for end, later in ends if later - end > 60) + 10
    begin, half = (spoken[0][0] + 2) * mp3.SAMPLES, mp3.RATE // 2
    heard[after * mp3.SAMPLES :][:half] += 0.2 * heard[begin : begin + half]
    return heard


def pumping(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    heard = decode(sound).copy()
    ramp = 1 + 0.2 * np.sin(2 * np.pi * np.arange(len(heard)) / mp3.RATE / 40)
    return np.asarray(heard * ramp)


def unchanging(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    """Take the night's fall away."""
    heard = decode(sound)
    fall = np.interp(np.arange(len(heard)), [0, 0.8 * len(heard), len(heard)], [0, 6, 6])
    return np.asarray(heard * 10 ** (fall / 20))


def shouting_late(sound: bytes, plan: Plan, clips: Clips) -> Samples:
    heard = decode(sound).copy()
    start, clip = list(placed(plan, clips))[-3]
    heard[start * mp3.SAMPLES : (start + clips.extent(clip)[1]) * mp3.SAMPLES] *= 3
    return heard


@pytest.mark.parametrize(
    ("stream", "spoil", "told"),
    [
        (DAY, louder, "voice alone"),
        (DAY, softer, "voice alone"),
        (DAY, longer, "length"),
        (DAY, at_once, "quiet before the first word"),
        (DAY, with_a_peak, "true peak"),
        (DAY, spoken_in_the_quiet, "loudest moment of quiet"),
        (NIGHT, spoken_in_the_quiet, "loudest moment of quiet"),
        (DAY, pumping, "background off its fall"),
        (NIGHT, pumping, "background off its fall"),
        (NIGHT, unchanging, "softer at its last words"),
        (NIGHT, shouting_late, "loudest onset"),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_what_breaks_the_contract_is_told(stream: Stream, spoil: Breaking, told: str, clips: Clips) -> None:
    plan, sound = finished(stream, clips)
    assert broken(sound_report(decode(sound), plan, stream, clips)) == []
    faults = broken(sound_report(spoil(sound, plan, clips), plan, stream, clips))
    assert any(fault.startswith(told) for fault in faults), faults
    assert all(fault.endswith("NOT KEPT") for fault in faults)


def test_a_background_too_near_and_a_tail_that_dies_early_are_told(clips: Clips) -> None:
    near = Stream(NIGHT.spec, Background.BROWN, tail=1)
    plan, sound = finished(near, clips)
    assert broken(sound_report(decode(sound), plan, near, clips)) == []
    floor = Stream(NIGHT.spec, Background.FLOOR, tail=1)
    assert any(each.startswith("floor under") for each in broken(sound_report(decode(sound), plan, floor, clips)))
    heard = decode(sound).copy()
    heard[plan.spec.minutes * 60 * mp3.RATE :] *= np.linspace(1, 0, 60 * mp3.RATE)
    faults = broken(sound_report(heard, plan, near, clips))
    assert [fault for fault in faults if fault.startswith("tail softer")], faults
    assert BEDTIME_FADE < 60


def test_a_figure_is_told_with_its_bounds() -> None:
    assert " ".join(str(Figure("true peak", -2.0, "dBTP", high=-1.5)).split()) == "true peak -2.00 dBTP at most -1.5"
    assert str(Figure("it", 1.0, "LU", low=2)).endswith("at least 2      NOT KEPT")
    assert Figure("it", 1.001, "LU", high=1.0).kept
