"""What the README shows is what happens."""

import re
from itertools import zip_longest
from random import Random

from skill.app.app import App
from skill.content.content import Content
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device
from skill.simulator.script import Player
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
SKIPPED = "..."
"""Stands in the README for lines left out."""
NOON = 1_790_000_000.0


def transcript() -> list[str]:
    found = re.search(r"^```\n(you: .*?)^```", README, re.DOTALL | re.MULTILINE)
    assert found
    return found[1].splitlines()


def test_the_transcript_is_what_is_said(content: Content, understanding: Understanding) -> None:
    app = App(content, MemoryStore(clock=lambda: NOON), Random(2))
    player = Player(Device(desk_skill(app), understanding, content.library.speech_time, NOON))
    shown = transcript()
    said = list(player.play(line.removeprefix("you: ") for line in shown if line.startswith("you: ")))
    position = 0
    for line, following in zip_longest(shown, shown[1:]):
        if line == SKIPPED:
            position = said.index(following, position)
        else:
            told = f"README.md shows {line!r}, and this is what is said: {said[position]!r}"
            assert said[position] == re.sub(r"^you: \([^)]*\) ", "you: ", line), told
            position += 1


def test_the_two_commands_are_named_and_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("talk", "test"):
        assert f"\nmake {target} " in README
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_place_in_the_table_exists() -> None:
    places = re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)
    assert len(places) >= 10
    for place in places:
        assert (ROOT / place).exists(), place
