"""Every dialogue of tests/dialogues, spoken to the real skill; some of them with its memory in a file."""

from pathlib import Path
from typing import Any

import pytest

from skill.content.content import Content
from skill.simulator.dialogue.exchange import Exchange
from skill.simulator.dialogue.playing import play
from skill.simulator.dialogue.reading import Dialogue
from skill.simulator.dialogue.stage import Stage
from skill.simulator.dialogue.watched import Watched
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from skill.store.sqlite import SqliteStore
from tests.dialogue import dialogues

ALL = [pytest.param(each, id=name) for name, each in dialogues()]
IN_A_FILE = [each for each in ALL if str(each.id).startswith(("keeping", "resuming"))]
"""Those that are about what is remembered."""


@pytest.fixture
def stage(content: Content, understanding: Understanding) -> Stage:
    return Stage(content, understanding, Watched(MemoryStore(clock=lambda: 0.0)))


@pytest.mark.parametrize("dialogue", ALL)
def test_dialogue(dialogue: Dialogue, stage: Stage) -> None:
    play(dialogue, stage)


@pytest.mark.parametrize("dialogue", IN_A_FILE)
def test_a_dialogue_with_its_memory_in_a_file(dialogue: Dialogue, stage: Stage, tmp_path: Path) -> None:
    stage.store.store = SqliteStore(tmp_path / "memory.sqlite", clock=lambda: 0.0)
    play(dialogue, stage)


def test_one_read_a_session_and_one_write_a_turn_that_changes_something(stage: Stage) -> None:
    def turn(words: str, **more: Any) -> tuple[int, int]:
        before = stage.store.loads, stage.store.saves
        play(Dialogue(words, (Exchange(you=words, **more),)), stage)
        return stage.store.loads - before[0], stage.store.saves - before[1]

    assert turn("Alexa, open muscle relaxation") == (1, 1)
    assert turn("yes") == (0, 1)
    assert turn("(100 s) help") == (0, 1)  # the place, as no word of the end may come
    assert turn("what are my settings") == (0, 1)
    assert turn("(10 s) slower") == (0, 1)
    assert turn("(10 s) purple monkey dishwasher") == (0, 1)
    assert turn("(10 s) pause") == (0, 0)
    assert turn("(silence)") == (0, 0)
    assert turn("Alexa, open muscle relaxation") == (1, 0)
    assert turn("stop") == (0, 0)
