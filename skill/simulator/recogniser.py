"""A recogniser that is trained on what Alexa is given, and on talk that is meant for nobody.

Nobody outside knows Alexa's own. This one is of the common kind: words and letters in a row, weighed by how rare they
are, and a linear support vector machine over them, which parts each intent from all the others.
"""

import hashlib
import math
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any, Self

import joblib
import numpy as np
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from skill.handlers.meanings import MEANINGS
from skill.simulator.alexa_model import EDGE, AlexaModel, Span
from skill.simulator.sentences import BUILT_IN, NUMBER, SLOT

NOBODY = ""
"""Instead of an intent: not meant for the skill."""
FILLINGS = 3
"""How often a sample that has slots is read, each time with other values."""
NUMBERS = ("two", "five", "ten", "twelve", "fifteen", "twenty", "twenty five", "thirty", "forty")
"""What stands for a number in training."""
WORDS, LETTERS = (1, 2), (2, 5)
"""How many words, and letters of a word, in a row count."""
FREEDOM = 1.0
"""How far the machine may go from knowing nothing, scikit-learn's C."""
SHARPNESS = 5.0
"""By what distances from the planes that part the intents are multiplied, to be told as shares of 1.

This and the two before by trying, on the building corpus with its sentences left out of the model.
"""
CERTAIN = 1.5
"""Of 2: what a cry for help has to weigh that is said beside a wish."""
SHORT = 2
"""Words of an answer that may stand before a cry for help."""
WHOLLY = 3
"""How well a value stands where the words on both of its sides are in a sample."""
LIKELY = 0.3
"""How likely a cry for help has to be, of whichever kind, to count before anything else."""
TWINS = {meant: name for name, (meant, values) in MEANINGS.items() if not values}
"""By built-in intent, the custom one that its sentences teach too."""


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

    def __init__(self, model: AlexaModel, urgent: Sequence[str], trained: Mapping[str, Any]) -> None:
        """Take a model, its cries for help, and what was trained on it."""
        self._model = model
        self._features, self._intents = trained["features"], trained["intents"]
        self._weights, self._offsets = trained["weights"], trained["offsets"]
        self._urgent = [intent for intent in urgent if intent in self._intents]

    @classmethod
    def of(cls, model: AlexaModel, urgent: Sequence[str], others: Sequence[str], folder: Path) -> Self:
        """Return the recogniser of a model: from a folder where it was trained before, else trained and kept there."""
        file = folder / f"{_digest(model, urgent, others)}.joblib"
        if not file.is_file():
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(f".{os.getpid()}")
            joblib.dump(trained(model, urgent, others), unfinished)
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

    def slots(self, intent: str, said: str) -> dict[str, Span]:
        """Return the values said for an intent's slots: those that stand as its samples have them, then the last said.

        Two slots of one type are filled where both stand wholly as in a sample. Where nothing stands as in one, the
        first slot has the last of its values that was said, unless that is a number.
        """
        words, types = said.split(), self._model.slots[intent]
        spans = [(slot, span) for slot, type_ in types.items() for span in self._model.spans(type_, words)]
        fitness = {each: self._fitness(intent, each, words, spans) for each in spans}
        found = self._pair(intent, words, [each for each in spans if fitness[each][0] == WHOLLY])
        second = {slot for number, slot in enumerate(types) if types[slot] in list(types.values())[:number]}
        for slot, span in sorted(spans, key=lambda each: fitness[each], reverse=True):
            free = all(span.end <= other.begin or span.begin >= other.end for other in found.values())
            if fitness[slot, span][0] and slot not in found and slot not in second and free:
                found[slot] = span
        if found or not spans or types[spans[-1][0]] == NUMBER:
            return found
        return {spans[0][0]: max((span for slot, span in spans if slot == spans[0][0]), key=lambda span: span.end)}

    def _pair(self, intent: str, words: Sequence[str], spans: Sequence[tuple[str, Span]]) -> dict[str, Span]:
        """Return the last two values of one type that were said for two slots as in a sample: "my _ and my _"."""
        types, between = self._model.slots[intent], self._model.between
        pairs = [
            {slot: span, other: next_}
            for slot, span in spans
            for other, next_ in spans
            if types[slot] == types[other]
            and span.value != next_.value
            and " ".join(words[span.end : next_.begin]) in between.get((intent, slot, other), ())
        ]
        return max(pairs, key=lambda pair: max(span.end for span in pair.values()), default={})

    def _fitness(
        self, intent: str, each: tuple[str, Span], words: Sequence[str], spans: Sequence[tuple[str, Span]]
    ) -> tuple[int, int, int]:
        """Return how well a value stands as in a sample: 1 for what follows, 2 for what precedes; its end; its length.

        What follows a number says what is counted: it has to be in a sample. At the end of an utterance, "one" may be
        no number: so it is with any that the intent's samples have as a word of their own.
        """
        slot, span = each
        beside, around = self._model.beside.get((intent, slot), Counter[str]()), [EDGE, *words, EDGE]
        before = [around[span.begin], *(f"{{{name}}}" for name, other in spans if other.end == span.begin)]
        after = [around[span.end + 1], *(f"{{{name}}}" for name, other in spans if other.begin == span.end)]
        follows = any(f"_ {word}" in beside for word in after)
        precedes = any(f"{word} _" in beside for word in before)
        ambiguous = span.end == len(words) and span.words in self._model.own_words[intent]
        counted = (follows and not ambiguous) or self._model.slots[intent][slot] != NUMBER
        return (2 * precedes + follows) * counted, span.end, span.end - span.begin


def _digest(model: AlexaModel, urgent: Sequence[str], others: Sequence[str]) -> str:
    """Return what names all that training depends on: model, cries for help, others' talk, code and library."""
    parts = (model.digest, *urgent, *others, Path(__file__).read_text("utf-8"), sklearn.__version__)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def trained(model: AlexaModel, urgent: Sequence[str], others: Sequence[str]) -> dict[str, Any]:
    """Return what a recogniser knows of a model, its cries for help and others' talk; takes some seconds."""
    rows = [*filled(model), *_answered_by(model, urgent), *((say, NOBODY, 1.0) for say in others)]
    sentences, intents, weights = zip(*rows, strict=True)
    features = FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=WORDS, token_pattern=r"[\w']+", sublinear_tf=True)),
            (
                "typed",
                TfidfVectorizer(
                    ngram_range=WORDS, token_pattern=r"[\w'<>.]+", preprocessor=Typed.of(model), sublinear_tf=True
                ),
            ),
            ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=LETTERS, sublinear_tf=True, min_df=2)),
        ]
    )
    machine = LinearSVC(C=FREEDOM, random_state=0).fit(features.fit_transform(sentences), intents, weights)
    return {
        "features": features,
        "intents": [str(intent) for intent in machine.classes_],
        "weights": machine.coef_.T.astype(np.float32),
        "offsets": machine.intercept_,
    }


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
            times = FILLINGS if "{" in sample else 1
            for _ in range(times):
                values = {slot: _any(model, model.slots[intent][slot], chance) for slot in SLOT.findall(sample)}
                yield sample.format(**values), TWINS.get(intent, intent), 1 / times


def _any(model: AlexaModel, type_: str, chance: Random) -> str:
    return chance.choice(NUMBERS if type_ == NUMBER else sorted(model.values[type_]))


@dataclass(frozen=True)
class Typed:
    """Says of values only of which type they are: "skip my <AREA>"."""

    types: Mapping[str, str]
    """By words, the type."""
    longest: int

    @classmethod
    def of(cls, model: AlexaModel) -> Self:
        """Take the values of a model."""
        types = {words: type_ for type_, values in model.values.items() for words in values}
        return cls(types, max(len(words.split()) for words in types))

    def __call__(self, said: str) -> str:
        """Return a sentence with each value, the longest first, as its type."""
        words, typed = said.split(), list[str]()
        while words:
            lengths = range(min(len(words), self.longest), 0, -1)
            length = next((each for each in lengths if " ".join(words[:each]) in self.types), 0)
            typed.append(f"<{self.types[' '.join(words[:length])]}>" if length else words[0])
            words = words[max(length, 1) :]
        return " ".join(typed)
