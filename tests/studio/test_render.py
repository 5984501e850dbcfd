import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from skill.audio.stream import Stream
from skill.content.content import Content
from skill.practice.background import Background
from skill.practice.spec import Spec
from skill.studio.piper import PROGRAM
from skill.studio.render import main, render, spoken_plans
from skill.studio.takes import Takes
from tests.studio.tones import Tones
from tests.tools import require

ROOT = Path(__file__).resolve().parents[2]


def probed(path: Path) -> list[str]:
    require("ffprobe (apt-get install ffmpeg)", shutil.which("ffprobe") is not None)
    entries = "format=duration:format_tags=title:chapter=start_time:chapter_tags=title"
    shape = "compact=p=0:nk=1"
    command = ["ffprobe", "-v", "error", "-show_chapters", "-show_entries", entries, "-of", shape, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")


@pytest.mark.voice
def test_one_command_makes_a_night(tmp_path: Path) -> None:
    require("Piper (make build/voice/ready)", PROGRAM.is_file())
    out = tmp_path / "night.mp3"
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "ARGS"))}
    asked = ["ROUTINE=bedtime", "MINUTES=10", "BACKGROUND=rain", f"OUT={out}"]
    done = subprocess.run(["make", "render", *asked], cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, *report = done.stdout.splitlines()
    assert first == str(out)
    assert [line for line in report if line.startswith("voice alone, first quarter")]
    assert not [line for line in report if line.endswith("NOT KEPT")]
    assert "joining: 100%" in done.stderr
    *chapters, whole = [line for line in probed(out) if line]
    assert chapters[0] == "0.000000|The beginning"
    assert "Your forehead" in chapters[1]
    assert "The closing rest" in chapters[-1]
    assert whole == "600.000000|Ten minutes of gentle relaxation for the night"


def test_chapters_have_the_muscle_groups_in_their_order(content: Content, tmp_path: Path) -> None:
    spec = Spec("four", 3)
    out = tmp_path / "four.mp3"
    takes = Takes(tmp_path / "takes", Tones())
    figures = render(Stream(spec, Background.BROWN), content, takes, out)
    assert all(figure.kept for figure in figures), figures
    (plan,) = spoken_plans([spec], content.library, takes)
    *chapters, whole = [line for line in probed(out) if line]
    assert [line.split("|")[1] for line in chapters] == [
        "The beginning",
        "Your arms",
        "Your face and neck",
        "Your back, chest and stomach",
        "Your legs",
        "The closing rest",
    ]
    assert [float(line.split("|")[0]) for line in chapters] == pytest.approx(plan.starts[:-1], abs=0.001)
    assert float(whole.split("|")[0]) == pytest.approx(180, abs=0.1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["four.mp3", "takes"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--routine", "swimming"], "There is no routine 'swimming'"),
        (["--routine", "standard", "--minutes", "3"], "standard takes 7 to 40 minutes, not 3."),
        (["--routine", "bedtime", "--minutes", "2"], "minutes, not 2."),
        (["--minutes", "ten"], "MINUTES is a whole number from 1 to 40, not 'ten'."),
        (["--minutes", "-5"], "MINUTES is a whole number"),
        (["--minutes", "400"], "MINUTES is a whole number"),
        (["--tail", "31"], "TAIL is a whole number from 0 to 30, not '31'."),
        (["--background", "sea"], "There is no background 'sea'; there are floor, brown, rain."),
        (["--out", "/nowhere/night.mp3"], "No file can be written at /nowhere/night.mp3."),
        (["--out", "/"], "No file can be written at /."),
        (["--language", "xx"], "there is no such language; there are en"),
    ],
)
def test_what_cannot_be_had_is_told_in_a_sentence(
    arguments: list[str], reason: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = refused(arguments, monkeypatch, capsys)
    assert reason in line


def refused(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sequence[str]:
    """Return what is told where nothing is rendered."""
    monkeypatch.setattr(sys, "argv", ["make render", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    out, err = capsys.readouterr()
    assert not out
    return err.splitlines()
