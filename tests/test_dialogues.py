"""Every dialogue of tests/dialogues, spoken to the real skill with SQLite memory."""

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from skill.content.content import Content, build, read_folder
from skill.simulator.desk import MODEL
from skill.simulator.understanding import Understanding
from skill.store.sqlite import SqliteStore
from tests.dialogue import Stage, Watched, dialogues, play
from tests.strategies import CONTENT


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding.load(MODEL)


@pytest.fixture
def stage(content: Content, understanding: Understanding, tmp_path: Path) -> Stage:
    staged = Stage(content, understanding, Watched(SqliteStore(tmp_path / "memory.sqlite", clock=lambda: 0.0)))
    return staged


@pytest.mark.parametrize("dialogue", [pytest.param(each, id=name) for name, each in dialogues()])
def test_dialogue(dialogue: Mapping[str, Any], stage: Stage) -> None:
    play(dialogue, stage, changed)


def changed(what: str) -> Content:
    """Return content as an author may have changed it meanwhile."""
    raw = copy.deepcopy(dict(read_folder(CONTENT, "en")))
    routines = raw["routines.yaml"]["routines"]
    match what:
        case "without the feet" | "without the buttocks":
            group = what.removeprefix("without the ")
            for routine in routines.values():
                routine["order"] = [step for step in routine["order"] if not step.startswith(group)]
        case "without the standard routine":
            del routines["standard"]
            del raw["en/guidance.yaml"]["routines"]["standard"]
            raw["routines.yaml"]["roles"]["full"] = "seven"
        case _:
            raise ValueError(what)
    return build(raw, "en")


def test_one_read_a_session_and_one_write_a_turn_that_changes_something(stage: Stage) -> None:
    def turn(words: str, **more: Any) -> tuple[int, int]:
        before = stage.store.loads, stage.store.saves
        play({"turns": [{"you": words, **more}]}, stage, changed)
        return stage.store.loads - before[0], stage.store.saves - before[1]

    assert turn("Alexa, open muscle relaxation") == (1, 1)
    assert turn("yes") == (0, 1)
    assert turn("(100 s) help") == (0, 0)
    assert turn("what are my settings") == (0, 1)
    assert turn("(10 s) slower") == (0, 1)
    assert turn("(10 s) purple monkey dishwasher") == (0, 0)
    assert turn("(10 s) pause") == (0, 1)
    assert turn("(silence)") == (0, 0)
    assert turn("Alexa, open muscle relaxation") == (1, 0)
    assert turn("stop") == (0, 0)
