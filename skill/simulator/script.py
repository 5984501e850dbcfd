"""Playing without waiting: one utterance a line in, a transcript out, on a clock that is moved by hand."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from skill.simulator.audio_player import PLAYING
from skill.simulator.device import Device
from skill.simulator.playback import Sound, transcript

SILENCE = "(silence)"
MILLISECOND = 0.001
"""Seconds. A player's offset is told in whole ones, so that what plays may end so much later than its sounds do."""
NOBODY = "(no skill is open; say: Alexa, start muscle relaxation)"
OVER = "(the session is over)"

_AFTER = re.compile(r"\((?P<number>\d{1,6}(?:\.\d+)?) ?(?P<unit>s|min|h|d)\)\s*(?P<words>.*)")
_DURING = re.compile(r"\(during (?P<during>[^)]+)\)\s*(?P<words>.*)")
_SECONDS = {"s": 1, "min": 60, "h": 3600, "d": 86400}


class NotSaid(ValueError):
    """A script interrupts at words that were not said."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of a script: what is said, and when."""

    words: str
    after: float | None = None
    """Seconds after the last answer began; None is when it has been spoken to its end."""
    during: str = ""
    """Words of the last answer; it is interrupted a second after they have been spoken."""

    @classmethod
    def read(cls, line: str) -> "Cue":
        """Read "Alexa, pause", or "(90 s) pause" or "(during your shoulders) pause" to interrupt, or "(silence)"."""
        if found := _AFTER.fullmatch(line.strip()):
            return cls(found["words"], float(found["number"]) * _SECONDS[found["unit"]])
        if found := _DURING.fullmatch(line.strip()):
            return cls(found["words"], during=found["during"])
        return cls(line.strip())


class Player:
    """Plays a script on a device, at once."""

    def __init__(self, device: Device, *, shows: bool = False) -> None:
        """Take a device; `shows` tells after every utterance what was understood, and how sure that is."""
        self.device, self.shows = device, shows
        self.playing: list[Sound] = []

    def play(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield the transcript of a script; when it ends, an open session hears silence."""
        for line in lines:
            if line.strip():
                yield from self.step(Cue.read(line))
        if self.device.open or self.device.player.activity == PLAYING:
            yield from self.step(Cue(SILENCE))

    def step(self, cue: Cue) -> Iterator[str]:
        """Yield what one line brings about."""
        yield f"you: {cue.words}"
        after = self._moment(cue.during) if cue.during else cue.after
        self._wait(after)
        if cue.words == SILENCE or not cue.words:
            yield from self._silence(after)
            return
        answer = self.device.hear(cue.words)
        if answer is None:
            yield NOBODY
            return
        if self.shows and self.device.understood:
            yield f"heard: {self.device.understood}"
        yield from self._answer(answer)

    def _moment(self, words: str) -> float:
        """Return when these words have just been spoken; raises NotSaid if they are not in the answer."""
        passed = 0.0
        for sound in self.playing:
            passed += sound.seconds
            if words.lower() in sound.words.lower():
                return passed + 1
        raise NotSaid(f"(during {words}): the last answer does not say that")

    def _silence(self, after: float | None) -> Iterator[str]:
        if after is None and self.device.open:
            yield from (f"alexa: {line}" for line in transcript(self.device.fall_silent()))
            yield OVER
        self.device.catch_up()
        self.playing = []

    def _answer(self, answer: list[Sound]) -> Iterator[str]:
        self.playing = answer
        yield from (f"alexa: {line}" for line in transcript(answer))
        if not self.device.open and self.device.player.activity != PLAYING:
            yield OVER

    def _wait(self, after: float | None) -> None:
        spoken = sum(sound.seconds for sound in self.playing) + MILLISECOND
        self.device.now += spoken if after is None else after
        self.playing = []
