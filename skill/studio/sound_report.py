"""The contract for sound, measured on a finished session: what `make render` prints beside its file.

All is measured on what a player decodes, by frames of 24 ms, from where the plan puts words and quiet. LU are
differences of loudness (ITU-R BS.1770).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from skill.audio import mp3
from skill.audio.assembly import placed
from skill.audio.clips import Clips
from skill.audio.loudness import BEDTIME_FADE, RISE, Loudness, frames, loudness
from skill.audio.stream import Stream
from skill.audio.timing import CLOSE, LEAD
from skill.practice.background import Background
from skill.practice.plan import Plan
from skill.studio.ffmpeg import Samples
from skill.studio.meter import BLOCK, HOP, gated, lufs, moving, powers, true_peak

DAY, NIGHT, WITHIN = -18.0, -20.0, 1.0
"""LUFS of the voice alone, at night over the first quarter; and how far it may be from there."""
FALL = (4.0, 8.0)
"""LU by which the voice falls at night, from its first quarter to its last words."""
PEAK = -1.5
"""dBTP, after MP3."""
UNDER = {"day": 16.0, "night": 22.0, "floor": 40.0}
"""LU of the background under the voice."""
PUMPING = 1.0
"""LU by which a background may be off its fall, from line to line."""
NOTHING_ELSE = 6.0
"""LU by which 100 ms of background may be above its mean: grains of rain are, a breath is by more."""
LENGTH = 0.1
"""Seconds."""
TAIL = 8.0
"""LU by which the background falls over a tail at most, before its last seconds."""
LONG = 25
"""Frames of quiet, 0.6 s, of which a loudness is told."""
MOMENT = 4
"""Frames of an onset: 96 ms."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise, and what was measured."""

    name: str
    value: float
    unit: str
    low: float = -np.inf
    high: float = np.inf

    @property
    def kept(self) -> bool:
        """Whether the value is within its bounds; to the hundredth that is printed."""
        return bool(self.low <= round(self.value, 2) <= self.high)

    def __str__(self) -> str:
        """Return a line of the report."""
        ends = [f"{end:g}" for end in (self.low, self.high) if np.isfinite(end)]
        wanted = " to ".join(ends) if len(ends) == 2 else f"at {'least' if np.isfinite(self.low) else 'most'} {ends[0]}"
        return f"{self.name:46}{self.value:8.2f} {self.unit:5} {wanted:16}{'' if self.kept else 'NOT KEPT'}".rstrip()


@dataclass(frozen=True, eq=False)
class _Heard:
    """A session as it is heard: the weighted power of each frame, and the stretches with words and without."""

    power: Samples
    words: Sequence[range]
    """Of each clip, in turn."""
    quiet: Sequence[range]
    """Between the first and the last word, and after it until the end fades."""
    line: Samples
    """Decibels of the loudness that is wanted at each frame."""

    def level(self, frames: range) -> float:
        """Return the loudness of a stretch against the line."""
        return lufs(self.power[frames.start : frames.stop]) - float(self.line[frames.start : frames.stop].mean())

    def voice(self, begin: int, end: int) -> float:
        """Return the integrated loudness of a part, which is that of the voice: what is quieter is gated."""
        return gated(moving(self.power[begin:end], BLOCK)[::HOP])

    def voice_against_line(self) -> float:
        """Return the integrated loudness of the voice as it would be without the line."""
        begin, end = self.words[0].start, self.words[-1].stop
        return gated(moving(self.power[begin:end] * 10 ** (-self.line[begin:end] / 10), BLOCK)[::HOP])

    def said(self, words: Sequence[range]) -> float:
        """Return the integrated loudness of some clips alone."""
        blocks = moving(np.append(self.power, np.zeros(BLOCK)), BLOCK)
        return gated(
            np.concatenate([blocks[each.start : max(each.start + 1, each.stop - BLOCK) : HOP] for each in words])
        )

    def loudest(self, stretches: Sequence[range], *, against_line: bool = False) -> float:
        """Return the loudness of the loudest MOMENT of stretches."""
        line = self.line if against_line else 0 * self.line
        moments = 10 * np.log10(moving(self.power, MOMENT)) + lufs(1.0) - line[: len(line) - MOMENT + 1]
        return max(
            float(moments[each.start : each.stop - MOMENT + 1].max()) for each in stretches if len(each) >= MOMENT
        )


def sound_report(sound: Samples, plan: Plan, stream: Stream, clips: Clips) -> tuple[Figure, ...]:
    """Return what was measured in the decoded sound of a stream."""
    curve, end = loudness(plan, stream), frames(plan, stream)
    heard = _heard(sound, plan, stream, clips, curve)
    figures = [
        Figure("length against what was asked for", len(sound) / mp3.RATE - end * mp3.SECONDS, "s", -LENGTH, LENGTH)
    ]
    figures += [Figure("quiet before the first word", _first_word(heard), "s", LEAD, 2 * LEAD)]
    figures += [Figure("true peak", true_peak(sound), "dBTP", high=PEAK)]
    figures += _at_night(heard, plan) if plan.bedtime else [_level("voice alone", heard.voice(0, end), DAY)]
    figures += _background(heard, stream, "night" if plan.bedtime else "day")
    if plan.bedtime and stream.tail:
        figures.append(_tail(heard, mp3.at(plan.seconds), end))
    return tuple(figures)


def _heard(sound: Samples, plan: Plan, stream: Stream, clips: Clips, curve: Loudness) -> _Heard:
    power = powers(sound)
    words = [range(start, start + clips.extent(clip)[1]) for start, clip in placed(plan, clips)]
    begin, fade = mp3.at(RISE), frames(plan, stream) - mp3.at(BEDTIME_FADE if plan.bedtime else CLOSE)
    ends = [begin, *(end for each in words for end in (each.start, each.stop)), max(words[-1].stop, fade)]
    quiet = [range(first, last) for first, last in list(pairwise(ends))[::2]]
    line = np.array([curve.at(frame) * mp3.DECIBELS for frame in range(len(power))])
    return _Heard(power, words, quiet, line)


def _first_word(heard: _Heard) -> float:
    """Return the seconds until something is twice as loud as the background: ten decibels."""
    first = heard.words[0]
    quiet = lufs(heard.power[mp3.at(RISE) : first.start])
    loud = [frame for frame in range(mp3.at(RISE), first.stop) if lufs(heard.power[frame]) > quiet + 10]
    return (loud[0] if loud else first.stop) * mp3.SECONDS


def _level(name: str, value: float, wanted: float) -> Figure:
    return Figure(name, value, "LUFS", wanted - WITHIN, wanted + WITHIN)


def _at_night(heard: _Heard, plan: Plan) -> Iterator[Figure]:
    quarter, last = mp3.at(plan.seconds / 4), _last_line(heard.words)
    early, late = ([each for each in heard.words if (each.start < quarter) is begun] for begun in (True, False))
    yield _level("voice alone, first quarter", heard.voice(0, quarter), NIGHT)
    yield Figure("softer at its last words by", heard.said(early) - heard.said(last), "LU", *FALL)
    later = heard.loudest(late) - heard.loudest(early)
    outside = heard.loudest(heard.quiet, against_line=True) - heard.voice_against_line()
    yield Figure("loudest onset against the voice", max(later, outside), "LU", high=0.0)


def _last_line(words: Sequence[range]) -> Sequence[range]:
    """Return the clips after the last stretch of quiet between lines."""
    begins = [0, *(index for index, (one, next_) in enumerate(pairwise(words), 1) if next_.start - one.stop >= LONG)]
    return words[begins[-1] :]


def _background(heard: _Heard, stream: Stream, when: str) -> Iterator[Figure]:
    levels = [heard.level(each) for each in heard.quiet if len(each) >= LONG]
    usual = float(np.median(levels))
    under = UNDER["floor" if stream.background is Background.FLOOR else when]
    yield Figure(f"{stream.background.value} under the voice", heard.voice_against_line() - usual, "LU", low=under)
    yield Figure(
        "background off its fall, from line to line", max(abs(each - usual) for each in levels), "LU", high=PUMPING
    )
    above = heard.loudest(heard.quiet, against_line=True) - usual
    yield Figure("loudest moment of quiet above it", above, "LU", high=NOTHING_ELSE)


def _tail(heard: _Heard, begin: int, end: int) -> Figure:
    fade, seconds = end - mp3.at(BEDTIME_FADE), mp3.at(5)
    before, after = heard.power[begin - seconds : begin], heard.power[fade - seconds : fade]
    return Figure("tail softer before its last seconds by", lufs(before) - lufs(after), "LU", high=TAIL)
