"""Voices that measure how long a line takes to say: Piper and espeak-ng, each run as a process.

A line is spoken sentence by sentence, because Piper speaks it so itself: its lines last exactly as long as their
sentences. Counted is the whole audio, with the short silence that a voice leaves around each sentence, plus a pause
between the sentences of a line, so that 0.45 s are heard there, as with Alexa (0.4 to 0.5 s). After the last sentence
nothing is added: there the plan's own silence begins.
"""

import json
import os
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from skill.practice.words import sentences
from skill.studio.piper import Piper
from skill.studio.voice import VoiceMissing

ROOT = Path(__file__).parents[2]
CACHE = ROOT / "build" / "voice-cache"


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that can be measured."""

    name: str
    identity: str
    """All that its timing depends on besides the text."""
    pause: float
    """Seconds added between two sentences."""
    speak: Callable[[Sequence[str], Path], None]
    """Speaks sentences into a folder; its WAV files sort by name in the order of the sentences."""

    def seconds(self, lines: Iterable[str]) -> dict[str, float]:
        """Return how many seconds each line takes; what was spoken before comes from the cache."""
        parts = {line: sentences(line) for line in lines}
        cache = CACHE / f"{self.name} {self.identity}.json"
        known: dict[str, float] = json.loads(cache.read_text("utf-8")) if cache.is_file() else {}
        if new := sorted({sentence for sentences in parts.values() for sentence in sentences} - set(known)):
            known |= self._measure(new)
            _write(cache, known)
        return {
            line: sum(known[each] for each in sentences) + self.pause * (len(sentences) - 1)
            for line, sentences in parts.items()
        }

    def _measure(self, sentences: Sequence[str]) -> dict[str, float]:
        with tempfile.TemporaryDirectory() as folder:
            self.speak(sentences, Path(folder))
            files = sorted(Path(folder).glob("*.wav"))
            return dict(zip(sentences, map(_length, files), strict=True))


def piper(language: str = "en", length_scale: float = 1.0) -> Voice:
    """Return the voice of Piper for a language; raises VoiceMissing. Deterministic: its noise is set to zero."""
    voice = Piper.of(language)

    def speak(sentences: Sequence[str], folder: Path) -> None:
        for order, _ in enumerate(voice.files(sentences, length_scale, folder), start=1):
            _tell(f"speaking {order} of {len(sentences)} sentences")
        _tell("")

    return Voice("piper", f"{voice.version} {voice.model.stem} {length_scale:.3f}", 0.25, speak)


def espeak(language: str = "en") -> Voice:
    """Return the voice of espeak-ng for a language; raises VoiceMissing."""
    accent = {"en": "en-us"}.get(language, language)
    try:
        told = subprocess.run(["espeak-ng", "--version"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        raise VoiceMissing("espeak-ng is missing: apt-get install espeak-ng") from None

    def speak(sentences: Sequence[str], folder: Path) -> None:
        for order, sentence in enumerate(sentences):
            target = str(folder / f"{order:06}.wav")
            subprocess.run(["espeak-ng", "-z", "-v", accent, "-w", target, sentence], check=True)

    return Voice("espeak-ng", f"{told.split()[3]} {accent}", 0.4, speak)


def _tell(progress: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{progress:40}\r", end="", file=sys.stderr, flush=True)


def _length(path: Path) -> float:
    with wave.open(str(path)) as audio:
        seconds: float = audio.getnframes() / audio.getframerate()
    return round(seconds, 4)


def _write(path: Path, known: Mapping[str, float]) -> None:
    """Replace the file in one step: tests in several processes may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
        json.dump(known, file, ensure_ascii=False, indent=0, sort_keys=True)
    os.replace(file.name, path)
