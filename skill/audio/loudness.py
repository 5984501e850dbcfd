"""How loud a stream is along its time, in steps of an MP3's gain; voice and background rise and fall together."""

from bisect import bisect_right
from dataclasses import dataclass
from math import ceil

from skill.audio import mp3
from skill.audio.stream import Stream
from skill.audio.timing import CLOSE
from skill.practice.plan import Plan

NIGHT = -1
"""Steps at which a bedtime session begins: 1.5 dB softer than by day."""
SOFTER = 4
"""Steps (6 dB) by which a bedtime session has become softer at its last words."""
TAIL_SOFTER = 4
"""Steps by which the background falls further over a tail; until its last seconds it can still be heard."""
NOTHING = 32
"""Steps (48 dB) of a fade: a background of -40 dBFS ends below the last bit of 16."""
RISE = 0.3
"""Seconds in which the background comes up at the very beginning, before the first word."""
BEDTIME_FADE = 20.0
"""Seconds that a bedtime session takes to fade at its very end."""
GOLDEN = (5**0.5 - 1) / 2
"""Its multiples, without their whole part, are spread evenly and never come round."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """A line through a few points: (frame, steps of 1.5 dB)."""

    points: tuple[tuple[int, float], ...]

    def at(self, frame: int) -> float:
        """Return the steps at a frame of the stream; zero, or below it."""
        index = bisect_right(self.points, (frame, 1))
        if index == len(self.points):
            return self.points[-1][1]
        (start, first), (end, last) = self.points[index - 1], self.points[index]
        return first + (last - first) * (frame - start) / (end - start)

    def steps(self, frame: int) -> int:
        """Return the whole steps nearest to the line: a line that is spoken keeps its loudness."""
        return round(self.at(frame))

    def halves(self, frame: int) -> int:
        """Return the half steps at a frame of background: those above and below the line mixed, so that in the mean of
        a few frames it is on the line, and falls without steps."""
        return ceil(2 * self.at(frame) - frame * GOLDEN % 1)


def loudness(plan: Plan, stream: Stream) -> Loudness:
    """Return the loudness of a stream; it comes up within RISE.

    By day it is even. At bedtime it falls until the last words, rests, falls slowly over a tail, and then to nothing in
    its last BEDTIME_FADE.
    """
    rise, end = mp3.at(RISE), mp3.at(plan.seconds)
    if not plan.bedtime:
        return Loudness(((0, -NOTHING), (rise, 0), (end - mp3.at(CLOSE), 0), (end, -NOTHING)))
    last, low = frames(plan, stream), NIGHT - SOFTER
    words, fade = mp3.at(_last_words(plan)), last - mp3.at(BEDTIME_FADE)
    begun = ((0, NIGHT - NOTHING), (rise, NIGHT), (words, low))
    if stream.tail:
        return Loudness((*begun, (end, low), (fade, low - TAIL_SOFTER), (last, low - TAIL_SOFTER - NOTHING)))
    return Loudness((*begun, (fade, low), (last, low - NOTHING)))


def frames(plan: Plan, stream: Stream) -> int:
    """Return how many frames a stream has; a plan by day has no tail."""
    return mp3.at(plan.seconds + (stream.tail * 60 if plan.bedtime else 0))


def _last_words(plan: Plan) -> float:
    """Return when the last words of a plan begin, in seconds."""
    at, last = 0.0, 0.0
    for segment in plan.segments:
        for beat in segment.beats:
            last = at if beat.text else last
            at += beat.seconds
    return last
