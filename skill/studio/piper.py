"""Piper, run as a process (it is GPL-3.0: called, never imported), with the voice of a PyPI package (CC0)."""

import os
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from skill.studio.ffmpeg import Samples
from skill.studio.voice import VoiceMissing

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build" / "voice" / "bin" / "piper"


@dataclass(frozen=True, slots=True)
class Piper:
    """The voice of Piper for one language. Deterministic: its noise is set to zero."""

    program: Path
    model: Path
    version: str

    @classmethod
    def of(cls, language: str = "en") -> "Piper":
        """Return the voice for a language, in build/voice or named by PIPER; raises VoiceMissing."""
        program = Path(os.environ.get("PIPER", PROGRAM))
        packages = next(program.parent.parent.glob("lib/python*/site-packages"), None)
        model = next(packages.glob(f"*piper_voice/**/{language}_*.onnx"), None) if packages else None
        if not program.is_file() or not packages or not model:
            raise VoiceMissing(
                f"no Piper with a voice for {language!r} at {program}: run `make build/voice/ready`, or set PIPER"
            )
        (version,) = (each.stem.removeprefix("piper_tts-") for each in packages.glob("piper_tts-*.dist-info"))
        return cls(program, model, version)

    @property
    def identity(self) -> str:
        """Its version and its model."""
        return f"piper {self.version} {self.model.stem}"

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        """Yield the samples of each text, and how many there are a second, as soon as they are spoken."""
        with tempfile.TemporaryDirectory() as folder:
            for path in self.files(texts, 1 / rate, Path(folder)):
                yield read_wave(path)

    def command(self, length_scale: float, folder: Path) -> list[str]:
        """Return the command that speaks each line of its standard input into a file of its own."""
        command = [str(self.program), "--model", str(self.model), "--output-dir", str(folder)]
        return [*command, "--length-scale", f"{length_scale:.3f}", "--noise-scale", "0", "--noise-w-scale", "0"]

    def files(self, texts: Sequence[str], length_scale: float, folder: Path) -> Iterator[Path]:
        """Speak texts into a folder, and yield the WAV file of each as soon as it is there."""
        command = self.command(length_scale, folder)
        with tempfile.TemporaryFile() as lines, tempfile.TemporaryFile() as errors:
            lines.write("".join(f"{text}\n" for text in texts).encode())
            lines.seek(0)
            with subprocess.Popen(command, stdin=lines, stdout=subprocess.DEVNULL, stderr=errors) as process:
                try:
                    yield from _appearing(folder, process)
                finally:
                    process.terminate()
            if process.returncode:
                errors.seek(0)
                raise RuntimeError(errors.read().decode(errors="replace")[-2000:])


def _appearing(folder: Path, process: "subprocess.Popen[bytes]") -> Iterator[Path]:
    """Yield files in the order of their names; a file is whole once the next one is there, or the process is over."""
    given = 0
    while True:
        over = process.poll() is not None
        paths = sorted(folder.glob("*.wav"))
        for path in paths[given : len(paths) if over else max(given, len(paths) - 1)]:
            given += 1
            yield path
        if over:
            return
        time.sleep(0.05)


def read_wave(path: Path) -> tuple[Samples, int]:
    """Return the samples of a WAV file of 16 bit, and how many there are a second."""
    with wave.open(str(path)) as audio:
        samples = np.frombuffer(audio.readframes(audio.getnframes()), "<i2").astype(np.float32) / 2**15
        return samples, audio.getframerate()
