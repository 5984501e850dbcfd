"""The page of evidence is printed from content, and current."""

from pathlib import Path

import pytest

from infra.evidence_page import FOLDER, PAGE, main, page
from skill.content.content import Content
from skill.content.evidence import Strength


def test_the_page_in_the_repository_is_current() -> None:
    assert main(["--check"]) == 0


def test_a_page_that_is_not_current_is_told_and_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = tmp_path / PAGE
    assert main(["--check"], tmp_path) == 1
    assert not old.exists()
    old.write_text("Sleep is cured.", "utf-8")
    assert main(["--check"], tmp_path) == 1
    assert old.read_text("utf-8") == "Sleep is cured."
    assert "evidence.md is not current: run `make evidence`" in capsys.readouterr().err
    assert main([], tmp_path) == 0
    assert old.read_text("utf-8") == (FOLDER / PAGE).read_text("utf-8")


def test_every_answer_stands_there_with_its_sources_under_its_strength(content: Content) -> None:
    parts = page(content.answers).split("\n## ")[1:]
    assert len(parts) == len(Strength)
    for strength, part in zip(Strength, parts, strict=True):
        for topic, answer in content.answers.items():
            assert (f"`{topic}`: {answer.say}" in part) is (answer.strength is strength)
            assert answer.strength is not strength or all(f"- {source}" in part for source in answer.sources)
