"""Timing by ear: plans made with the measured lengths of clips, as long as asked to the frame."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from skill.audio import mp3
from skill.audio.clip import Clip, clips_of
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.practice.speech_time import Timing
from skill.practice.words import Words

LEAD = 0.5
"""Seconds of background before the first word, in which it comes up: no session bursts in."""
CLOSE = 0.75
"""Seconds of background after the last word of a day, in which it fades: no session breaks off, and the shortest
sessions keep their minutes."""

Frames = Callable[[Clip], int | None]
"""Tells how many frames a clip has, or None: `Clips.frames`."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """The timing of lines put together from clips; lines never spoken are estimated."""

    frames: Frames
    estimate: Timing

    def seconds(self, text: str, rate: float = 1.0) -> float:
        """Return the seconds that a text is estimated to take at a rate."""
        return self.estimate.seconds(text, rate)

    def of(self, words: Words, rate: float = 1.0) -> float:
        """Return the seconds that words of a plan take at a rate: their clips, and the pauses between them."""
        clips = clips_of(words, rate)
        lengths = [length for clip in clips if (length := self.frames(clip)) is not None]
        if len(lengths) < len(clips):
            return self.estimate.of(words, rate)
        close = CLOSE if words.last else 0.0
        return (sum(lengths) + sum(clip.pause for clip in clips[:-1])) * mp3.SECONDS + close


def measured(library: Library, frames: Frames) -> Library:
    """Return the library timed by clips. Make it once and keep it: plans are cached by library."""
    return replace(library, speech_time=Measured(frames, library.speech_time))


def make_audio_plan(spec: Spec, library: Library) -> Plan:
    """Return the plan of a stream, made from a measured library; it lasts its minutes exactly.

    Its first line takes LEAD longer: it begins with a moment of quiet. What whole seconds of silence leave over goes
    into the longest silence after the last muscle group. The same is raised as by make_plan.
    """
    plan = _led(make_plan(spec, library))
    rest = plan.spec.minutes * 60 - plan.seconds
    *before, last = plan.segments
    longest = max((beat for beat in last.beats if not beat.text), key=lambda beat: beat.seconds)
    filled = replace(longest, seconds=longest.seconds + rest)
    beats = tuple(filled if beat is longest else beat for beat in last.beats)
    return replace(plan, segments=(*before, replace(last, beats=beats)))


def _led(plan: Plan) -> Plan:
    """Return a plan whose first line has room for LEAD before it."""
    opening, *others = plan.segments
    first, *beats = opening.beats
    led = replace(opening, beats=(replace(first, seconds=first.seconds + LEAD), *beats))
    return replace(plan, segments=(led, *others))
