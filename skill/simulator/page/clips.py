"""What the page hears: each sentence and each background has an address, and is made when it is asked for."""

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import Protocol

from skill.practice.background import Background
from skill.practice.words import sentences
from skill.simulator.imagined import SIGN
from skill.simulator.playback import Sound

MOST_CLIPS = 4000
"""Sentences that are remembered by their address: more than an evening has."""
ADDRESS = "/page/voice/"
BACKGROUNDS = "/page/background/"


class Speech(Protocol):
    """A voice that speaks sentences."""

    def speak(self, text: str, rate: float) -> bytes:
        """Return a sentence as a WAV file, at a rate (1.0 is the voice's own)."""

    def background(self, background: Background) -> bytes:
        """Return a background as a WAV file, as loud as it lies under this voice."""


class PageClips:
    """The sentences that a page may ask for, by name."""

    def __init__(self, speech: Speech | None) -> None:
        """Take the voice; without one there is nothing to be heard."""
        self.speech = speech
        self._known: OrderedDict[str, tuple[str, float]] = OrderedDict()
        self._turn = Lock()

    def sentences(self, sound: Sound) -> list[dict[str, str]]:
        """Return the sentences of a sound in order, each with the address where the page finds it, or ""."""
        words = sound.words.removeprefix(SIGN).strip()
        return [{"words": each, "clip": self._address(each, sound.rate)} for each in sentences(words)] if words else []

    def wave(self, name: str) -> bytes | None:
        """Return a sentence as a WAV file; None where there is none of that name, or nobody speaks."""
        with self._turn:
            known = self._known.get(name)
        return self.speech.speak(*known) if known and self.speech else None

    def under(self, background: Background) -> str:
        """Return the address where the page finds a background, or ""."""
        return f"{BACKGROUNDS}{background}.wav" if self.speech else ""

    def background(self, name: str) -> bytes | None:
        """Return a background as a WAV file; None where there is none of that name, or nobody speaks."""
        return self.speech.background(Background(name)) if self.speech and name in list(Background) else None

    def _address(self, text: str, rate: float) -> str:
        if self.speech is None:
            return ""
        name = hashlib.sha256(f"{rate}\0{text}".encode()).hexdigest()[:32]
        with self._turn:
            self._known[name] = text, rate
            self._known.move_to_end(name)
            while len(self._known) > MOST_CLIPS:
                self._known.popitem(last=False)
        return f"{ADDRESS}{name}.wav"
