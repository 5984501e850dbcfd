"""The three promises as Alexa+ lets them be said: she opens a skill by its name, and passes nothing on with it."""

import pytest

from skill.content.content import Content
from skill.simulator.calling import address
from skill.simulator.desk import desk_app, desk_skill
from skill.simulator.device import Device
from skill.simulator.script import Cue, Player
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore


@pytest.fixture
def player(understanding: Understanding, content: Content) -> Player:
    app = desk_app(MemoryStore(clock=lambda: 0.0))
    device = Device(desk_skill(app), understanding, content.library.speech_time, 1_790_000_000.0, alexa_plus=True)
    return Player(device)


def heard(player: Player, line: str) -> str:
    return " ".join(player.step(Cue.read(line)))


def retold(player: Player, line: str) -> list[str]:
    """Return the sentences that a request in one sentence takes here: open, then the wish, over the first words."""
    spoken = address(line, player.device.understanding.calling)
    name = player.device.understanding.calling.names[0]
    return [f"Alexa, open {name}", f"(2 s) {spoken.words}"]


def test_what_is_asked_with_the_name_is_refused_and_changes_nothing(player: Player) -> None:
    assert "To launch it, say: open muscle relaxation." in heard(player, "Alexa, ask muscle relaxation to resume")
    assert not player.device.open
    assert "Welcome" in heard(player, "Alexa, open muscle relaxation")


def test_starting_takes_one_sentence_and_a_yes_the_first_time(player: Player) -> None:
    assert "shall we begin" in heard(player, "Alexa, open muscle relaxation")
    assert "Your feet." in heard(player, "yes")
    heard(player, "(during Your lower legs.) stop")
    assert "You paused at your lower legs" in heard(player, "(60 s) Alexa, open muscle relaxation")


def test_resuming_is_opening(player: Player) -> None:
    heard(player, "Alexa, open muscle relaxation")
    heard(player, "yes")
    heard(player, "(during Your lower legs.) pause")
    heard(player, "(silence)")
    first, second = retold(player, "Alexa, ask muscle relaxation to resume")
    assert "You paused at your lower legs" in heard(player, f"(600 s) {first}")
    assert "Back to your lower legs." in heard(player, second)


def test_bedtime_is_opening_and_the_wish(player: Player) -> None:
    first, second = retold(player, "Alexa, ask muscle relaxation for the bedtime version")
    heard(player, first)
    assert "for the night" in heard(player, second)
    assert not player.device.open
