"""How long a line takes to say. Estimated from its letters, calibrated on a real voice (`make calibrate`)."""

import re
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, Protocol

from skill.practice.declaration import declare
from skill.practice.words import Words

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.?!]+")
_COMMA = re.compile(r"[,;:]")


def _measured() -> Any:
    return declare(least=0, most=5, what="number of seconds (run make calibrate)", remedy="run make calibrate")


class Timing(Protocol):
    """Tells how long a line takes to say: by an estimate, or as it was measured."""

    def seconds(self, text: str, rate: float = 1.0) -> float:
        """Return the seconds that a text is estimated to take at a rate (1.0 is the voice's own)."""

    def of(self, words: Words, rate: float = 1.0) -> float:
        """Return the seconds that words of a plan take at a rate."""


@dataclass(frozen=True, slots=True)
class SpeechTime:
    """Seconds that a voice spends on each feature of a text at its normal rate."""

    line: float = _measured()
    """What any line takes besides its words: the short silence at its ends."""
    sentence: float = _measured()
    """Each sentence after the first, with the pause before it."""
    comma: float = _measured()
    word: float = _measured()
    letter: float = _measured()

    def at_rate(self, rate: float) -> "SpeechTime":
        """Return the model of a voice that speaks faster by this factor."""
        return SpeechTime(*(getattr(self, each.name) / rate for each in fields(self)))

    def seconds(self, text: str, rate: float = 1.0) -> float:
        """Return the seconds that a text takes at a rate (1.0 is the voice's own)."""
        return self._normal(text) / rate

    def of(self, words: Words, rate: float = 1.0) -> float:
        """Return the seconds that words of a plan take at a rate."""
        return self.seconds(words.text, rate)

    def _normal(self, text: str) -> float:
        line, sentence, comma, word, letter = features(text)
        return (
            self.line * line + self.sentence * sentence + self.comma * comma + self.word * word + self.letter * letter
        )


@lru_cache(maxsize=4096)
def features(text: str) -> tuple[int, int, int, int, int]:
    """Count the line (0 if it has no words), its sentences after the first, commas, words and letters."""
    words = _WORD.findall(text)
    further = max(0, len(_SENTENCE_END.findall(text)) - 1)
    return min(1, len(words)), further, len(_COMMA.findall(text)), len(words), sum(map(len, words))
