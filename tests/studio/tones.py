"""A voice without words, for tests that need none: each text is a sound of its own, as long as its letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from skill.studio.ffmpeg import Samples

RATE = 16_000


@dataclass(frozen=True)
class Tones:
    """Speaks noise from a seed of its own for each text, between short silences as other voices leave them."""

    identity: str = "tones"
    spoken: list[str] = field(default_factory=list)

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        for text in texts:
            self.spoken.append(text)
            yield tone(text, rate), RATE


def tone(text: str, rate: float = 1.0) -> Samples:
    seconds = 0.2 + 0.03 * len(text) / rate
    sound = np.random.default_rng(list(text.encode())).normal(0, 0.1, round(seconds * RATE))
    silence = np.zeros(RATE // 20)
    return np.concatenate([silence, sound * np.hanning(len(sound)), silence])
