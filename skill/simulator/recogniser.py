"""A recogniser that has learned what Alexa is given, and talk that is meant for nobody.

Nobody outside knows Alexa's own. This one is of the common kind.
"""

import hashlib
import math
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import joblib
import numpy as np
import sklearn

from skill.simulator import learning
from skill.simulator.alexa_model import AlexaModel
from skill.simulator.learning import TWINS, learn
from skill.simulator.sentences import SLOT

SHARPNESS = 5.0
"""By what distances from the planes that part the intents are multiplied, to be told as shares of 1.

By trying, on the building corpus with its sentences left out of the model.
"""
LIKELY = 0.3
"""How likely a cry for help has to be, of whichever kind, to count before anything else."""
CERTAIN = 1.5
"""Of 2: what a cry for help has to weigh that is said beside a wish."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What an utterance is taken for."""

    intent: str
    """NOBODY where it is not meant for the skill."""
    urgent: bool
    """A cry for help: it counts however it is said."""
    sure: float
    """How far it is ahead of all the others, from 0 to 1."""
    accounted: float
    """How much of the utterance the intent's samples and values can say, from 0 to 1; rare words count more."""

    @property
    def weight(self) -> float:
        """Both together, from 0 to 2: other people's talk is often likely, or of our words, and seldom both."""
        return self.sure + self.accounted


class Recogniser:
    """Tells what is meant, and how sure that is."""

    def __init__(self, model: AlexaModel, urgent: Sequence[str], learned: Mapping[str, Any]) -> None:
        """Take a model, its cries for help, and what was learned of it."""
        self._model = model
        self._features, self._intents = learned["features"], learned["intents"]
        self._weights, self._offsets = learned["weights"], learned["offsets"]
        self._urgent = [intent for intent in urgent if intent in self._intents]

    @classmethod
    def of(cls, model: AlexaModel, urgent: Sequence[str], others: Sequence[str], folder: Path) -> Self:
        """Return the recogniser of a model: from a folder where it was trained before, else trained and kept there."""
        file = folder / f"{_digest(model, urgent, others)}.joblib"
        if not file.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(f".{os.getpid()}")
            joblib.dump(learn(model, urgent, others), unfinished)
            unfinished.replace(file)
        return cls(model, urgent, joblib.load(file))

    def guess(self, said: str) -> Guess:
        """Return the likeliest meaning of an utterance; a cry for help counts where one of them is likely at all."""
        whole = self._guess(said)
        return whole if whole.urgent else self._cry_beside_a_wish(said) or whole

    def _guess(self, said: str) -> Guess:
        distances = (self._features.transform([said]) @ self._weights).ravel() + self._offsets
        likely = np.exp(SHARPNESS * (distances - distances.max()))
        sure = dict(zip(self._intents, map(float, likely / likely.sum()), strict=True))
        cries = {intent: sure[intent] for intent in self._urgent}
        crying = sum(cries.values())
        best = max(cries if crying >= LIKELY else sure, key=lambda intent: sure[intent])
        return Guess(best, crying >= LIKELY, crying if best in cries else sure[best], self._accounted(best, said))

    def _cry_beside_a_wish(self, said: str) -> Guess | None:
        """Return the cry for help that follows a sample word for word: "the bedtime version my chest hurts"."""
        words = said.split()
        for place in range(1, len(words) - 2):
            if self._model.exactly(" ".join(words[:place])):
                rest = self._guess(" ".join(words[place:]))
                if rest.urgent and rest.weight >= CERTAIN:
                    return rest
        return None

    def _accounted(self, intent: str, said: str) -> float:
        """Return how much of an utterance an intent can say: its words, each by how few intents have it."""
        weights = {word: math.log(1 + len(self._words) / self._having.get(word, 1)) for word in said.split()}
        known = self._words.get(intent, frozenset())
        return sum(weight for word, weight in weights.items() if word in known) / (sum(weights.values()) or 1)

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


def _digest(model: AlexaModel, urgent: Sequence[str], others: Sequence[str]) -> str:
    """Return what names all that training depends on: model, cries for help, others' talk, code and library."""
    parts = (model.digest, *urgent, *others, Path(learning.__file__).read_text("utf-8"), sklearn.__version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
