"""The extent of a session in so many passes: what its words take, and what its silences could."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from skill.practice.course import visits
from skill.practice.library import Library
from skill.practice.narration import SHORT, Narrator
from skill.practice.pacing import Sum, added, together
from skill.practice.plan import Segment, silences_of
from skill.practice.rotation import Longest, Shortest
from skill.practice.spec import MOST_PRACTISED, Spec


@dataclass(frozen=True, slots=True)
class Extent:
    """What a session takes in so many passes, whatever its seed: so the same wish always has the same structure."""

    passes: int
    most_words: float
    fewest_words: float
    """Seconds, with the longest phrasings and with the shortest."""
    silences: Sum
    quiet: Sum
    """By day the quiet of the first pass, at bedtime that of all."""

    def takes(self, seconds: float) -> bool:
        """Say whether a session of this length can be had, with whatever phrasings."""
        return self.silences.low <= seconds - self.most_words and seconds - self.fewest_words <= self.silences.high

    def mean_quiet(self, seconds: float) -> float:
        """Return the mean quiet, in seconds, of a session of this length."""
        return self.quiet.seconds(self.silences.share_at(seconds - self.most_words)) / max(1, self.quiet.count)


def extent(spec: Spec, library: Library, passes: int) -> Extent:
    """Return the extent of a session in its first passes. Raises NothingLeft where no muscle group remains."""
    spec = replace(spec, seed=0, practised=0)
    body, around = _body(replace(spec, minutes=min(spec.minutes, SHORT)), library, passes), _around(spec, library)
    return Extent(
        passes=passes,
        most_words=body.most_words + around.most_words,
        fewest_words=body.fewest_words + around.fewest_words,
        silences=added(body.silences, around.silences),
        quiet=body.quiet,
    )


@lru_cache(maxsize=256)
def _body(spec: Spec, library: Library, passes: int) -> Extent:
    """Return the extent of all muscle groups; of the minutes they know only whether they are few."""
    course, bedtime = visits(spec, library, passes), library.routines[spec.routine].bedtime
    longest = Narrator(spec, library, Longest()).body(course)
    shortest = Narrator(replace(spec, practised=MOST_PRACTISED), library, Shortest()).body(course)
    quiet = [
        beat
        for segment in longest
        for beat in segment.beats
        if beat.kind == "quiet" and (bedtime or segment.place.cycle == 1)
    ]
    return Extent(
        passes,
        _words(longest),
        _words(shortest),
        together(silences_of(longest)),
        together(each.silence for each in quiet),
    )


def _around(spec: Spec, library: Library) -> Extent:
    longest, shortest = (
        (narrator.opening(), narrator.ending(0))
        for narrator in (Narrator(spec, library, Longest()), Narrator(spec, library, Shortest()))
    )
    return Extent(0, _words(longest), _words(shortest), together(silences_of(longest)), together(()))


def _words(segments: Iterable[Segment]) -> float:
    return sum(beat.seconds for segment in segments for beat in segment.beats if beat.text)
