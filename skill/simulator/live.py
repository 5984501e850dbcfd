"""Playing in real time: the silences last, the muscle group stays in sight, and words typed meanwhile interrupt."""

import asyncio
import re
import shutil
import textwrap
import time
from collections.abc import Awaitable, Callable

from prompt_toolkit import PromptSession, print_formatted_text
from prompt_toolkit.patch_stdout import patch_stdout

from skill.content.content import Content
from skill.simulator.audio_player import PLAYING
from skill.simulator.device import MICROPHONE, Device
from skill.simulator.playback import Sound
from skill.simulator.script import NOBODY, OVER

TICK = 0.2
NARROWEST = 20
"""Columns that words are broken into at least."""
LEAVE = frozenset(("bye", "exit", "quit"))
COMMAND, HELP = "/", "/help"
START = "say: Alexa, start muscle relaxation (/help, bye leaves)"
TYPED = """\
What you type is said to Alexa: "Alexa, start muscle relaxation", and then "yes", "pause", "help".
  while it speaks   what you type interrupts it
  an empty line     stops the voice
  bye               leaves, as exit, quit, Ctrl-C and Ctrl-D do
  /help             these lines
make talk ARGS=--fresh meets you for the first time, --show tells what was understood, --audio plays sessions."""


class Live:
    """One person at a terminal, talking to one device."""

    def __init__(
        self,
        device: Device,
        content: Content,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        *,
        shows: bool = False,
    ) -> None:
        """Take a clock in epoch seconds, what lets seconds pass on it, and whether to tell what was understood."""
        self.device, self.clock, self.sleep, self.shows = device, clock, sleep, shows
        self.named = _naming(content)
        guidance = content.library.guidance
        self.resting = (*guidance.gather, *guidance.rest, *guidance.rest_bedtime)
        self.status = START
        self.prompt: PromptSession[str] = PromptSession(
            "you: ", bottom_toolbar=lambda: f" {self.status}", refresh_interval=TICK
        )

    async def run(self) -> None:
        """Talk until the listener leaves."""
        playing: asyncio.Task[None] | None = None
        try:
            with patch_stdout():
                while (words := await self._words()) is not None:
                    if words.startswith(COMMAND):
                        self._obey(words)
                        continue
                    if playing:
                        playing.cancel()
                    playing = asyncio.create_task(self._play(self._answer(words)))
        finally:
            if playing:
                playing.cancel()
            self._leave()

    def _obey(self, command: str) -> None:
        """Do what is meant for the desk and not for Alexa."""
        known = command.lower() == HELP
        print_formatted_text(TYPED if known else f"({HELP} says what can be typed)")

    def _answer(self, words: str) -> list[Sound]:
        """Return what is heard after words, or after an empty line that only stops the voice."""
        self.device.now = self.clock()
        answer = self.device.hear(words) if words else []
        if answer is None:
            print_formatted_text(NOBODY)
        elif self.shows and words and self.device.understood:
            print_formatted_text(f"heard: {self.device.understood}")
        return answer or []

    def _leave(self) -> None:
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
            self._say(OVER, START)
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
                part = self._part(sound.words, part)
            await self._wait(sound.seconds, part if sound.words else f"{part}, quiet".lstrip(", "))

    async def _wait(self, seconds: float, label: str) -> None:
        until = self.clock() + seconds
        while (left := until - self.clock()) > 0:
            self.status = f"{label} · {left:.0f} s" if label else f"{left:.0f} s"
            await self.sleep(min(TICK, left))

    def _part(self, words: str, before: str = "") -> str:
        """Return the muscle group that is begun last, as in "Your feet." or "Back to your feet.", else the one before.

        With the rest at the end there is none.
        """
        if any(line in words for line in self.resting):
            return ""
        begun = self.named.findall(words)
        return begun[-1].lower() if begun else before

    def _say(self, words: str, status: str) -> None:
        print_formatted_text(words)
        self.status = status


def wrapped(words: str) -> str:
    """Return words in lines as wide as the terminal, broken between two of them."""
    return textwrap.fill(words, max(NARROWEST, shutil.get_terminal_size().columns - 1))


def _naming(content: Content) -> re.Pattern[str]:
    """Return what finds each sentence that begins a muscle group: its name alone, or taken up again.

    A name inside another sentence begins nothing: "Leaving out your hands.", "Let it move with your breath."
    """
    names = {name for group in content.library.groups.values() for name in group.names.values()}
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    before, after = (re.escape(part) for part in content.phrases.opening.back.split("{place}"))
    return re.compile(rf"(?:^|[.!?…♪] )(?:{before}(?={any_name}))?({any_name})(?:{after}|\.)", re.IGNORECASE)
