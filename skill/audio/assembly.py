"""Assembly: a plan's clips and quiet joined to one MP3 in exact time, without decoding; the standard library only."""

from collections.abc import Iterator
from itertools import groupby

from skill.audio import mp3
from skill.audio.clip import Clip, clips_of
from skill.audio.clips import Clips, OpenClips
from skill.audio.loudness import Loudness, frames, loudness
from skill.audio.stream import Stream
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
            yield mp3.louder(spoken, curve.at(start))
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
    at = 0.0
    for segment in plan.segments:
        for beat in segment.beats:
            if beat.text:
                yield at, beat.words
            at += beat.seconds


def _quiet(sound: OpenClips, curve: Loudness, start: int, end: int) -> Iterator[bytes]:
    if end < start:
        raise Overrun(f"what is spoken until {start * mp3.SECONDS:.2f} s has room until {end * mp3.SECONDS:.2f} s")
    for steps, run in groupby(range(start, end), key=curve.at):
        first = next(run)
        for quiet in sound.quiet(first, max(run, default=first) + 1):
            yield mp3.louder(quiet, steps)
