"""What is wrong with a line as it was spoken and heard back."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from skill.audio import mp3
from skill.studio.ffmpeg import Samples
from skill.studio.hearing.lines import HeardLine
from skill.studio.speech import LEVEL

LONGEST = 9.0
"""Seconds that a sentence may take at the voice's own rate: more than that is no breath any more."""
BEGINS = 10.0
"""Decibels below the level of speech that the first 10 ms may have at most: an S may begin at -12, what was cut into
begins at about -7."""
ENDS = 25.0
"""The same for the last 10 ms: words fade, and a voice ends in silence."""
WRONG = 0.0
"""Word error rate above which a line counts as misheard. The ear knows what can be said: a single wrong word tells."""
_BLOCK = mp3.RATE // 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to listen to."""

    line: HeardLine
    what: str


def findings(line: HeardLine, heard: Sequence[str], samples: Samples) -> list[Finding]:
    """Return what is wrong with a line of which these words were heard; its samples are a take's."""
    found = []
    if error_rate(line.words, heard) > WRONG:
        found.append(f"heard as: {' '.join(heard) or 'nothing'}")
    cut = cut_off(samples)
    found += [f"{end} cut off" for end in cut]
    if (seconds := duration(samples)) > LONGEST:
        found.append(f"takes {seconds:.1f} s, more than {LONGEST:g}")
    return [Finding(line, what) for what in found]


def error_rate(said: Sequence[str], heard: Sequence[str]) -> float:
    """Return how many words have to be changed, left out or put in, for each word that was said."""
    steps = SequenceMatcher(None, said, heard, autojunk=False).get_opcodes()
    wrong = sum(max(end - start, there - here) for step, start, end, here, there in steps if step != "equal")
    return wrong / max(1, len(said))


def cut_off(samples: Samples) -> list[str]:
    """Return "begins" or "ends" where a take is as loud at its very first or last samples as within a word."""
    speech = _spoken(samples)
    first, last = _level(speech[:_BLOCK]), _level(speech[-_BLOCK:])
    return ["begins"] * (first > LEVEL - BEGINS) + ["ends"] * (last > LEVEL - ENDS)


def duration(samples: Samples) -> float:
    """Return the seconds of a take, without the silence around it."""
    return len(_spoken(samples)) / mp3.RATE


def _spoken(samples: Samples) -> Samples:
    """Return a take without the digital silence that was put around it."""
    sound = np.flatnonzero(samples)
    return samples[sound[0] : sound[-1] + 1] if len(sound) else samples[:0]


def _level(samples: Samples) -> float:
    return float(10 * np.log10(np.mean(np.square(samples, dtype=np.float64)) + 1e-12)) if len(samples) else -120.0
