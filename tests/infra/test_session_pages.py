from pathlib import Path

import pytest

from infra.session_pages import FOLDER, main, pages, sessions, transcript
from skill.practice.library import Library


def test_the_pages_are_what_is_said(library: Library) -> None:
    for name, text in pages(library).items():
        assert (FOLDER / name).read_text("utf-8") == text, "run `make sessions`"


def test_a_transcript_holds_every_word_and_every_second(library: Library) -> None:
    plan = sessions(library)["night"]
    page = transcript(plan, "Night")
    for segment in plan.segments:
        assert all(beat.text in page for beat in segment.beats)
    seconds = sum(round(beat.seconds) for segment in plan.segments for beat in segment.beats if not beat.text)
    assert (
        sum(int(line.rsplit("(", 1)[1].removesuffix(" s)")) for line in page.splitlines() if line.endswith(" s)"))
        == seconds
    )


def test_stale_pages_are_told_and_written_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
    (tmp_path / "night.md").write_text("old", "utf-8")
    assert main(["--check"], tmp_path) == 1
    assert "night.md" in capsys.readouterr().err
    assert main([], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
