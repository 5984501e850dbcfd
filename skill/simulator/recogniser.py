"""A recogniser that has learned what Alexa is given, and talk that is meant for nobody.

Nobody outside knows Alexa's own. This one is of the common kind.
"""

import hashlib
import math
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import joblib
import numpy as np
import sklearn
from numpy.typing import NDArray

from skill.simulator import learning
from skill.simulator.alexa_model import AlexaModel
from skill.simulator.learning import TWINS, learn
from skill.simulator.readings import SLOT

SHARPNESS = 5.0
"""By what distances from the planes that part the intents are multiplied, to be told as shares of 1.

By trying, on the building corpus with its sentences left out of the model.
"""
Shares = NDArray[np.float64]
"""By stretch of an utterance and intent."""
TRAINING = "Training the recogniser on interaction_model/: half a minute, once for each change of it …"
LIKELY = 0.3
"""How likely a cry for help has to be, of whichever kind, to count before anything else."""
CERTAIN = 1.5
"""Of 2: what a cry for help has to weigh that is said after something else.

By trying, on cries that it was not told, after talk to others: 72 in 100 are heard, by the whole alone 32.
Of other utterances it takes one in 300.
"""
BEFORE = 3
"""Words that are something else, at least: after one or two, the whole tells more."""
STRETCH = 5
"""Words of longer talk that are looked at by themselves, at least: with fewer, more was taken that is for nobody."""
MORE = 1.05
"""How much more a wish in longer talk has to weigh, by trying: what surrounds it is not accounted for."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What an utterance is taken for."""

    intent: str
    """NOBODY where it is not meant for the skill."""
    urgent: bool
    """A cry for help: it counts however it is said."""
    sure: float
    """How far it is ahead of all the others, from 0 to 1."""
    weight: float
    """That, and how much of the utterance the intent's samples and values can say, from 0 to 2.

    Rare words count more. Other people's talk is often likely, or of our words, and seldom both.
    """


class Recogniser:
    """Tells what is meant, and how sure that is."""

    def __init__(self, model: AlexaModel, urgent: Sequence[str], learned: Mapping[str, Any]) -> None:
        """Take a model, its cries for help, and what was learned of it."""
        self._model = model
        self._features, self._intents = learned["features"], learned["intents"]
        self._weights, self._offsets = learned["weights"], learned["offsets"]
        self.urgent = frozenset(urgent)
        """The intents that are cries for help."""
        self._urgent = [self._intents.index(intent) for intent in urgent if intent in self._intents]

    @classmethod
    def of(
        cls,
        model: AlexaModel,
        urgent: Sequence[str],
        others: Sequence[str],
        folder: Path,
        told: Callable[[str], None] = lambda _: None,
    ) -> Self:
        """Return the recogniser of a model: from a folder where it was trained before, else trained and kept there."""
        file = folder / f"{_digest(model, urgent, others)}.joblib"
        if not file.is_file():
            told(TRAINING)
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(f".{os.getpid()}")
            joblib.dump(learn(model, urgent, others), unfinished)
            unfinished.replace(file)
        return cls(model, urgent, joblib.load(file))

    def guess(self, said: str) -> Guess:
        """Return the likeliest meaning of an utterance; a cry for help counts where one of them is likely at all.

        A wish may stand in long talk, most often at its end or its beginning: each of these is looked at too.
        """
        words = said.split()
        spans = _stretches(len(words))
        stretches = [" ".join(words[begin:end]) for begin, end in spans]
        distances = self._features.transform(stretches) @ self._weights + self._offsets
        likely = np.exp(SHARPNESS * (distances - distances.max(axis=1, keepdims=True)))
        sure = likely / likely.sum(axis=1, keepdims=True)
        told = self._accounted(words, spans)
        return self._cry(words, spans, sure, told) or self._wish(spans, sure, told)

    def _cry(self, words: Sequence[str], spans: Sequence[tuple[int, int]], sure: Shares, told: Shares) -> Guess | None:
        """Return the cry for help that an utterance is, or that ends it; a short one after a wish, both exactly."""
        for row, (begin, end) in enumerate(spans):
            crying = float(sure[row, self._urgent].sum())
            if crying < LIKELY or end < len(words) or 0 < begin < BEFORE:
                continue
            kind = max(self._urgent, key=lambda intent: sure[row, intent])
            if not begin or crying + told[row, kind] >= CERTAIN:
                return Guess(self._intents[kind], True, crying, float(crying + told[row, kind]))
        for begin in range(max(BEFORE, len(words) - STRETCH + 1), len(words) - 1):
            found = self._model.exactly(" ".join(words[begin:]))
            wished = self._model.exactly(" ".join(words[:begin]))
            if found and wished and found[0] in self.urgent:
                return Guess(found[0], True, 1.0, 2.0)
        return None

    def _wish(self, spans: Sequence[tuple[int, int]], sure: Shares, told: Shares) -> Guess:
        """Return what an utterance is likeliest; of longer talk, as a whole and in one stretch of it together."""
        if len(spans) == 1:
            best = int(sure[0].argmax())
            return Guess(self._intents[best], False, float(sure[0, best]), float(sure[0, best] + told[0, best]))
        weights = sure[0] + (sure + told).max(axis=0) - MORE
        best = int(weights.argmax())
        return Guess(self._intents[best], False, float(sure[0, best]), float(weights[best]))

    def _accounted(self, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> Shares:
        """Return how much of each stretch each intent can say: its words, each by how few intents have it."""
        weights = np.array([math.log(1 + len(self._words) / self._having.get(word, 1)) for word in words])
        nobody = np.zeros(len(self._intents))
        known = np.array([self._knowing.get(word, nobody) for word in words]) * weights[:, None]
        return np.array([known[a:b].sum(axis=0) / weights[a:b].sum() for a, b in spans])

    @cached_property
    def _knowing(self) -> Mapping[str, Shares]:
        """By word, 1 for each intent that has it, 0 for each other."""
        rows = {word: np.zeros(len(self._intents)) for word in self._having}
        for place, intent in enumerate(self._intents):
            for word in self._words.get(intent, ()):
                rows[word][place] = 1
        return rows

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        """By intent, the words of its samples and of its slots' values."""
        model, words = self._model, dict[str, set[str]]()
        values = {type_: {word for said in each for word in said.split()} for type_, each in model.values.items()}
        for name, samples in model.samples.items():
            have = words.setdefault(TWINS.get(name, name), set())
            have.update(*(SLOT.sub(" ", sample).split() for sample in samples))
            have.update(*(values[type_] for type_ in model.slots[name].values()))
        return {intent: frozenset(each) for intent, each in words.items()}

    @cached_property
    def _having(self) -> Counter[str]:
        """By word, how many intents have it."""
        return Counter(word for words in self._words.values() for word in words)


def _stretches(length: int) -> list[tuple[int, int]]:
    """Return the whole of so many words, then its endings, the longest first, and its beginnings."""
    endings = [(begin, length) for begin in range(1, length - STRETCH + 1)]
    return [(0, length), *endings, *((0, end) for end in range(length - 1, STRETCH - 1, -1))]


def _digest(model: AlexaModel, urgent: Sequence[str], others: Sequence[str]) -> str:
    """Return what names all that training depends on: model, cries for help, others' talk, code and library."""
    parts = (model.digest, *urgent, *others, Path(learning.__file__).read_text("utf-8"), sklearn.__version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
