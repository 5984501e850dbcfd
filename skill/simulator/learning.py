"""What a recogniser learns from a model and from talk that is meant for nobody.

Words and letters in a row, weighed by how rare they are, and a linear support vector machine over them, which parts
each intent from all the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Self

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from skill.handlers.meanings import MEANINGS
from skill.simulator.alexa_model import AlexaModel
from skill.simulator.declared import NUMBER
from skill.simulator.readings import SLOT
from skill.simulator.sentences import BUILT_IN

NOBODY = ""
"""Instead of an intent: not meant for the skill."""
FILLINGS = 3
"""How often a sample that has slots is read, each time with other values."""
WISHES = 2
"""How many times as often for each slot that has whole sentences for values."""
NUMBERS = ("two", "five", "ten", "twelve", "fifteen", "twenty", "twenty five", "thirty", "forty")
"""What stands for a number in training."""
WORDS, LETTERS = (1, 2), (2, 5)
"""How many words, and letters of a word, in a row count."""
FREEDOM = 1.0
"""How far the machine may go from knowing nothing, scikit-learn's C.

This and what is above by trying, on the building corpus with its sentences left out of the model.
"""
SHORT = 2
"""Words of an answer that may stand before a cry for help."""
TWINS = {meant: name for name, (meant, values) in MEANINGS.items() if not values}
"""By built-in intent, the custom one that its sentences teach too."""


def learn(model: AlexaModel, urgent: Sequence[str], others: Sequence[str]) -> dict[str, Any]:
    """Return what is learned of a model, its cries for help and others' talk; takes some seconds."""
    rows = [*filled(model), *_answered_by(model, urgent), *((say, NOBODY, 1.0) for say in others)]
    sentences, intents, weights = zip(*rows, strict=True)
    features = _features(model)
    machine = LinearSVC(C=FREEDOM, random_state=0).fit(features.fit_transform(sentences), intents, weights)
    return {
        "features": features,
        "intents": [str(intent) for intent in machine.classes_],
        "weights": machine.coef_.T.astype(np.float32),
        "offsets": machine.intercept_,
    }


def _features(model: AlexaModel) -> FeatureUnion:
    words = TfidfVectorizer(ngram_range=WORDS, token_pattern=r"[\w']+", sublinear_tf=True)
    typed = TfidfVectorizer(
        ngram_range=WORDS, token_pattern=r"[\w'<>.]+", preprocessor=Typed.of(model), sublinear_tf=True
    )
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=LETTERS, sublinear_tf=True, min_df=2)
    return FeatureUnion([("words", words), ("typed", typed), ("letters", letters)])


def _answered_by(model: AlexaModel, urgent: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Yield each cry for help once more, after a short answer: "yes", "stop", "go on" take nothing from it."""
    chance = Random(0)
    built_in = [sample for intent in model.samples if intent.startswith(BUILT_IN) for sample in model.samples[intent]]
    answers = [sample for sample in built_in if len(sample.split()) <= SHORT]
    for said, intent, weight in filled(model):
        if intent in urgent and answers:
            yield f"{chance.choice(answers)} {said}", intent, weight / 2


def filled(model: AlexaModel) -> Iterator[tuple[str, str, float]]:
    """Yield sentences with their intents, each with its weight: a sample counts once, however often it is read."""
    chance = Random(0)
    for intent, samples in model.samples.items():
        for sample in samples:
            wishes = sum(model.slots[intent][slot] in model.of_sentences for slot in SLOT.findall(sample))
            times = FILLINGS * (1 + WISHES * wishes) if "{" in sample else 1
            for _ in range(times):
                values = {slot: _any(model, model.slots[intent][slot], chance) for slot in SLOT.findall(sample)}
                yield sample.format(**values), TWINS.get(intent, intent), (1 + wishes) / times


def _any(model: AlexaModel, type_: str, chance: Random) -> str:
    return chance.choice(NUMBERS if type_ == NUMBER else sorted(model.values[type_]))


@dataclass(frozen=True)
class Typed:
    """Says of values only of which type they are: "skip my <AREA>"."""

    types: Mapping[str, str]
    """By words, the type."""
    sentences: Mapping[str, str]
    """The same of values that are sentences by themselves: only beside one of the joining words they are values."""
    joining: frozenset[str]
    longest: int

    @classmethod
    def of(cls, model: AlexaModel) -> Self:
        """Take the values of a model."""
        types: dict[str, str] = {}
        sentences: dict[str, str] = {}
        for type_, values in model.values.items():
            (sentences if type_ in model.of_sentences else types).update(dict.fromkeys(values, type_))
        return cls(types, sentences, model.joining, max(len(words.split()) for words in (*types, *sentences)))

    def __call__(self, said: str) -> str:
        """Return a sentence with each value, the longest first, as its type."""
        words, typed, before = said.split(), list[str](), ""
        while words:
            lengths = range(min(len(words), self.longest), 0, -1)
            kinds = ((each, self._type(before, words, each)) for each in lengths)
            length, type_ = next((each for each in kinds if each[1]), (1, ""))
            typed.append(f"<{type_}>" if type_ else words[0])
            before, words = words[length - 1], words[length:]
        return " ".join(typed)

    def _type(self, before: str, words: Sequence[str], length: int) -> str:
        """Return the type of the first words, "" if they are no value."""
        said, after = " ".join(words[:length]), words[length : length + 1]
        if said in self.sentences and not self.joining.isdisjoint((before, *after)):
            return self.sentences[said]
        return self.types.get(said, "")
