"""`make compare`: voices by figures, on the same lines: what is heard back, clipping, loudness, length, speed."""

import argparse
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from skill.audio import mp3
from skill.content.content import load
from skill.content.fault import ContentError
from skill.studio.ffmpeg import Samples
from skill.studio.hearing.__main__ import JUDGED
from skill.studio.hearing.ear import Ear, EarMissing
from skill.studio.hearing.findings import error_rate
from skill.studio.hearing.judgements import read_judgements
from skill.studio.hearing.lines import HeardLine, lines
from skill.studio.meter import true_peak
from skill.studio.speaking import CONTENT, progress, refuse
from skill.studio.speech import LEVEL, PEAK, ready, resampled, speech_level
from skill.studio.takes import Tell, write_wave
from skill.studio.voice import VoiceMissing
from skill.studio.voices import KnownVoice, chosen, every_wish

FULL, RUN = 0.999, 3
"""From which value a sample is at its end, and how many of them in a row are clipping."""


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """One line as a voice spoke it."""

    line: HeardLine
    take: Path
    seconds: float
    """Of the take: what is heard in a session."""
    clipped: bool
    level: float
    """LUFS of its speech, as the voice gave it."""
    turned_down: float
    """Decibels by which its peaks have to be turned down once it is as loud as all are."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One voice, by figures."""

    voice: str
    misheard: int
    """Lines of which other words were heard."""
    wrong: float
    """Words heard otherwise, of all."""
    clipped: int
    uneven: float
    """LU by which its lines differ in loudness: their standard deviation."""
    turned_down: float
    length: float | None
    """By what share lines are estimated too long by its own calibration; None without one."""
    pace: float
    """Words a minute."""
    effort: float
    """Seconds that a second of speech takes."""

    def __str__(self) -> str:
        """Return a line of the table."""
        length = "" if self.length is None else f"{self.length:+.1%}"
        return (
            f"{self.voice:20}{self.misheard:9}{self.wrong:9.1%}{self.clipped:9}{self.uneven:9.1f}"
            f"{self.turned_down:9.1f}{length:>9}{self.pace:9.0f}{self.effort:9.2f}"
        )


TITLES = ("voice", "misheard", "words", "clipped", "uneven", "limited", "length", "pace", "effort")


def main() -> None:
    """Print a line for each voice; ends with exit code 2 and one sentence if that cannot be done."""
    parser = argparse.ArgumentParser(prog="make compare", description=__doc__)
    parser.add_argument("--voice", default="", help="several with commas; without it all that speak on this machine")
    parser.add_argument("--language", default="en")
    parser.add_argument("--lines", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    try:
        every = lines(CONTENT, load(CONTENT, options.language), options.language)
        sample = random.Random(options.seed).sample(every, min(options.lines, len(every)))
        judged = read_judgements(JUDGED / f"{options.language}.yaml")
        ear = Ear.of(options.language, [line.words for line in every], judged.pronunciations)
        wishes = options.voice.split(",") if options.voice else every_wish(options.language)
        print(f"{len(sample)} lines, {sum(len(line.words) for line in sample)} words")
        print(f"{TITLES[0]:20}" + "".join(f"{title:>9}" for title in TITLES[1:]), flush=True)
        for wish, (name, known) in [(wish, chosen(wish, options.language)) for wish in wishes]:
            print(compared(wish, name, known, sample, ear), flush=True)
    except (ContentError, VoiceMissing, EarMissing) as reason:
        refuse(reason)


def compared(wish: str, name: str, known: KnownVoice, sample: Sequence[HeardLine], ear: Ear) -> Compared:
    """Return the figures of a voice; raises VoiceMissing."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, progress(len(sample), wish, "line") as tell:
        measured = list(_measured(name, known, sample, Path(folder), tell))
        took = time.perf_counter() - begun
        heard = ear.hear([each.take for each in measured])
    wrong = [
        error_rate(each.line.words, words) * len(each.line.words) for each, words in zip(measured, heard, strict=True)
    ]
    words, seconds = sum(len(line.words) for line in sample), sum(each.seconds for each in measured)
    timing = known.timing
    return Compared(
        voice=wish,
        misheard=sum(each > 0 for each in wrong),
        wrong=sum(wrong) / words,
        clipped=sum(each.clipped for each in measured),
        uneven=float(np.std([each.level for each in measured])),
        turned_down=max(each.turned_down for each in measured),
        length=sum(timing.seconds(line.text) for line in sample) / seconds - 1 if timing else None,
        pace=words / seconds * 60,
        effort=took / seconds,
    )


def _measured(
    name: str, known: KnownVoice, sample: Sequence[HeardLine], folder: Path, tell: Tell
) -> Iterator[SpokenLine]:
    spoken = known.voice(name).speak([line.text for line in sample], 1.0)
    for order, (line, (samples, rate)) in enumerate(zip(sample, spoken, strict=True)):
        take, path = ready(samples, rate), folder / f"{order}.wav"
        write_wave(path, take)
        level, peak = speech_level(resampled(samples, rate)), true_peak(resampled(samples, rate))
        over = peak + LEVEL - level - 20 * float(np.log10(PEAK))
        yield SpokenLine(line, path, len(take) / mp3.RATE, clipped(samples), level, max(0.0, over))
        tell(1)


def clipped(samples: Samples) -> bool:
    """Return whether a few samples in a row are at their end."""
    ends = np.abs(samples) >= FULL
    return any(at_end and len(list(same)) >= RUN for at_end, same in groupby(ends))


if __name__ == "__main__":
    main()
