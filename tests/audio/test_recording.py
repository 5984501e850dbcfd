import json
from dataclasses import replace
from pathlib import Path

import pytest

from skill.audio import mp3
from skill.audio.clip import Clip, clips_of
from skill.audio.clips import INDEX, SOFTNESSES, VERSION, Clips, loop_file, speech_file
from skill.audio.folder import FolderAudio
from skill.audio.port import AudioFault
from skill.audio.recording import recorded
from skill.audio.stream import Stream
from skill.practice.background import Background
from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import Spec

SPEC = Spec("standard", 10)
QUIET = (mp3.HEADER + bytes(mp3.FRAME - len(mp3.HEADER))) * 100


def clips_for(spec: Spec, library: Library, folder: Path) -> Clips:
    """Write frames without sound for every line of a plan, as long as it was estimated to be."""
    plan = make_plan(spec, library)
    words = {beat.words for segment in plan.segments for beat in segment.beats}
    clips: list[Clip] = sorted({clip for each in words for clip in clips_of(each, plan.rate)}, key=str)
    extents, first = {}, 0
    for clip in clips:
        frames = mp3.at(library.speech_time.seconds(clip.text, clip.rate))
        extents[clip.text], first = (first, frames), first + frames
    folder.mkdir()
    loop_file(folder, Background.FLOOR).write_bytes(QUIET * SOFTNESSES)
    speech_file(folder, clips[0].key, Background.FLOOR).write_bytes(QUIET * (first // 100 + 1))
    index = {"version": VERSION, "loops": {"floor": 100}, "clips": {clips[0].key: extents}}
    (folder / INDEX).write_text(json.dumps(index), "utf-8")
    return Clips.read(folder)


def test_a_session_of_clips_is_put_where_it_can_be_fetched_as_long_as_asked(library: Library, tmp_path: Path) -> None:
    recording = recorded(library, clips_for(SPEC, library, tmp_path / "clips"))
    url = FolderAudio(recording, tmp_path / "sessions", "https://desk.example").url(Stream(SPEC))
    made = (tmp_path / "sessions" / url.rpartition("/")[2]).read_bytes()
    assert len(mp3.check(made)) * mp3.SECONDS / mp3.FRAME == pytest.approx(600, abs=0.1)


def test_a_line_that_was_never_spoken_is_a_fault(library: Library, tmp_path: Path) -> None:
    recording = recorded(library, clips_for(SPEC, library, tmp_path / "clips"))
    with pytest.raises(AudioFault):
        FolderAudio(recording, tmp_path / "sessions", "https://desk.example").url(Stream(Spec("desk", 3)))


def test_other_clips_make_another_version(library: Library, tmp_path: Path) -> None:
    one = clips_for(SPEC, library, tmp_path / "one")
    other = clips_for(Spec("desk", 3), library, tmp_path / "other")
    versions = {recorded(library, clips).version for clips in (one, one, other)}
    assert len(versions) == 2


def test_a_second_is_the_same_only_with_the_same_library_and_the_same_clips(tmp_path: Path, library: Library) -> None:
    clips = Clips(tmp_path, {"1.000": {"And hold.": (4, 40)}}, {Background.RAIN: 100})
    longer = replace(clips, extents={"1.000": {"And hold.": (4, 41)}})
    made = recorded(library, clips)
    assert FolderAudio(made, tmp_path, "").made_by == made.made_by == recorded(library, clips).made_by
    others = [recorded(library, longer), recorded(replace(library, made_by="0" * 12), clips)]
    assert len({library.made_by, made.made_by, *(other.made_by for other in others)}) == 4
    assert len(made.made_by) == len(library.made_by)
