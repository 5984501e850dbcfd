"""A clip: what is spoken in one breath. Lines are split into clips, so that few clips make all plans."""

import re
from dataclasses import dataclass
from functools import lru_cache

from skill.audio import mp3
from skill.practice.guidance import Guidance

SENTENCE_PAUSE = 0.36
"""Seconds from clip to clip; with the quiet inside of them, 0.45 s are heard, as from Alexa (0.4 to 0.5 s)."""
COMMA_PAUSE = 0.12
"""Seconds before a direction, which is a clip of its own; before "of muscle relaxation" there are none."""

_SENTENCE_END = r"(?<=[.?!])\s+"


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


def clips_of(line: str, rate: float, guidance: Guidance) -> tuple[Clip, ...]:
    """Return the clips that a line is put together from.

    They are its sentences; an announcement has a clip for its minutes, for its routine, and for its direction. Else
    every routine would be spoken once for each number of minutes and each direction, thousands of clips.
    """
    announced = _minutes(guidance.minute, guidance.minutes, guidance.numbers).match(line)
    head = announced[0] if announced else ""
    texts = _borders(tuple(guidance.directions.values())).split(line[len(head) :].strip())
    return tuple(Clip(text, rate) for text in (head, *texts) if text)


@lru_cache(maxsize=8)
def _borders(directions: tuple[str, ...]) -> re.Pattern[str]:
    behind = "|".join(map(re.escape, directions))
    return re.compile(rf"{_SENTENCE_END}|(?<=,)\s+(?=(?:{behind})\.)")


@lru_cache(maxsize=8)
def _minutes(minute: str, minutes: str, numbers: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds minutes at the beginning of a line, as they stand in an announcement."""
    spoken = (minute, *(minutes.format(number=number) for number in numbers))
    return re.compile(rf"(?:{'|'.join(map(re.escape, spoken))})(?=\s)", re.IGNORECASE)
