"""A voice that speaks sentence by sentence, each once, for whoever waits for it; and what lies under it."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Self

from skill.audio.clip import Clip
from skill.practice.background import Background
from skill.studio.kokoro import Kokoro, StayingKokoro
from skill.studio.noise import surrounded
from skill.studio.piper import Piper
from skill.studio.speaking import TAKES
from skill.studio.staying import StayingPiper
from skill.studio.takes import Takes, wave_of
from skill.studio.voice import Voice


@dataclass(frozen=True, eq=False)
class SentenceVoice:
    """Sentences as WAV files, made ready as the clips of sessions are, and shared with them."""

    takes: Takes
    _turn: Lock = field(default_factory=Lock)

    @classmethod
    def of(cls, voice: Voice, folder: Path = TAKES) -> Self:
        """Return a voice's sentences; those of voices that are processes are spoken by one that stays."""
        return cls(Takes(folder, _staying(voice)))

    def speak(self, text: str, rate: float) -> bytes:
        """Return a sentence as a WAV file, at a rate (1.0 is the voice's own); raises VoiceMissing."""
        clip = Clip(text, round(rate, 3))
        path = self.takes.path(clip)
        if not path.is_file():
            with self._turn:
                self.takes.speak([clip])
        return path.read_bytes()

    def background(self, background: Background) -> bytes:
        """Return a background's loop, its repetition AROUND it, as a WAV file: as loud as it lies under the voice."""
        return wave_of(surrounded(background))

    def close(self) -> None:
        """End what was begun for it."""
        if isinstance(self.takes.voice, StayingPiper | StayingKokoro):
            self.takes.voice.close()


def _staying(voice: Voice) -> Voice:
    match voice:
        case Piper():
            return StayingPiper(voice)
        case Kokoro():
            return StayingKokoro(voice)
    return voice
