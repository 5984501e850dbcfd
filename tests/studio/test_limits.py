"""What one voice may have, and that the content at hand keeps to it."""

from pathlib import Path

import pytest

from skill.audio.clip import Clip
from skill.practice.background import Background
from skill.practice.library import Library
from skill.studio.limits import MOST_CLIPS, TooMuch, check_clips, check_size
from skill.studio.pack import bytes_of, write_pack
from skill.studio.script import all_clips
from skill.studio.takes import Takes
from tests.studio.tones import Tones

CLIPS = [Clip("Your feet."), Clip("And hold."), Clip("And hold.", 0.88)]
BACKGROUNDS = [Background.FLOOR, Background.RAIN]


def test_the_content_keeps_to_the_clips_of_a_voice(library: Library) -> None:
    assert check_clips(all_clips(library)).endswith(f" of {MOST_CLIPS:,} clips")


def test_clips_are_counted_once_each_and_too_many_are_refused() -> None:
    assert check_clips([*CLIPS, *CLIPS], most=3) == "3 of 3 clips"
    with pytest.raises(TooMuch, match="3 of 2 clips: take out phrasings"):
        check_clips(CLIPS, most=2)


@pytest.mark.usefixtures("short_loops")
def test_the_size_is_that_of_the_pack_and_one_too_large_is_refused(tmp_path: Path) -> None:
    takes = Takes(tmp_path / "takes", Tones())
    takes.speak(CLIPS)
    write_pack(tmp_path / "pack", CLIPS, takes, BACKGROUNDS)
    size = bytes_of(CLIPS, takes, BACKGROUNDS)
    assert size == sum(path.stat().st_size for path in (tmp_path / "pack").glob("*.mp3"))
    assert check_size(CLIPS, takes, BACKGROUNDS, most=size).endswith(" MB")
    with pytest.raises(TooMuch, match="MB: take out phrasings, or a background"):
        check_size(CLIPS, takes, BACKGROUNDS, most=size - 1)
