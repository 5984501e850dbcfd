import tracemalloc

import pytest

from skill.audio import mp3
from skill.audio.assembly import Overrun, assemble, placed, size
from skill.audio.clips import Clips, NoClip
from skill.audio.loudness import BEDTIME_FADE, loudness
from skill.audio.stream import Stream
from skill.practice.background import Background
from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.studio.ffmpeg import decode
from skill.studio.meter import lufs, powers
from tests.audio.sessions import SESSIONS, Recording, expected
from tests.audio.sound import found, level

DAY, BEDTIME = SESSIONS[0], SESSIONS[-1]


@pytest.mark.parametrize("spec", [DAY, BEDTIME], ids=["day", "bedtime"])
def test_a_stream_is_as_long_as_asked_to_the_frame(spec: Spec, tones: Recording, library: Library) -> None:
    stream = Stream(spec, Background.RAIN)
    joined = b"".join(assemble(tones.plans[spec], stream, tones.clips))
    assert len(mp3.check(joined)) == size(tones.plans[spec], stream) == spec.minutes * 2500 * mp3.FRAME


def test_a_tail_is_added_at_bedtime_and_only_then(tones: Recording, library: Library) -> None:
    for spec, more in ((DAY, 0), (BEDTIME, 3)):
        joined = assemble(tones.plans[spec], Stream(spec, tail=3), tones.clips)
        assert sum(map(len, joined)) == (spec.minutes + more) * 2500 * mp3.FRAME


@pytest.mark.parametrize("spec", [DAY, BEDTIME], ids=["day", "bedtime"])
def test_every_clip_starts_where_the_plan_says(spec: Spec, tones: Recording, library: Library) -> None:
    plan = tones.plans[spec]
    sound = decode(b"".join(assemble(plan, Stream(spec), tones.clips)))
    starts = list(expected(plan, tones.takes))
    assert [clip for _, clip in starts] == [clip for _, clip in placed(plan, tones.clips)]
    for seconds, clip in starts:
        start, _ = found(tones.takes.samples(clip), sound, seconds)
        assert abs(start - seconds) <= 0.013, clip


def test_before_the_first_word_there_is_half_a_second_of_background(tones: Recording) -> None:
    for spec in (DAY, BEDTIME):
        start, _ = next(placed(tones.plans[spec], tones.clips))
        assert start * mp3.SECONDS >= 0.5
        sound = decode(b"".join(assemble(tones.plans[spec], Stream(spec, Background.RAIN), tones.clips)))
        first, after = level(sound[: mp3.SAMPLES * 4]), level(sound[mp3.SAMPLES * 14 : mp3.SAMPLES * 20])
        assert first < after - 15
        assert after < level(sound[start * mp3.SAMPLES : (start + 30) * mp3.SAMPLES]) - 10


def test_a_background_falls_at_night_without_steps(tones: Recording) -> None:
    plan, stream = tones.plans[BEDTIME], Stream(BEDTIME, Background.RAIN, tail=2)
    curve, spoken = loudness(plan, stream), set[int]()
    for start, clip in placed(plan, tones.clips):
        spoken |= set(range(start - 2, start + tones.clips.extent(clip)[1] + 2))
    power = powers(decode(b"".join(assemble(plan, stream, tones.clips))))
    fade = len(power) - mp3.at(BEDTIME_FADE)
    quiet = [start for start in range(40, fade - 40, 20) if not spoken & set(range(start, start + 40))]
    levels = [lufs(power[start : start + 40]) - mp3.DECIBELS * curve.at(start + 20) for start in quiet]
    assert len(levels) > 300
    assert max(levels) - min(levels) < 0.6, "a step of gain is 1.5 dB"


def test_the_same_stream_is_the_same_bytes(tones: Recording, library: Library) -> None:
    stream = Stream(BEDTIME, Background.BROWN, tail=1)
    one, other = (b"".join(assemble(tones.plans[BEDTIME], stream, Clips.read(tones.clips.folder))) for _ in range(2))
    assert one == other


def test_memory_stays_flat(tones: Recording, library: Library) -> None:
    def peak(tail: int) -> int:
        tracemalloc.start()
        for _ in assemble(tones.plans[BEDTIME], Stream(BEDTIME, tail=tail), tones.clips):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(0)
    assert peak(30) < 2_000_000
    assert peak(30) < 1.5 * peak(1)


def test_a_plan_with_a_line_never_spoken_names_it(tones: Recording, library: Library) -> None:
    plan = make_plan(Spec("jaw", 5), library)
    with pytest.raises(NoClip, match=r"never spoken at the rate 1\.000"):
        list(assemble(plan, Stream(plan.spec), tones.clips))


def test_a_plan_that_was_not_made_with_these_clips_is_refused(tones: Recording, library: Library) -> None:
    plan = make_plan(DAY, library)
    with pytest.raises(Overrun, match="has room until"):
        list(assemble(plan, Stream(DAY), _twice_as_long(tones.clips)))


def _twice_as_long(clips: Clips) -> Clips:
    extents = {
        rate: {text: (0, 2 * frames) for text, (_, frames) in each.items()} for rate, each in clips.extents.items()
    }
    return Clips(clips.folder, extents, clips.loops)
