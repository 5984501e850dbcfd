import wave
from pathlib import Path

import pytest

from skill.audio import mp3
from skill.audio.clip import Clip
from skill.studio.takes import Takes
from tests.studio.tones import Tones

CLIPS = [Clip("Your feet."), Clip("And hold."), Clip("And hold.", 0.88)]


def test_only_what_is_missing_is_spoken(tmp_path: Path) -> None:
    voice, told = Tones(), list[int]()
    takes = Takes(tmp_path, voice)
    takes.speak(CLIPS, told.append)
    assert sorted(voice.spoken) == ["And hold.", "And hold.", "Your feet."]
    assert sum(told) == 3
    takes.speak([*CLIPS, Clip("And release.")], told.append)
    assert voice.spoken[3:] == ["And release."]
    assert takes.missing(CLIPS) == []


def test_another_voice_speaks_all_of_it_again(tmp_path: Path) -> None:
    Takes(tmp_path, Tones()).speak(CLIPS)
    assert len(Takes(tmp_path, Tones("other tones")).missing(CLIPS)) == len(CLIPS)


def test_a_take_is_whole_frames_and_longer_at_a_slower_rate(tmp_path: Path) -> None:
    takes = Takes(tmp_path, Tones())
    takes.speak(CLIPS)
    for clip in CLIPS:
        assert len(takes.samples(clip)) == (takes.frames(clip) or 0) * mp3.SAMPLES
        with wave.open(str(takes.path(clip))) as audio:
            assert (audio.getframerate(), audio.getnchannels(), audio.getsampwidth()) == (mp3.RATE, 1, 2)
    assert (takes.frames(CLIPS[2]) or 0) > (takes.frames(CLIPS[1]) or 0)


def test_what_was_not_spoken_has_no_frames(tmp_path: Path) -> None:
    takes = Takes(tmp_path, Tones())
    assert takes.frames(CLIPS[0]) is None
    with pytest.raises(FileNotFoundError):
        takes.samples(CLIPS[0])


def test_many_clips_are_spoken_each_once(tmp_path: Path) -> None:
    voice = Tones()
    clips = [Clip("a" * count, rate) for count in range(1, 140) for rate in (1.0, 0.88)]
    Takes(tmp_path, voice).speak(clips)
    assert len(voice.spoken) == len(clips)
    assert Takes(tmp_path, voice).missing(clips) == []
