"""A clip: what is spoken in one breath. Lines are split into clips, so that few clips make all plans."""

from dataclasses import dataclass

from skill.audio import mp3
from skill.practice.words import Words, sentences

SENTENCE_PAUSE = 0.336
"""Seconds from clip to clip; with the quiet inside of them, 0.45 s are heard, as from Alexa (0.4 to 0.5 s)."""
COMMA_PAUSE = 0.12
"""Seconds before a direction, which is a clip of its own; before "of muscle relaxation" there are none."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One sentence, or a part of an announcement, at a speaking rate."""

    text: str
    rate: float = 1.0
    """1.0 is the voice's own."""

    @property
    def key(self) -> str:
        """The rate as files and indexes name it."""
        return rate_key(self.rate)

    @property
    def pause(self) -> int:
        """Frames of quiet before the next clip of its line."""
        seconds = SENTENCE_PAUSE if self.text[-1] in ".?!" else COMMA_PAUSE if self.text[-1] == "," else 0.0
        return mp3.at(seconds / self.rate)


def rate_key(rate: float) -> str:
    """Return "0.880" for 0.88."""
    return f"{rate:.3f}"


def clips_of(words: Words, rate: float) -> tuple[Clip, ...]:
    """Return the clips that words are put together from: the sentences of their pieces.

    An announcement has pieces for its minutes and for its direction. Else every routine would be spoken once for each
    number of minutes and each direction, thousands of clips.
    """
    return tuple(Clip(text, rate) for piece in words.pieces for text in sentences(piece))
