"""SSML: what is said and how long it is silent, as Alexa reads it (limits: docs/platform.md)."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from skill.practice.plan import Beat

LIMIT = 7500
"""Characters of one response, tags included; Alexa refuses more than 8,000."""
TAG = len('<prosody rate="100%" volume="soft"></prosody>')
"""Characters that a stretch of speech takes besides its beats."""
LONGEST_BREAK = 10
"""Seconds that one <break> may take; longer silences are several in a row."""


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a stretch of speech sounds."""

    rate: float = 1.0
    volume: str = ""
    """As SSML names it: soft, loud; empty leaves it as it is."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of beats in one voice."""

    beats: tuple[Beat, ...]
    prosody: Prosody = Prosody()

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return sum(beat.seconds for beat in self.beats)


def speak(stretches: Iterable[Spoken]) -> str:
    """Return one <speak> document; its text is escaped."""
    return f"<speak>{' '.join(render(each) for each in stretches if each.beats)}</speak>"


def render(spoken: Spoken) -> str:
    """Return a stretch of beats as SSML, without the outer <speak>."""
    inner = " ".join(_beat(beat) for beat in spoken.beats)
    attributes = ""
    if spoken.prosody.rate != 1.0:
        attributes += f' rate="{round(spoken.prosody.rate * 100)}%"'
    if spoken.prosody.volume:
        attributes += f' volume="{spoken.prosody.volume}"'
    return f"<prosody{attributes}>{inner}</prosody>" if attributes else inner


def length(beats: Iterable[Beat]) -> int:
    """Return how many characters these beats take in SSML."""
    return sum(len(_beat(beat)) + 1 for beat in beats)


def _beat(beat: Beat) -> str:
    return escape(beat.text, quote=False) if beat.text else silence(beat.seconds)


def silence(seconds: float) -> str:
    """Return breaks that last so long in all, none of them longer than Alexa allows."""
    whole = round(seconds)
    lengths = [LONGEST_BREAK] * (whole // LONGEST_BREAK)
    if whole % LONGEST_BREAK:
        lengths.append(whole % LONGEST_BREAK)
    return "".join(f'<break time="{length}s"/>' for length in lengths)
