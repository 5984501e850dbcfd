"""Assembly: a plan's clips and quiet joined to one MP3 in exact time, without decoding; the standard library only."""

from collections.abc import Iterator, Sequence
from itertools import repeat

from skill.audio import mp3
from skill.audio.clip import Clip, clips_of
from skill.audio.clips import LONGEST_READ, Clips, OpenClips
from skill.audio.loudness import Loudness, frames, loudness
from skill.audio.stream import Stream
from skill.audio.timing import LEAD
from skill.practice.plan import Plan
from skill.practice.words import Words


class Overrun(ValueError):
    """A line is longer than its beat: the plan was not made with these clips."""


def assemble(plan: Plan, stream: Stream, clips: Clips) -> Iterator[bytes]:
    """Yield the MP3 of a stream, some seconds at a time; the plan is made by make_audio_plan.

    Every line begins within half a frame (12 ms) of its time in the plan. Raises NoClip, and Overrun.
    """
    curve, here = loudness(plan, stream), 0
    with clips.over(stream.background, plan.rate) as sound:
        for start, clip in placed(plan, clips):
            yield from _quiet(sound, curve, here, start)
            spoken = sound.clip(clip)
            yield mp3.louder(spoken, repeat(curve.steps(start)))
            here = start + len(spoken) // mp3.FRAME
        yield from _quiet(sound, curve, here, frames(plan, stream))


def size(plan: Plan, stream: Stream) -> int:
    """Return how many bytes the MP3 of a stream has."""
    return frames(plan, stream) * mp3.FRAME


def placed(plan: Plan, clips: Clips) -> Iterator[tuple[int, Clip]]:
    """Yield the clips of a plan in turn, each with the frame that it begins with; raises NoClip."""
    for seconds, words in _words(plan):
        start = mp3.at(seconds)
        for clip in clips_of(words, plan.rate):
            yield start, clip
            start += clips.extent(clip)[1] + clip.pause


def _words(plan: Plan) -> Iterator[tuple[float, Words]]:
    at, lead = 0.0, LEAD
    for segment in plan.segments:
        for beat in segment.beats:
            if beat.text:
                yield at + lead, beat.words
                lead = 0.0
            at += beat.seconds


def _quiet(sound: OpenClips, curve: Loudness, start: int, end: int) -> Iterator[bytes]:
    if end < start:
        raise Overrun(f"what is spoken until {start * mp3.SECONDS:.2f} s has room until {end * mp3.SECONDS:.2f} s")
    for first in range(start, end, LONGEST_READ):
        last = min(first + LONGEST_READ, end)
        yield _mixed(sound, [curve.halves(frame) for frame in range(first, last)], first, last)


def _mixed(sound: OpenClips, halves: Sequence[int], first: int, last: int) -> bytes:
    """Return background for these frames, each as loud as its half steps say."""
    quiet = sound.quiet(first, last)
    if not any(halves):
        return quiet
    mixed, softer = bytearray(quiet), sound.quiet(first, last, 1)
    for start, half in zip(range(0, len(mixed), mp3.FRAME), halves, strict=True):
        if half & 1:
            mixed[start : start + mp3.FRAME] = softer[start : start + mp3.FRAME]
    return mp3.louder(mixed, ((half + 1) // 2 for half in halves))
