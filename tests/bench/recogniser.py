"""A recogniser that is trained on what Amazon gets, a locale's model, and on talk that is meant for nobody.

Nobody outside knows Alexa's own. This one is of the common kind: letters and words in a row, weighed by how rare they
are, and a logistic regression over them; then the slots, by the model's values and by the words that its samples have
beside them.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Any, Self

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

from skill.simulator.sentences import NUMBER, SLOT

NOBODY = ""
"""Instead of an intent: not meant for the skill."""
FILLINGS = 3
"""How often a sample that has slots is read, each time with other values."""
NUMBERS = ("two", "five", "ten", "twelve", "fifteen", "twenty", "twenty five", "thirty", "forty")
"""What stands for a number in training."""
WORDS, LETTERS = (1, 3), (2, 5)
"""How many words, and letters of a word, in a row count."""
FREEDOM = 30.0
"""How far the regression may go from knowing nothing, scikit-learn's C; by cross-validation on the building corpus."""
ALIKE = 0.3
"""Of 2, for the words and the letters that an utterance has in common with a value that is not said in it."""
EDGE = "."
"""Stands beside the first and the last word."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What an utterance is taken for."""

    intent: str
    """NOBODY where it is not meant for the skill."""
    sure: float
    """By the regression, from 0 to 1."""
    accounted: float
    """How much of the utterance the intent's samples and values can say, from 0 to 1; rare words count more."""

    @property
    def weight(self) -> float:
        """Both together, from 0 to 2: other people's talk is often likely, or of our words, and seldom both."""
        return self.sure + self.accounted


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an utterance that name a value."""

    begin: int
    end: int
    value: str
    """Its id, or a number's digits."""


class Model:
    """What of a locale's interaction model a recogniser reads."""

    def __init__(self, json: Mapping[str, Any], numbers: Mapping[str, str]) -> None:
        """Take a model in Alexa's form, and the words for numbers with their digits."""
        model = json["interactionModel"]["languageModel"]
        self.samples: dict[str, list[str]] = {each["name"]: each["samples"] for each in model["intents"]}
        self.slots: dict[str, dict[str, str]] = {
            each["name"]: {slot["name"]: slot["type"] for slot in each.get("slots", ())} for each in model["intents"]
        }
        self.values: dict[str, dict[str, str]] = {
            each["name"]: {
                words: value["id"]
                for value in each["values"]
                for words in (value["name"]["value"], *value["name"]["synonyms"])
            }
            for each in model["types"]
        } | {NUMBER: dict(numbers)}

    def filled(self, chance: Random) -> Iterator[tuple[str, str, float]]:
        """Yield sentences with their intents, each with its weight: a sample counts once, however often it is read."""
        for intent, samples in self.samples.items():
            for sample in samples:
                times = FILLINGS if "{" in sample else 1
                for _ in range(times):
                    values = {slot: self._any(intent, slot, chance) for slot in SLOT.findall(sample)}
                    yield sample.format(**values), intent, 1 / times

    def _any(self, intent: str, slot: str, chance: Random) -> str:
        type_ = self.slots[intent][slot]
        return chance.choice(NUMBERS if type_ == NUMBER else sorted(self.values[type_]))

    def accounted(self, intent: str, say: str) -> float:
        """Return how much of an utterance an intent can say: its words, each by how few intents have it."""
        weights = {word: math.log(1 + len(self.samples) / self._having.get(word, 1)) for word in say.split()}
        known = self._words.get(intent, frozenset())
        return sum(weight for word, weight in weights.items() if word in known) / (sum(weights.values()) or 1)

    @cached_property
    def _words(self) -> Mapping[str, frozenset[str]]:
        """By intent, the words of its samples and of its slots' values."""
        values = {type_: " ".join(values) for type_, values in self.values.items()}
        texts = {
            intent: [SLOT.sub(" ", sample) for sample in samples]
            + [values[type_] for type_ in self.slots[intent].values()]
            for intent, samples in self.samples.items()
        }
        return {intent: frozenset(" ".join(each).split()) for intent, each in texts.items()}

    @cached_property
    def _having(self) -> Counter[str]:
        """By word, how many intents have it."""
        return Counter(word for words in self._words.values() for word in words)

    @cached_property
    def beside(self) -> Mapping[tuple[str, str], Counter[str]]:
        """By intent and slot, how often its samples have a word before it ("for _") or after it ("_ minutes")."""
        found: dict[tuple[str, str], Counter[str]] = {}
        for intent, samples in self.samples.items():
            for sample in samples:
                words = [EDGE, *sample.split(), EDGE]
                for place, word in enumerate(words):
                    if slot := SLOT.fullmatch(word):
                        counts = found.setdefault((intent, slot[1]), Counter())
                        counts.update((f"{words[place - 1]} _", f"_ {words[place + 1]}"))
        return found


class Recogniser:
    """Tells what is meant, and how sure that is."""

    def __init__(self, model: Model, classes: Sequence[str], pipeline: Pipeline) -> None:
        """Take a model and what was trained on it."""
        self.model, self._classes, self._pipeline = model, classes, pipeline

    @classmethod
    def trained(cls, model: Model, others: Sequence[str], more: Sequence[tuple[str, str]] = ()) -> Self:
        """Train on a model, on others' talk, and on more sentences with their intents; takes about half a minute."""
        rows = [*model.filled(Random(0)), *((say, NOBODY, 1.0) for say in others), *((*each, 1.0) for each in more)]
        sentences, intents, weights = zip(*rows, strict=True)
        shares: Counter[str] = Counter()
        for intent, weight in zip(intents, weights, strict=True):
            shares[intent] += weight
        evened = np.array([weight / shares[intent] ** 0.5 for intent, weight in zip(intents, weights, strict=True)])
        features = FeatureUnion(
            [
                ("words", TfidfVectorizer(ngram_range=WORDS, token_pattern=r"[\w']+", sublinear_tf=True)),
                ("letters", TfidfVectorizer(analyzer="char_wb", ngram_range=LETTERS, sublinear_tf=True, min_df=2)),
            ]
        )
        regression = LogisticRegression(C=FREEDOM, max_iter=200)
        pipeline = Pipeline([("features", features), ("regression", regression)])
        pipeline.fit(sentences, intents, regression__sample_weight=evened * len(evened) / evened.sum())
        return cls(model, list(regression.classes_), pipeline)

    def guesses(self, utterances: Sequence[str]) -> list[Guess]:
        """Return the likeliest meaning of each utterance."""
        sure = self._pipeline.predict_proba(utterances)
        best = sure.argmax(axis=1)
        return [
            Guess(intent := self._classes[each], float(row[each]), self.model.accounted(intent, say))
            for say, each, row in zip(utterances, best, sure, strict=True)
        ]

    def slots(self, intent: str, say: str) -> dict[str, str]:
        """Return the values said for an intent's slots: those that stand as its samples have them, then the last said.

        Where an intent has one slot and no value of it was said, the value that comes nearest in its features is meant.
        """
        words = [word.removesuffix("'s") if word.removesuffix("'s") in self._nouns else word for word in say.split()]
        types, taken, found = self.model.slots.get(intent, {}), list[Span](), dict[str, Span]()
        spans = [(slot, span) for slot, type_ in types.items() for span in self._spans(type_, words)]
        ranked = sorted(((self._fitness(intent, *each, words), each) for each in spans), reverse=True)
        for (fits, *_), (slot, span) in ranked:
            free = all(span.end <= other.begin or span.begin >= other.end for other in taken)
            if slot not in found and free and (fits or types[slot] != NUMBER):
                found[slot] = span
                taken.append(span)
        if not found and len(types) == 1:
            ((slot, type_),) = types.items()
            return self._nearest(slot, type_, say)
        return {slot: span.value for slot, span in self._in_order(found, types).items()}

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(word for values in self.model.values.values() for words in values for word in words.split())

    def _spans(self, type_: str, words: Sequence[str]) -> Iterator[Span]:
        """Yield the longest value that begins at each word."""
        values = self.model.values[type_]
        for begin in range(len(words)):
            ends = range(len(words), begin, -1)
            if end := next((end for end in ends if " ".join(words[begin:end]) in values), 0):
                yield Span(begin, end, values[" ".join(words[begin:end])])

    def _fitness(self, intent: str, slot: str, span: Span, words: Sequence[str]) -> tuple[int, int, int]:
        """Return on how many sides a sample has the same word beside its slot; then the end and the length."""
        beside = self.model.beside.get((intent, slot), Counter())
        around = [EDGE, *words, EDGE]
        fits = (f"{around[span.begin]} _" in beside) + (f"_ {around[span.end + 1]}" in beside)
        return fits, span.end, span.end - span.begin

    def _in_order(self, found: Mapping[str, Span], types: Mapping[str, str]) -> dict[str, Span]:
        """Return spans so that of several slots of one type the one that is declared first has what was said first."""
        ordered: dict[str, Span] = {}
        for type_ in dict.fromkeys(types.values()):
            slots = [slot for slot in types if types[slot] == type_]
            spans = sorted((found[slot] for slot in slots if slot in found), key=lambda span: span.begin)
            ordered |= dict(zip(slots, spans, strict=False))
        return ordered

    def _nearest(self, slot: str, type_: str, say: str) -> dict[str, str]:
        names = sorted(self.model.values[type_])
        features = self._pipeline["features"]
        alike = (features.transform(names) @ features.transform([say]).T).toarray().ravel()
        best = int(alike.argmax())
        return {slot: self.model.values[type_][names[best]]} if alike[best] >= ALIKE else {}
