"""How loud a stream is along its time, in steps of an MP3's gain; voice and background rise and fall together."""

from bisect import bisect_right
from dataclasses import dataclass

from skill.audio import mp3
from skill.audio.stream import Stream
from skill.audio.timing import CLOSE
from skill.practice.plan import Plan

SOFTER = 4
"""Steps (6 dB) by which a bedtime session has become softer at its last words."""
NOTHING = 32
"""Steps (48 dB) of a fade: a background of -40 dBFS ends below the last bit of 16."""
BEDTIME_FADE = 20.0
"""Seconds that a bedtime session without a tail takes to fade."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """A line through a few points: (frame, steps of 1.5 dB)."""

    points: tuple[tuple[int, int], ...]

    def at(self, frame: int) -> int:
        """Return the steps at a frame of the stream; zero, or below it."""
        index = bisect_right(self.points, (frame, 1))
        if index == len(self.points):
            return self.points[-1][1]
        (start, first), (end, last) = self.points[index - 1], self.points[index]
        return round(first + (last - first) * (frame - start) / (end - start))


def loudness(plan: Plan, stream: Stream) -> Loudness:
    """Return the loudness of a stream.

    By day it is even. At bedtime it falls until the last words, rests, and then falls to nothing: over the tail, or at
    the end of the plan if there is none.
    """
    end = mp3.at(plan.seconds)
    if not plan.bedtime:
        return Loudness(((0, 0), (end - mp3.at(CLOSE), 0), (end, -NOTHING)))
    fade = end if stream.tail else end - mp3.at(BEDTIME_FADE)
    last = frames(plan, stream)
    return Loudness(((0, 0), (mp3.at(_last_words(plan)), -SOFTER), (fade, -SOFTER), (last, -SOFTER - NOTHING)))


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
