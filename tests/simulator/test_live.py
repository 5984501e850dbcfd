"""The talk in real time, with the time of a test: what is typed is heard, and silences last."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from io import StringIO

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.plain_text import PlainTextOutput

from skill.app.app import App
from skill.content.content import Content
from skill.simulator.desk import desk_skill, listening
from skill.simulator.device import Device
from skill.simulator.imagined import ImaginedAudio
from skill.simulator.live import Live, wrapped
from skill.simulator.script import NOBODY, OVER
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore

BEGIN = 1_790_000_000.0
MOMENTS = 100_000
"""More than any of these sessions has: each moment is a fifth of a second."""


@dataclass
class Clock:
    """Time that passes while it is let, for whoever waits."""

    now: float = BEGIN
    passes: bool = False
    asked: int = 0

    def __call__(self) -> float:
        self.asked += 1
        return self.now

    async def sleep(self, seconds: float) -> None:
        while not self.passes:
            await asyncio.sleep(0.001)
        self.now += max(seconds, 0.001)  # less than that is lost in so large a number
        await asyncio.sleep(0)


@dataclass
class Terminal:
    """Somebody who types, and what they see."""

    live: Live
    clock: Clock
    keys: PipeInput

    async def type(self, words: str) -> None:
        """Type words, in no time, until they are heard."""
        asked = self.clock.asked
        self.keys.send_text(f"{words}\r")
        while self.clock.asked == asked:
            await asyncio.sleep(0.001)

    async def until(self, status: str) -> None:
        """Let time pass until the line at the bottom begins like this."""
        self.clock.passes = True
        for _ in range(MOMENTS):
            if self.live.status.startswith(status):
                break
            await asyncio.sleep(0)
        else:
            raise AssertionError(f"{status!r} was never seen")
        self.clock.passes = False


@pytest.fixture
def device(content: Content, understanding: Understanding) -> Device:
    app = App(content, MemoryStore(clock=lambda: 0.0), audio=ImaginedAudio(content.library))
    made = Device(desk_skill(app), understanding, content.library.speech_time, BEGIN)
    made.listen = listening(app)
    return made


def talk(
    device: Device, content: Content, said: Callable[[Terminal], Awaitable[None]], live_as: type[Live] = Live
) -> tuple[str, float]:
    """Return what is seen at a terminal where this is said, and how many seconds it took."""
    clock, seen = Clock(), StringIO()

    async def run() -> None:
        live = live_as(device, content, clock, clock.sleep)
        running = asyncio.create_task(live.run())
        await said(Terminal(live, clock, pipe))
        await running

    with create_pipe_input() as pipe, create_app_session(input=pipe, output=PlainTextOutput(seen)):
        asyncio.run(run())
    return seen.getvalue(), clock.now - BEGIN


def test_a_session_that_nobody_answers_closes_after_its_silences(device: Device, content: Content) -> None:
    async def said(terminal: Terminal) -> None:
        await terminal.type("Alexa, open muscle relaxation")
        await terminal.until("closed after silence")
        await terminal.type("yes")
        await terminal.type("bye")

    seen, seconds = talk(device, content, said)
    assert "alexa: Welcome to muscle relaxation." in seen
    assert OVER in seen
    assert NOBODY in seen
    assert 30 < seconds < 90


def test_the_muscle_group_stays_in_sight_and_words_interrupt(device: Device, content: Content) -> None:
    async def said(terminal: Terminal) -> None:
        await terminal.type("Alexa, ask muscle relaxation for ten minutes")
        await terminal.until("your feet, quiet")
        await terminal.type("Alexa, stop")
        await terminal.until("say: Alexa, start muscle relaxation")
        await terminal.type("exit")

    seen, _ = talk(device, content, said)
    assert "alexa: Your feet." in seen
    assert "Your calves." not in seen
    assert "Your place is kept." in seen


def test_an_empty_line_stops_the_voice_and_who_leaves_stops_what_plays(device: Device, content: Content) -> None:
    async def said(terminal: Terminal) -> None:
        await terminal.type("Alexa, ask muscle relaxation for the bedtime version")
        await terminal.until("your forehead")
        await terminal.type("")
        await terminal.type("bye")

    seen, _ = talk(device, content, said)
    assert "alexa: \N{EIGHTH NOTE} Your forehead." in seen
    assert device.player.activity == "STOPPED"


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Your feet. Bring the toes up. And hold.", "your feet"),
        ("Back to your jaw. Close it, with very little strength.", "your jaw"),
        ("\N{EIGHTH NOTE} Your forehead. Raise the eyebrows.", "your forehead"),
        ("And again, more quietly. Your forehead. Smooth and resting.", "your forehead"),
        ("Leaving out your hands. Your lower legs. Raise the toes.", "your lower legs"),
        ("You're at your feet, with about nine minutes left. Your feet. Bring the toes up.", "your feet"),
        ("This one is for your hands. Make yourself comfortable.", ""),
        ("Then only picture your hands.", ""),
        ("And release. Let it be soft, and move with your breath. See if it feels any looser now.", ""),
        ("Shall we move to your hands?", ""),
    ],
)
def test_the_part_in_sight_is_the_one_that_is_guided(words: str, part: str, device: Device, content: Content) -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=PlainTextOutput(StringIO())):
        assert Live(device, content)._part(words) == part


def test_no_part_stays_in_sight_that_a_release_only_speaks_of(device: Device, content: Content) -> None:
    async def said(terminal: Terminal) -> None:
        await terminal.type("Alexa, ask muscle relaxation for ten minutes")
        await terminal.until("your stomach")
        await terminal.until("your lower back")
        await terminal.type("bye")

    shown = set[str]()

    class Watched(Live):
        def __setattr__(self, name: str, value: object) -> None:
            if name == "status":
                shown.add(str(value).split(" ·")[0])
            super().__setattr__(name, value)

    talk(device, content, said, Watched)
    assert "your stomach, quiet" in shown
    assert not [status for status in shown if "breath" in status]


def test_no_part_is_in_sight_while_the_whole_body_rests(device: Device, content: Content) -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=PlainTextOutput(StringIO())):
        live = Live(device, content)
    for line in (*content.library.guidance.rest, *content.library.guidance.rest_bedtime):
        assert live._part(line, "your jaw") == ""
    assert live._part("And release. Let it go soft.", "your jaw") == "your jaw"


def test_help_for_the_desk_is_said_by_the_desk_and_help_by_the_skill(device: Device, content: Content) -> None:
    async def said(terminal: Terminal) -> None:
        await terminal.type("Alexa, ask muscle relaxation for ten minutes")
        await terminal.until("your feet")
        terminal.keys.send_text("/help\r/nonsense\r")
        await terminal.until("your lower legs")  # the voice went on
        await terminal.type("help")
        await terminal.type("bye")

    seen, _ = talk(device, content, said)
    assert "an empty line     stops the voice" in seen
    assert "(/help says what can be typed)" in seen
    assert device.understood is not None
    assert device.understood.intent == "AMAZON.HelpIntent"


def test_ctrl_c_leaves_as_bye_does(device: Device, content: Content) -> None:
    async def said(terminal: Terminal) -> None:
        await terminal.type("Alexa, ask muscle relaxation for the bedtime version")
        await terminal.until("your forehead")
        terminal.keys.send_text("\x03")

    talk(device, content, said)
    assert device.player.activity == "STOPPED"


def test_ctrl_c_while_an_answer_is_made_ends_the_session(device: Device, content: Content) -> None:
    skill = device.skill

    def interrupted(event: dict[str, object]) -> dict[str, object]:
        device.skill = skill
        raise KeyboardInterrupt

    async def said(terminal: Terminal) -> None:
        await terminal.type("Alexa, ask muscle relaxation for ten minutes")
        await terminal.until("your feet")
        device.skill = interrupted
        terminal.keys.send_text("pause\r")

    with pytest.raises(KeyboardInterrupt):
        talk(device, content, said)
    assert not device.open


def test_words_break_between_two_of_them_at_the_terminals_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "31")
    lines = wrapped("alexa: Let the muscles of your face go soft, and rest.").splitlines()
    assert lines == ["alexa: Let the muscles of your", "face go soft, and rest."]
