import tracemalloc

import pytest

from skill.audio import mp3
from skill.audio.assembly import Overrun, assemble, placed, size
from skill.audio.clips import Clips, NoClip
from skill.audio.stream import Stream
from skill.practice.background import Background
from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.studio.ffmpeg import decode
from tests.audio.sessions import SESSIONS, Recording, expected
from tests.audio.sound import found

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
