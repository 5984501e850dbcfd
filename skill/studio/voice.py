"""A voice: what speaks texts, at a speaking rate."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from skill.studio.ffmpeg import Samples


class VoiceMissing(Exception):
    """A voice is not installed, or cannot be reached."""


class Voice(Protocol):
    """Speaks; the same text always sounds the same."""

    @property
    def identity(self) -> str:
        """All that the sound depends on besides text and rate: a take is spoken again when it changes."""

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        """Yield the samples of each text in turn, and how many there are a second; raises VoiceMissing."""
