import json
from pathlib import Path

import numpy as np
import pytest

from skill.audio import mp3
from skill.audio.clip import Clip
from skill.audio.clips import INDEX, SOFTNESSES, Clips, NoClip, NoClips
from skill.practice.background import Background
from skill.studio.ffmpeg import decode
from tests.audio.sessions import Recording
from tests.audio.sound import level


def test_what_was_written_is_read(tones: Recording) -> None:
    read = Clips.read(tones.clips.folder)
    assert read.to_wire() == tones.clips.to_wire()
    assert read.frames(Clip("And hold.")) == tones.takes.frames(Clip("And hold."))


def test_a_clip_is_as_long_as_the_index_says(tones: Recording) -> None:
    with tones.clips.over(Background.RAIN, 1.0) as sound:
        for text in ("And hold.", "Your feet."):
            assert len(mp3.check(sound.clip(Clip(text)))) == (tones.clips.frames(Clip(text)) or 0) * mp3.FRAME


def test_quiet_has_its_place_in_the_loop_whatever_came_before(tones: Recording) -> None:
    loop = tones.clips.loops[Background.BROWN]
    with tones.clips.over(Background.BROWN, 1.0) as sound:
        long = sound.quiet(loop - 100, 2 * loop + 50)
        assert len(mp3.check(long)) == (loop + 150) * mp3.FRAME
        assert sound.quiet(0, 150) == long[100 * mp3.FRAME : 250 * mp3.FRAME]
        assert sound.quiet(loop, loop + 50) == long[-50 * mp3.FRAME :]
        assert sound.quiet(7, 7) == b""


def test_quiet_is_there_softer_by_half_a_step(tones: Recording) -> None:
    with tones.clips.over(Background.RAIN, 1.0) as sound:
        plain, softer = (decode(sound.quiet(0, 400, each)) for each in range(SOFTNESSES))
    assert level(plain) - level(softer) == pytest.approx(mp3.DECIBELS / 2, abs=0.05)
    assert float(np.corrcoef(plain, softer)[0, 1]) > 0.8


def test_a_line_never_spoken_is_named(tones: Recording) -> None:
    assert tones.clips.frames(Clip("Your wings.")) is None
    with tones.clips.over(Background.RAIN, 1.0) as sound, pytest.raises(NoClip, match=r"Your wings\."):
        sound.clip(Clip("Your wings."))
    with pytest.raises(NoClip, match=r"3\.000"), tones.clips.over(Background.RAIN, 3.0):
        pass


def test_a_background_never_mixed_is_named(tones: Recording) -> None:
    clips = Clips(tones.clips.folder, tones.clips.extents, {})
    with pytest.raises(NoClip, match="rain"), clips.over(Background.RAIN, 1.0):
        pass


def test_a_file_that_ends_too_early_is_no_clip(tones: Recording, tmp_path: Path) -> None:
    for path in tones.clips.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes()[: 10 * mp3.FRAME])
    clips = Clips(tmp_path, tones.clips.extents, tones.clips.loops)
    last = max(clips.extents["1.000"], key=lambda text: clips.extents["1.000"][text][0])
    with clips.over(Background.RAIN, 1.0) as sound, pytest.raises(NoClip, match="ends before"):
        sound.clip(Clip(last))


@pytest.mark.parametrize(
    "index",
    [
        None,
        "",
        "[]",
        "{}",
        '{"version": 99}',
        '{"version": 2, "clips": {"1.000": {"x": [1]}}, "loops": {}}',
        '{"version": 1, "clips": {}, "loops": {}}',
        '{"version": 2, "clips": {}, "loops": {"sea": 5}}',
    ],
)
def test_a_folder_without_a_readable_index_says_so(index: str | None, tmp_path: Path) -> None:
    if index is not None:
        (tmp_path / INDEX).write_text(index)
    with pytest.raises(NoClips, match="make voice"):
        Clips.read(tmp_path)


def test_the_index_names_the_voice(tones: Recording) -> None:
    assert json.loads((tones.clips.folder / INDEX).read_text("utf-8"))["voice"] == "tones"
