import pytest

from skill.app.app import App
from skill.content.content import Content
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device
from skill.simulator.script import NOBODY, OVER, Cue, NotSaid, Player
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore

NOON = 1_790_000_000.0


@pytest.fixture
def player(content: Content, understanding: Understanding) -> Player:
    app = App(content, MemoryStore(clock=lambda: NOON))
    return Player(Device(desk_skill(app), understanding, content.library.speech_time, NOON))


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("Alexa, pause\n", Cue("Alexa, pause")),
        ("(90 s) Alexa, pause", Cue("Alexa, pause", 90)),
        ("(1.5 min) pause", Cue("pause", 90)),
        ("(2 d)", Cue("", 172_800)),
        ("(during your feet) stop", Cue("stop", during="your feet")),
        ("(9999999 d) stop", Cue("(9999999 d) stop")),
        ("(silence)", Cue("(silence)")),
    ],
)
def test_lines_are_read(line: str, cue: Cue) -> None:
    assert Cue.read(line) == cue


def test_piped_words_reach_the_end_of_a_session(player: Player) -> None:
    lines = list(player.play(["Alexa, start muscle relaxation", *["yes"] * 4]))
    assert lines[0] == "you: Alexa, start muscle relaxation"
    assert lines[1].startswith("alexa: Welcome")
    assert any("That's the end." in line for line in lines)
    assert OVER in lines


def test_the_clock_moves_by_what_was_spoken(player: Player) -> None:
    list(player.step(Cue("Alexa, ask muscle relaxation for a ten minute session")))
    begun = player.device.now
    list(player.step(Cue("yes")))
    assert 240 < player.device.now - begun < 420


def test_a_script_that_interrupts_at_words_not_said_is_told_so(player: Player) -> None:
    with pytest.raises(NotSaid, match="during your wings"):
        list(player.play(["Alexa, start muscle relaxation", "yes", "(during your wings) stop"]))


def test_when_the_script_ends_an_open_session_hears_silence(player: Player) -> None:
    lines = list(player.play(["Alexa, open muscle relaxation"]))
    assert lines[-3:-1] == [
        "you: (silence)",
        "alexa: You can ask for a quick session, or for bedtime. Or shall we begin with ten minutes?",
    ]
    assert lines[-1] == OVER
    assert not player.device.open


def test_nobody_listens_while_no_skill_is_open(player: Player) -> None:
    assert list(player.play(["yes"])) == ["you: yes", NOBODY]


def test_memory_outlives_the_session(player: Player) -> None:
    list(player.play(["Alexa, open muscle relaxation", "yes", "(200 s) stop"]))
    lines = list(player.play(["Alexa, open muscle relaxation"]))
    assert any("You paused at your" in line for line in lines)
