"""What comes nearest to an utterance that no sentence fits: the stand-in for Alexa's tolerance."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from skill.simulator.sentences import SLOT

Found = Mapping[str, tuple[str, str]]
"""By slot, the words for it and the id of the value."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample utterance, ready to compare."""

    intent: str
    text: str
    words: Counter[str]
    """Without its slots."""
    slots: tuple[str, ...]
    weight: float


class Nearest:
    """Compares by the words in common: rare ones count, and so does every word that only one side has.

    A word weighs the more, the fewer intents say it; a word that no sample has weighs most of all. So "start the
    washing machine" is far from "start the session", although most of its letters agree. Order doesn't count. Words
    before the first and after the last in common count less, but for a slot's: people say why they want something.
    """

    ENOUGH = 0.74
    """Of 1, for words in common. By trying on tests/corpora/building.yaml, as all that follow."""
    AROUND = 0.35
    """What a word weighs that stands around those in common, against one between them."""
    SHORT = 6
    """Words; in so short a talk there is no room for a reason, and all words count alike."""
    DOUBT = 2.5
    """What is held against every sample: a few light words in common prove little, many prove much."""
    A_VALUE = 2.0
    """What a word weighs that only values have."""
    LETTERS = 70.0
    """Of 100, for the letters that an unknown word has in common with a known one."""
    LONG = 7
    """Letters; a shorter unknown word is too easily like another."""
    AHEAD = 0.04
    """How far the best must be before the best of any other intent."""

    def __init__(self, samples: Mapping[str, Sequence[str]], values: Mapping[str, Mapping[str, str]]) -> None:
        """Take samples by intent, and by slot the words for its values with their ids."""
        self._values = values
        said_by: defaultdict[str, set[str]] = defaultdict(set)
        for intent, texts in samples.items():
            for text in texts:
                for word in SLOT.sub(" ", text).split():
                    said_by[word].add(intent)
        self._rare = math.log(1 + len(samples))
        self._weights = {word: math.log(1 + len(samples) / len(intents)) for word, intents in said_by.items()}
        in_values = (word for each in values.values() for words in each for word in words.split())
        self._known = dict.fromkeys([*self._weights, *in_values])
        self._samples: list[Sample] = []
        self._slots = {intent: set(SLOT.findall(" ".join(texts))) for intent, texts in samples.items()}
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for intent, texts in samples.items():
            for text in texts:
                words = Counter(SLOT.sub(" ", text).split())
                sample = Sample(intent, text, words, tuple(SLOT.findall(text)), self._weigh(words))
                for word in (*words, *(f"{{{slot}}}" for slot in sample.slots)):
                    self._having[word].append(len(self._samples))
                self._samples.append(sample)

    def of(self, said: str) -> tuple[str, Found] | None:
        """Return the intent that is near enough and clearly nearest, with its slots; else None."""
        found = {slot: longest for slot, values in self._values.items() if (longest := _longest(values, said))}
        scores: dict[str, tuple[float, int]] = {}
        words = said.split()
        near = {number for key in (*words, *(f"{{{slot}}}" for slot in found)) for number in self._having.get(key, ())}
        for number in near:
            sample = self._samples[number]
            if not found.keys() >= set(sample.slots):
                continue
            score = self._score(sample, words, found)
            if score > scores.get(sample.intent, (0.0, 0))[0]:
                scores[sample.intent] = score, number
        ranked = sorted(scores.values(), reverse=True)
        if not ranked or ranked[0][0] < self.ENOUGH or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < self.AHEAD):
            return None
        best = self._samples[ranked[0][1]]
        also = [slot for slot in self._slots[best.intent] & found.keys() if not self._has(best, found[slot][0], found)]
        return best.intent, {slot: found[slot] for slot in (*best.slots, *also)}

    def _has(self, sample: Sample, words: str, found: Found) -> bool:
        """Whether a sample, or one of its slots, has some of these words already."""
        have = {*sample.words, *(word for slot in sample.slots for word in found[slot][0].split())}
        return not have.isdisjoint(words.split())

    def respelled(self, said: str) -> str:
        """Return a sentence with each longer unknown word replaced by the known one most like it in letters."""
        return " ".join(
            self._alike(word) if word not in self._known and len(word) >= self.LONG else word for word in said.split()
        )

    def _alike(self, word: str) -> str:
        best = process.extractOne(word, list(self._known), scorer=fuzz.ratio, score_cutoff=self.LETTERS)
        return best[0] if best else word

    def _weigh(self, words: Counter[str]) -> float:
        return sum(self._weigh_one(word) * times for word, times in words.items())

    def _weigh_one(self, word: str) -> float:
        return self._weights.get(word, self.A_VALUE if word in self._known else self._rare)

    def _score(self, sample: Sample, said: Sequence[str], found: Found) -> float:
        wanted = sample.words + Counter(word for slot in sample.slots for word in found[slot][0].split())
        left, places = wanted.copy(), []
        for place, word in enumerate(said):
            if left[word]:
                left[word] -= 1
                places.append(place)
        if not places:
            return 0.0
        weights = [self._weigh_one(word) for word in said]
        common = sum(weights[place] for place in places)
        if len(said) > self.SHORT:
            values = {word for words, _ in found.values() for word in words.split()}
            for place, word in enumerate(said):
                if not places[0] <= place <= places[-1] and word not in values:
                    weights[place] *= self.AROUND
        return 2 * common / (self.DOUBT + self._weigh(wanted) + sum(weights))


def _longest(values: Mapping[str, str], said: str) -> tuple[str, str] | None:
    words = max((words for words in values if f" {words} " in f" {said} "), key=len, default="")
    return (words, values[words]) if words else None
