"""A plan: the timeline of one session."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from skill.practice.muscle_group import Caution
from skill.practice.pacing import Silence, Taking, evenly
from skill.practice.place import Place
from skill.practice.spec import Spec
from skill.practice.words import SILENCE, Words

PLANNING = 2
"""The rules by which plans are made. It goes up whenever the same spec and the same content make another plan: then no
second of a session that is under way counts any more, and it is taken up at its named place."""


@dataclass(frozen=True, slots=True)
class Beat:
    """One thing on the timeline: a line to say, or a silence within its declared range."""

    kind: str
    seconds: float
    words: Words = SILENCE
    low: int = 0
    high: int = 0
    """The range of a silence in seconds."""
    at: float = 0.5
    """Where a silence stands in its pass, from 0 for the first to 1 for the last."""
    takes: Taking = evenly
    """When a silence takes its part as a session grows."""

    @property
    def silence(self) -> Silence:
        """A silence as it can be stretched."""
        return Silence(self.low, self.high, self.at, self.takes)

    @property
    def text(self) -> str:
        """What is said; empty for a silence."""
        return self.words.text


@dataclass(frozen=True, slots=True)
class Segment:
    """One muscle group in one cycle, or what comes before or after all groups."""

    place: Place
    beats: tuple[Beat, ...]
    cautions: tuple[Caution, ...] = ()
    """What is to be said before its tension; said here only if it wasn't before."""

    @property
    def seconds(self) -> float:
        """How long the segment takes."""
        return sum(beat.seconds for beat in self.beats)


@dataclass(frozen=True)
class Plan:
    """The segments made from a spec, in order."""

    spec: Spec
    """What was planned; its minutes are the nearest that could be had to those asked for."""
    segments: tuple[Segment, ...]
    rate: float
    """Speaking rate; 1.0 is the voice's own."""
    bedtime: bool

    @cached_property
    def starts(self) -> tuple[float, ...]:
        """When each segment starts, in seconds; one entry more for the end of the plan."""
        starts = [0.0]
        for segment in self.segments:
            starts.append(starts[-1] + segment.seconds)
        return tuple(starts)

    @property
    def seconds(self) -> float:
        """The whole length, from the first word of the opening to the end of the last beat."""
        return self.starts[-1]

    def line_at(self, seconds: float) -> float:
        """Return where to take the plan up that was left at this time: there, but never in the middle of a line."""
        begun = self.starts[self.at(seconds)]
        for beat in self.segments[self.at(seconds)].beats:
            if begun + beat.seconds > seconds:
                return begun if beat.text else max(begun, seconds)
            begun += beat.seconds
        return seconds

    def at(self, seconds: float) -> int:
        """Return the index of the segment that the voice is in at this time of the plan."""
        return max(0, min(bisect_right(self.starts, seconds) - 1, len(self.segments) - 1))


def silences_of(segments: Iterable[Segment]) -> list[Silence]:
    """Return all silences of segments, in order."""
    return [beat.silence for segment in segments for beat in segment.beats if not beat.text]
