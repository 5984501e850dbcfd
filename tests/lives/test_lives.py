"""Lives of listeners against the reference: the same ones in every run of the tests, others in `make soak`."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skill.content.content import Content
from skill.handlers import going_on, table
from skill.handlers.bookmarks import keep
from skill.handlers.moments import guiding
from skill.handlers.spoken import spoken_from
from skill.handlers.turn import Turn
from skill.practice.position import Position
from skill.simulator.understanding import Understanding
from skill.store import record
from skill.store.memory_store import MemoryStore
from skill.store.port import Changes
from tests.lives.homes import live, lives

KNOWN = Path(__file__).with_name("known_lives.py")
LONGER = lives(2000, 40, known=True)
"""For what shows rarely; it ends at the first that goes wrong."""


def test_lives_in_process_and_over_http() -> None:
    """What hypothesis draws depends on the modules that are there: so these have a process of their own."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-p", "no:cacheprovider", str(KNOWN)]
    run = subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout


def one_further(turn: Turn, position: Position, before: str = "", *, begins: bool = False) -> Any:
    return SPOKEN(turn, position.next() if position.index else position, before, begins=begins)


def kept_one_further(turn: Turn, position: Position | None) -> Changes:
    changes, moved = keep(turn, position), position and position.next()
    if changes.bookmark is None or moved is None:
        return changes
    return replace(changes, bookmark=replace(changes.bookmark, place=moved.place))


SPOKEN = spoken_from
BREAKAGES: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "a wish is not written": (record, "_wishes_said", lambda *_: ()),
    "a session goes on one part further": (going_on, "spoken_from", one_further),
    "a pause keeps the next part": (guiding, "keep", kept_one_further),
    "what an aside broke off goes on with the clock": (table, "broken_off", lambda turn, stands, changes: changes),
    "what was deleted is written again": (record, "takes", lambda item, of: True),
    "nothing is deleted": (MemoryStore, "delete", lambda *_: None),
    "an account is not deleted": (MemoryStore, "delete_account", lambda *_: None),
}


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_what_breaks_is_found_within_these_lives(
    breakage: str, content: Content, understanding: Understanding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*BREAKAGES[breakage])
    with pytest.raises(AssertionError):
        live(content, understanding, LONGER)
