"""A stand-in for Alexa's understanding: what was said becomes an intent with slots."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal

from hassil import RecognizeResult, recognize

from skill.content.files import read_language
from skill.content.language import Calling
from skill.simulator.nearest import Nearest
from skill.simulator.sentences import FILLERS, NUMBER, Sentences, read
from skill.simulator.spelling import numbers, plain, without


@dataclass(frozen=True, slots=True)
class SlotValue:
    """A slot as Alexa sends it."""

    value: str
    """What was said; a number in digits."""
    id: str | None
    """Which of the declared values that is; None for a number."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What Alexa would send to the skill."""

    intent: str
    slots: Mapping[str, SlotValue]
    how: Literal["exact", "nearest"]


@dataclass(frozen=True, slots=True)
class Understanding:
    """Understands one language: by its sentences, then by what stands in longer talk, then by what comes nearest."""

    language: Sentences
    calling: Calling
    """How the skill is called in it."""
    _nearest: Nearest
    _fillers: tuple[tuple[str, ...], ...]
    """What may be passed over: nothing, then hesitations, then ways of asking too."""

    @classmethod
    def load(cls, folder: Path, locale: str = "en-US", content: Path | None = None) -> "Understanding":
        """Read a locale's sentences, and how the skill is called in its language; raises ContentError.

        Without a folder of content, it is the one beside the folder.
        """
        code = locale.split("-")[0]
        language, calling = read(folder, code), read_language(content or folder.parent / "content", code).calling
        kinds = [tuple(map(language.spelled, language.said["fillers"][kind])) for kind in FILLERS]
        fillers = ((), kinds[0], (*kinds[0], *kinds[1]))
        samples = {
            intent: [without(language.spelled(sample), fillers[-1]) for sample in samples]
            for intent, samples in language.samples.items()
        }
        first_of_type = {type_: slot for slot, type_ in reversed(language.declared["slots"].items())}
        values = {slot: _values(language, slot) for slot in first_of_type.values()}
        return cls(language, calling, Nearest(samples, values), fillers)

    def understand(self, words: str) -> Heard | None:
        """Return the intent meant, or None where Alexa would send AMAZON.FallbackIntent."""
        said = self.language.spelled(plain(words))
        if result := self._exactly(said):
            return self._heard(result, "exact")
        if result := self._within(said.split()):
            return self._heard(result, "nearest")
        if (known := self._nearest.respelled(said)) != said and (result := self._exactly(known)):
            return self._heard(result, "nearest")
        nearest = None if self._of_others(said.split()) else self._nearest.of(without(known, self._fillers[-1]))
        if nearest is None:
            return None
        return Heard(nearest[0], {slot: self._slot(slot, *value) for slot, value in nearest[1].items()}, "nearest")

    def _exactly(self, said: str) -> RecognizeResult | None:
        """Return the first sentence that fits, passing over as little as possible."""
        forms = dict.fromkeys(without(said, fillers) for fillers in self._fillers)
        results = (
            recognize(form, template.grammar)
            for form in forms
            for template in self.language.templates
            if template.words.issuperset(form.split())
        )
        return next(filter(None, results), None)

    def _within(self, words: list[str]) -> RecognizeResult | None:
        """Return what a clause of longer talk says: "pause it, someone is at the door".

        What is urgent counts wherever it stands; anything else has to begin or end the talk, with two words at least,
        and a wish counts more than a remark. A clause about somebody else counts for nothing.
        """
        borders = [0, *(place for place in range(1, len(words)) if self._begins(words[place:])), len(words)]
        spans = [
            (begin, end)
            for begin, end in combinations(borders, 2)
            if 1 < end - begin < len(words) and not self._of_others(words[begin:end])
        ]
        found = [(result, span) for span in spans if (result := self._exactly(" ".join(words[slice(*span)])))]
        declared = self.language.declared
        urgent = [result for result, _ in found if result.intent.name in declared["urgent"]]
        if urgent:
            return min(urgent, key=lambda result: list(declared["intents"]).index(result.intent.name))
        told = [(result, end - begin) for result, (begin, end) in found if begin == 0 or end == len(words)]
        return max(told, key=self._weight, default=(None, 0))[0]

    def _weight(self, told: tuple[RecognizeResult, int]) -> tuple[bool, bool, int]:
        """Return how much a clause of so many words counts: a remark least, then what says nothing in particular."""
        values = [entity.value for entity in told[0].entities.values()]
        return {*values}.isdisjoint(self.language.declared["remarks"]), bool(values), told[1]

    def _of_others(self, words: list[str]) -> bool:
        """Whether somebody or something else is talked about."""
        return not {*words}.isdisjoint(self.language.said["clauses"]["others"])

    def _begins(self, words: list[str]) -> bool:
        """Whether words begin a clause: by their first alone, or by a subject with its verb."""
        clauses = self.language.said["clauses"]
        subject = words[0] in clauses["subjects"] and not {*words[1:4]}.isdisjoint(clauses["verbs"])
        return subject or words[0] in clauses["starts"]

    def _heard(self, result: RecognizeResult, how: Literal["exact", "nearest"]) -> Heard:
        slots = {
            slot: self._slot(slot, entity.text_clean, str(entity.value)) for slot, entity in result.entities.items()
        }
        return Heard(result.intent.name, slots, how)

    def _slot(self, slot: str, words: str, value: str) -> SlotValue:
        """Return a slot as Alexa sends it: a number in digits and without an id."""
        if self.language.declared["slots"][slot] == NUMBER:
            return SlotValue(str(int(float(value))), None)
        return SlotValue(words, value)


def _values(language: Sentences, slot: str) -> Mapping[str, str]:
    """Return the ids of a slot's values, or a number's digits, by the words for them."""
    if language.declared["slots"][slot] == NUMBER:
        return numbers(language.file.split(".")[0])
    return {language.spelled(words): id_ for words, id_ in language.spoken(slot)}
