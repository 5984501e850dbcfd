"""`make voice` and `make listen`, with a voice of tones: what they write, and what they say when they can't."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from skill.audio import mp3
from skill.audio.clip import Clip
from skill.audio.clips import Clips
from skill.practice.background import Background
from skill.studio import __main__ as speak_all
from skill.studio import listen
from skill.studio.voice import VoiceMissing
from tests.studio.tones import Tones

CLIPS = [Clip("Your feet."), Clip("And hold.")]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., None]:
    """Runs a command with tones for a voice, and with its files in a folder of the test."""
    for command in (speak_all, listen):
        monkeypatch.setattr(command, "TAKES", tmp_path / "takes")
        monkeypatch.setattr(command, "voice", lambda name, language: Tones())
    monkeypatch.setattr(speak_all, "CLIPS", tmp_path / "clips")
    monkeypatch.setattr(speak_all, "all_clips", lambda library: CLIPS)

    def run(main: Callable[[], None], *arguments: str) -> None:
        monkeypatch.setattr(sys, "argv", ["make", *arguments])
        main()

    return run


@pytest.mark.usefixtures("short_loops")
def test_all_lines_are_spoken_into_a_folder_of_the_language(
    run: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(speak_all.main, "--backgrounds", "rain")
    pack = Clips.read(tmp_path / "clips" / "en")
    assert list(pack.loops) == [Background.RAIN]
    assert all(pack.frames(clip) for clip in CLIPS)
    assert f"2 of 2,500 clips of tones in {tmp_path / 'clips' / 'en'}" in capsys.readouterr().out


@pytest.mark.usefixtures("short_loops")
def test_one_line_is_spoken_into_a_file_and_played_where_a_player_is(
    run: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, played = tmp_path / "line.mp3", tmp_path / "played"
    monkeypatch.setattr(listen, "PLAYERS", (("no such player",), ("cp", "-t", str(tmp_path / "played"))))
    played.mkdir()
    run(listen.main, "--line", "Your feet. And hold.", "--out", str(out))
    assert capsys.readouterr().out.strip() == str(out)
    assert mp3.check(out.read_bytes()) == (played / "line.mp3").read_bytes()


@pytest.mark.usefixtures("short_loops")
def test_several_voices_speak_one_line_in_turn(
    run: Callable[..., None], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listen, "PLAYERS", ())
    line = ("--line", "Your feet.", "--out", str(tmp_path / "line.mp3"))
    run(listen.main, *line)
    one = (tmp_path / "line.mp3").read_bytes()
    capsys.readouterr()
    run(listen.main, *line, "--voice", "piper,kokoro:bf_emma")
    assert (tmp_path / "line.mp3").read_bytes() == one * 2
    seconds = len(one) // mp3.FRAME * mp3.SECONDS
    assert capsys.readouterr().out.splitlines()[1:] == ["   0.0 s  piper", f"{seconds:6.1f} s  kokoro:bf_emma"]


def test_where_nothing_plays_it_is_only_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listen, "PLAYERS", ())
    listen._play("line.mp3")


@pytest.mark.parametrize("main", [speak_all.main, listen.main])
def test_a_voice_that_is_missing_is_said(
    main: Callable[[], None],
    run: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def missing(name: str, language: str) -> None:
        raise VoiceMissing("no voice here")

    for command in (speak_all, listen):
        monkeypatch.setattr(command, "voice", missing)
    with pytest.raises(SystemExit) as ended:
        run(main, *(("--line", "Your feet.") if main is listen.main else ()))
    assert (ended.value.code, capsys.readouterr().err) == (2, "no voice here\n")


def test_more_clips_than_a_voice_may_have_are_refused_before_one_is_spoken(
    run: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(speak_all, "all_clips", lambda library: [Clip(f"Line {each}.") for each in range(2501)])
    with pytest.raises(SystemExit) as ended:
        run(speak_all.main)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("2,501 of 2,500 clips: ")
    assert not (tmp_path / "takes").exists()
