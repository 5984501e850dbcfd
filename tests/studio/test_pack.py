from pathlib import Path

import pytest

from skill.audio import mp3
from skill.audio.clip import Clip
from skill.audio.clips import Clips
from skill.practice.background import Background
from skill.studio.ffmpeg import decode
from skill.studio.pack import files_of, write_pack
from skill.studio.takes import Takes
from tests.audio.sound import found
from tests.studio.tones import Tones

CLIPS = [Clip("Your feet."), Clip("And hold."), Clip("And release."), Clip("And hold.", 0.88)]
BACKGROUNDS = [Background.FLOOR, Background.RAIN]


pytestmark = pytest.mark.usefixtures("short_loops")


@pytest.fixture
def takes(tmp_path: Path) -> Takes:
    takes = Takes(tmp_path / "takes", Tones())
    takes.speak([*CLIPS, Clip("Your jaw.")])
    return takes


def test_a_clip_cut_out_of_a_pack_begins_with_its_first_sample(takes: Takes, tmp_path: Path) -> None:
    pack = write_pack(tmp_path / "pack", CLIPS, takes, BACKGROUNDS)
    for clip in CLIPS:
        with pack.over(Background.RAIN, clip.rate) as sound:
            start, likeness = found(takes.samples(clip), decode(sound.clip(clip) + sound.clip(clip)), 0)
        assert abs(start) * mp3.RATE <= 1
        assert likeness > 0.9


def test_what_would_come_out_the_same_is_not_made_again(takes: Takes, tmp_path: Path) -> None:
    folder, told = tmp_path / "pack", list[int]()
    write_pack(folder, CLIPS, takes, BACKGROUNDS, told.append)
    assert sum(told) == files_of(CLIPS, BACKGROUNDS) == 6
    before = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.mp3")}
    write_pack(folder, [*CLIPS, Clip("Your jaw.")], takes, BACKGROUNDS)
    after = {path.name: path.stat().st_mtime_ns for path in folder.glob("*.mp3")}
    assert {name for name in before if before[name] != after[name]} == {"1.000-floor.mp3", "1.000-rain.mp3"}


def test_what_is_no_longer_wanted_is_removed(takes: Takes, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    write_pack(folder, CLIPS, takes, BACKGROUNDS)
    write_pack(folder, CLIPS[:3], takes, [Background.RAIN])
    assert sorted(path.name for path in folder.iterdir()) == ["1.000-rain.mp3", "index.json", "rain.mp3"]
    assert list(Clips.read(folder).loops) == [Background.RAIN]


def test_the_same_takes_make_the_same_bytes(takes: Takes, tmp_path: Path) -> None:
    for name in ("one", "other"):
        write_pack(tmp_path / name, CLIPS, takes, [Background.BROWN])
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes()


def test_a_clip_never_spoken_cannot_be_packed(takes: Takes, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="wings"):
        write_pack(tmp_path / "pack", [Clip("Your wings.")], takes, BACKGROUNDS)
