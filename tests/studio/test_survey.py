from dataclasses import replace
from pathlib import Path

import pytest

from skill.content.content import Content
from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.studio.survey import main, most_allowed, survey, varying


def test_what_is_said_is_counted(library: Library) -> None:
    plan = make_plan(Spec("standard", 10), library)
    found = survey(plan, library)
    beats = [beat for segment in plan.segments for beat in segment.beats]
    assert found.seconds == plan.seconds
    assert found.speech + sum(beat.seconds for beat in beats if not beat.text) == pytest.approx(plan.seconds)
    assert found.attention == sum(beat.kind == "attention" for beat in beats) > 4
    assert found.observations > 4
    assert found.distinct < found.sentences
    assert found.words[0] > found.words[2] > 0
    assert found.final_rest in [beat.seconds for beat in beats if beat.kind == "final_quiet"]


def test_what_stays_the_same_may_come_as_often_as_it_wants(library: Library) -> None:
    may_vary = varying(make_plan(Spec("standard", 40), library), library)
    assert not {"And hold.", "And release.", "Again, push down.", "Three.", "Forty minutes"} & set(may_vary)
    assert len(may_vary) > 50


def test_longer_sessions_may_repeat_more() -> None:
    assert [most_allowed(minutes) for minutes in (2, 14, 15, 25, 26, 40)] == [2, 2, 3, 3, 4, 4]


def test_it_prints_a_line_for_every_length(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--detail", "brief"]) == 0
    said = capsys.readouterr().out
    assert "standard: 6-40 minutes" in said or "standard: 7-40 minutes" in said
    assert len([line for line in said.splitlines() if " x " in line]) > 300


def test_too_few_phrasings_are_told(
    content: Content, library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    poor = replace(library, guidance=replace(library.guidance, observe=("Notice the difference.",)))
    monkeypatch.setattr("skill.studio.survey.load", lambda folder: replace(content, library=poor))
    assert main([]) == 1
    said = capsys.readouterr()
    assert "x Notice the difference." in said.out
    assert "add phrasings" in said.err


def test_content_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--content", str(tmp_path)]) == 1
    assert capsys.readouterr().err
