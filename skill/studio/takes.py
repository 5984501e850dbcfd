"""Takes: clips as they were spoken, kept by what they were made of, so that nothing is spoken twice."""

import hashlib
import io
import json
import os
import tempfile
import wave
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from skill.audio import mp3
from skill.audio.clip import Clip
from skill.studio.ffmpeg import Samples
from skill.studio.speech import ready
from skill.studio.voice import Voice

RECIPE = 2
"""Goes up when speech is made ready in another way: then all is made again."""
BATCH = 120
"""Clips that one process of a voice speaks: loading its model takes as long as some of them."""

Tell = Callable[[int], object]
"""Called with how many more are done."""


@dataclass(frozen=True, slots=True)
class Takes:
    """A folder of WAV files, 16 bit at mp3.RATE, each of whole frames."""

    folder: Path
    voice: Voice

    def missing(self, clips: Iterable[Clip]) -> list[Clip]:
        """Return the clips that were not spoken yet, once each, in a fixed order."""
        return sorted(
            {clip for clip in clips if not self.path(clip).is_file()}, key=lambda clip: (clip.rate, clip.text)
        )

    def speak(self, clips: Iterable[Clip], tell: Tell = lambda done: None) -> None:
        """Speak what is missing, by as many processes as there are cores; raises VoiceMissing."""
        batches = list(_batches(self.missing(clips)))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for _ in pool.map(lambda batch: self._speak(batch, tell), batches):
                pass

    def frames(self, clip: Clip) -> int | None:
        """Return how many frames a clip has; None if it was not spoken yet."""
        try:
            with wave.open(str(self.path(clip))) as audio:
                return int(audio.getnframes()) // mp3.SAMPLES
        except FileNotFoundError:
            return None

    def samples(self, clip: Clip) -> Samples:
        """Return a clip that was spoken; raises FileNotFoundError."""
        with wave.open(str(self.path(clip))) as audio:
            return np.frombuffer(audio.readframes(audio.getnframes()), "<i2").astype(np.float32) / 2**15

    def path(self, clip: Clip) -> Path:
        """Return where a clip lies, spoken or not."""
        made_of = json.dumps([RECIPE, self.voice.identity, clip.key, clip.text])
        return self.folder / f"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}.wav"

    def _speak(self, clips: Sequence[Clip], tell: Tell) -> None:
        spoken = self.voice.speak([clip.text for clip in clips], clips[0].rate)
        for clip, (samples, rate) in zip(clips, spoken, strict=True):
            write_wave(self.path(clip), ready(samples, rate))
            tell(1)


def _batches(clips: Sequence[Clip]) -> Iterable[Sequence[Clip]]:
    """Yield clips of one rate together, few enough that all cores have some."""
    size = min(BATCH, len(clips) // (os.cpu_count() or 1) + 1)
    for _, same in groupby(clips, key=lambda clip: clip.rate):
        batch = list(same)
        for start in range(0, len(batch), size):
            yield batch[start : start + size]


def write_wave(path: Path, samples: Samples) -> None:
    """Write samples at mp3.RATE as a WAV file in one step: another process may be looking for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(wave_of(samples))
    os.replace(file.name, path)


def wave_of(samples: Samples) -> bytes:
    """Return samples at mp3.RATE as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as audio:
        audio.setnchannels(1)
        audio.setsampwidth(2)
        audio.setframerate(mp3.RATE)
        audio.writeframes(np.round(samples * (2**15 - 1)).astype("<i2").tobytes())
    return file.getvalue()
