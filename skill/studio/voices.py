"""Which voices there are: skill/studio/voices.yaml, read; what VOICE= may say, and what a voice is chosen by."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from skill.content.reader import Reader
from skill.content.yaml_file import parse_file
from skill.practice.declaration import declare
from skill.practice.speech_time import SpeechTime
from skill.practice.words import Words
from skill.studio.kokoro import Kokoro
from skill.studio.piper import Piper
from skill.studio.polly import Polly
from skill.studio.voice import Voice, VoiceMissing

VOICES = Path(__file__).with_name("voices.yaml")


class Engine(StrEnum):
    """What speaks."""

    PIPER = "piper"
    KOKORO = "kokoro"
    POLLY = "polly"

    @property
    def is_here(self) -> bool:
        """Whether it speaks on this machine; else it is reached, and billed."""
        return self is not Engine.POLLY


@dataclass(frozen=True)
class KnownVoice:
    """One voice of the file, under its engine's name for it."""

    engine: Engine
    locale: str = declare(form="[a-z]{2}-[A-Z]{2}", what="locale, such as en-US", remedy="say whose accent it has")
    who: str = declare(form=".+", what="few words", remedy="say who is heard, as: a woman")
    licence: str = declare(form=".+", what="licence", remedy="say under which licence it is")
    pace: float = declare(1.0, least=0.5, most=2, what="number")
    """The speed at which it takes as long as joe does; Kokoro's voices have one."""
    follows: float = declare(1.0, least=0, most=1.5, what="number")
    """How far it follows a speaking rate: with 0.5, at a rate of 0.8 it takes 1 / 0.8 ** 0.5 of its time."""
    speech_time: SpeechTime | None = None
    """None where nobody has calibrated it: then it is taken to speak as Alexa does."""

    @property
    def language(self) -> str:
        """The language that it speaks."""
        return self.locale.partition("-")[0]

    @property
    def timing(self) -> "VoiceTime | None":
        """How long it takes to say a line, as far as it is calibrated."""
        return VoiceTime(self.speech_time, self.follows) if self.speech_time else None

    def voice(self, name: str) -> Voice:
        """Return what speaks; raises VoiceMissing."""
        match self.engine:
            case Engine.PIPER:
                return Piper.of(self.language)
            case Engine.KOKORO:
                return Kokoro.of(name, self.locale, self.pace)
            case Engine.POLLY:
                return Polly(name.capitalize())


@dataclass(frozen=True, slots=True)
class VoiceTime:
    """How long a voice of the studio takes to say a line, at any rate; a Timing."""

    model: SpeechTime
    follows: float

    def seconds(self, text: str, rate: float = 1.0) -> float:
        """Return the seconds that a text takes at a rate (1.0 is the voice's own)."""
        return self.model.seconds(text) * math.pow(rate, -self.follows)

    def of(self, words: Words, rate: float = 1.0) -> float:
        """Return the seconds that words of a plan take at a rate."""
        return self.seconds(words.text, rate)


def read_voices(path: Path = VOICES) -> Mapping[str, KnownVoice]:
    """Return every voice by its name; raises ContentError."""
    reader = Reader(path.name)
    voices: Mapping[str, KnownVoice] = reader.value(Mapping[str, KnownVoice], parse_file(path, path.name))
    reader.close()
    return voices


def chosen(wish: str, language: str) -> tuple[str, KnownVoice]:
    """Return the voice, with its name, that "kokoro:af_heart" names, or "kokoro": the first one of its engine.

    Raises VoiceMissing with the names that there are.
    """
    engine, _, own = wish.partition(":")
    there = {name: each for name, each in read_voices().items() if each.language == language}
    for name, each in there.items():
        if each.engine == engine and own in ("", name):
            return name, each
    names = ", ".join(dict.fromkeys(_names(there)))
    raise VoiceMissing(f"there is no voice {wish!r} for {language!r}; there are {names or 'none'}")


def every_wish(language: str) -> list[str]:
    """Return what names each voice of a language that speaks on this machine."""
    voices = read_voices().items()
    return [f"{each.engine}:{name}" for name, each in voices if each.language == language and each.engine.is_here]


def _names(voices: Mapping[str, KnownVoice]) -> Iterator[str]:
    for name, each in voices.items():
        yield each.engine
        yield f"{each.engine}:{name}"
