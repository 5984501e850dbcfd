"""Playing in real time: the silences last, the muscle group stays in sight, and words typed meanwhile interrupt."""

import asyncio
import shutil
import textwrap
import time
from collections.abc import Awaitable, Callable, Mapping

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.patch_stdout import patch_stdout

from skill.practice.muscle_group import MuscleGroup
from skill.simulator.audio_player import PLAYING
from skill.simulator.device import MICROPHONE, Device
from skill.simulator.playback import Sound
from skill.simulator.script import NOBODY, OVER

TICK = 0.2
NARROWEST = 20
"""Columns that words are broken into at least."""
LEAVE = frozenset(("bye", "exit", "quit"))


class Live:
    """One person at a terminal, talking to one device."""

    def __init__(
        self,
        device: Device,
        groups: Mapping[str, MuscleGroup],
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        shows: bool = False,
    ) -> None:
        """Take a clock in epoch seconds, what lets seconds pass on it, and whether to tell what was understood."""
        self.device, self.clock, self.sleep, self.shows = device, clock, sleep, shows
        self.names = [name for group in groups.values() for name in group.names.values()]
        self.status = "say: Alexa, start muscle relaxation (bye leaves)"
        self.prompt: PromptSession[str] = PromptSession(
            "you: ", bottom_toolbar=lambda: f" {self.status}", refresh_interval=TICK
        )

    async def run(self) -> None:
        """Talk until the listener leaves."""
        playing: asyncio.Task[None] | None = None
        with patch_stdout():
            while (words := await self._words()) is not None:
                if playing:
                    playing.cancel()
                self.device.now = self.clock()
                answer = self.device.hear(words) if words else []
                if answer is None:
                    print_formatted_text(NOBODY)
                elif self.shows and words and self.device.understood:
                    print_formatted_text(f"heard: {self.device.understood}")
                playing = asyncio.create_task(self._play(answer or []))
        if playing:
            playing.cancel()
        self.device.now = self.clock()
        if self.device.player.activity == PLAYING:
            self.device.press("Pause")  # nobody stays to listen
        self.device.end("USER_INITIATED")

    async def _words(self) -> str | None:
        try:
            words = (await self.prompt.prompt_async()).strip()
        except (EOFError, KeyboardInterrupt):
            return None
        return None if words.lower() in LEAVE else words

    async def _play(self, answer: list[Sound]) -> None:
        await self._speak(answer)
        if not self.device.open:
            self.device.now = self.clock()
            self.device.catch_up()
            self._say(OVER, "say: Alexa, start muscle relaxation (bye leaves)")
            return
        await self._wait(MICROPHONE, "listening")
        await self._speak(self.device.reprompt)
        await self._wait(MICROPHONE, "listening")
        self.device.now = self.clock()
        self.device.end("EXCEEDED_MAX_REPROMPTS")
        self._say(OVER, "closed after silence (bye leaves)")

    async def _speak(self, answer: list[Sound]) -> None:
        part = ""
        for sound in answer:
            if sound.words:
                print_formatted_text(wrapped(f"alexa: {sound.words}"))
                part = self._part(sound.words) or part
            await self._wait(sound.seconds, part if sound.words else f"{part}, quiet".lstrip(", "))

    async def _wait(self, seconds: float, label: str) -> None:
        until = self.clock() + seconds
        while (left := until - self.clock()) > 0:
            self.status = f"{label} · {left:.0f} s" if label else f"{left:.0f} s"
            await self.sleep(min(TICK, left))

    def _part(self, words: str) -> str:
        """Return the muscle group that is named last, as in "Your feet." or "Back to your feet."."""
        lower = words.lower()
        named = [(lower.rfind(f"{name}."), len(name), name) for name in self.names if f"{name}." in lower]
        return max(named)[2] if named else ""

    def _say(self, words: str, status: str) -> None:
        print_formatted_text(words)
        self.status = status


def wrapped(words: str) -> str:
    """Return words in lines as wide as the terminal, broken between two of them."""
    return textwrap.fill(words, max(NARROWEST, shutil.get_terminal_size().columns - 1))
