"""What Alexa is given of a locale: the model that is written to interaction_model/locales, read back."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from skill.content.fault import ContentError, Fault
from skill.simulator.declared import NUMBER
from skill.simulator.readings import SLOT
from skill.simulator.spelling import numbers

MOST_UNMATCHED = 2
"""Words that a slot takes which are none of its values."""
PAIR = re.compile(r"{(\w+)}((?: [\w']+)*) (?={(\w+)})")
"""Two slots, and what stands between them."""
MANY = 3
"""Intents that have a joining word, at least, for it to part two wishes."""
EDGE = "."
"""Stands beside the first and the last word."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of an utterance that name a value."""

    begin: int
    end: int
    words: str
    value: str
    """Its id, or a number's digits."""


@dataclass(frozen=True)
class AlexaModel:
    """A locale's interaction model."""

    digest: str
    """Of the file that it was read from."""
    samples: Mapping[str, Sequence[str]]
    """By intent."""
    slots: Mapping[str, Mapping[str, str]]
    """By intent and slot, its type."""
    values: Mapping[str, Mapping[str, str]]
    """By type and the words for it, a value's id, or a number's digits."""

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read a model in Alexa's form; raises ContentError where there is none."""
        if not file.is_file():
            raise ContentError(
                Fault(f"locales/{file.name}", "interactionModel", "there is no such model: run `make model`")
            )
        text = file.read_text("utf-8")
        model = json.loads(text)["interactionModel"]["languageModel"]
        return cls(
            hashlib.sha256(text.encode()).hexdigest(),
            {each["name"]: each["samples"] for each in model["intents"]},
            {each["name"]: {slot["name"]: slot["type"] for slot in each.get("slots", ())} for each in model["intents"]},
            {
                each["name"]: {
                    words: value["id"]
                    for value in each["values"]
                    for words in (value["name"]["value"], *value["name"]["synonyms"])
                }
                for each in model["types"]
            }
            | {NUMBER: numbers(file.stem.split("-")[0])},
        )

    def exactly(self, said: str) -> tuple[str, dict[str, Span]] | None:
        """Return the intent that has an utterance as its sample, with the values of its slots; else None.

        Where several do, it is the one that leaves least to its slots.
        """
        if said in self._whole:
            return self._whole[said], {}
        words = said.split()
        for intent, sample, own in self._slotted:
            if own.issubset(words) and (found := self._filled(intent, sample, words, 0)) is not None:
                return intent, found
        return None

    def _filled(self, intent: str, sample: Sequence[str], words: Sequence[str], begin: int) -> dict[str, Span] | None:
        """Return the values by slot with which a sample says the words from `begin` on; None if it can't."""
        if not sample or begin == len(words):
            return None if sample or begin < len(words) else {}
        slot = SLOT.fullmatch(sample[0])
        if slot is None:
            return self._filled(intent, sample[1:], words, begin + 1) if sample[0] == words[begin] else None
        type_ = self.slots[intent][slot[1]]
        for end in range(min(len(words), begin + self._longest[type_]), begin, -1):
            said = " ".join(words[begin:end])
            rest = self._filled(intent, sample[1:], words, end) if said in self.values[type_] else None
            if rest is not None:
                return {slot[1]: Span(begin, end, said, self.values[type_][said]), **rest}
        return None

    @cached_property
    def _whole(self) -> Mapping[str, str]:
        """By sample without slots, its intent."""
        return {sample: intent for intent, samples in self.samples.items() for sample in samples if "{" not in sample}

    @cached_property
    def _slotted(self) -> Sequence[tuple[str, Sequence[str], frozenset[str]]]:
        """Every sample with slots, and its own words; that with the most of these first."""
        samples = [(intent, sample) for intent, samples in self.samples.items() for sample in samples if "{" in sample]
        samples.sort(key=lambda each: len(SLOT.sub("", each[1]).split()), reverse=True)
        return [(intent, sample.split(), frozenset(SLOT.sub("", sample).split())) for intent, sample in samples]

    def unmatched(self, intent: str, said: str) -> dict[str, str]:
        """Return by slot the words that stand where a sample of an intent has its only one, and are none of its values.

        Alexa sends such words too, and says that they match nothing.
        """
        for name, sample, own in self._slotted:
            slots = SLOT.findall(" ".join(sample))
            if name != intent or len(slots) != 1 or self.slots[intent][slots[0]] == NUMBER:
                continue
            before, _, after = " ".join(sample).partition(f"{{{slots[0]}}}")
            others = said.removeprefix(before).removesuffix(after).split()
            fits = said == f"{before}{' '.join(others)}{after}"
            if own and fits and 0 < len(others) <= MOST_UNMATCHED and self.own_words[intent].isdisjoint(others):
                return {slots[0]: " ".join(others)}
        return {}

    @cached_property
    def own_words(self) -> Mapping[str, frozenset[str]]:
        """By intent, the words of its samples themselves, without their slots' values."""
        return {intent: frozenset(SLOT.sub(" ", " ".join(samples)).split()) for intent, samples in self.samples.items()}

    def spans(self, type_: str, words: Sequence[str]) -> Iterator[Span]:
        """Yield the longest value of a type that begins at each word, also before a genitive's "'s"."""
        values, longest = self.values[type_], self._longest[type_]
        for begin in range(len(words)):
            for end in range(min(len(words), begin + longest), begin, -1):
                said = " ".join(words[begin:end])
                if (value := values.get(said) or values.get(said.removesuffix("'s"))) is not None:
                    yield Span(begin, end, said, value)
                    break

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """By type, how many words its longest value has."""
        return {type_: max((len(words.split()) for words in each), default=0) for type_, each in self.values.items()}

    @cached_property
    def between(self) -> Mapping[tuple[str, str, str], frozenset[str]]:
        """By intent and two slots, the words that its samples have between them: "and my"."""
        found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        for intent, samples in self.samples.items():
            for sample in samples:
                for first, words, second in PAIR.findall(sample):
                    found[intent, first, second].add(words.strip())
        return {key: frozenset(words) for key, words in found.items()}

    @cached_property
    def of_sentences(self) -> frozenset[str]:
        """The types whose values are mostly samples themselves: wishes that are said beside others."""
        return frozenset(
            type_ for type_, values in self.values.items() if 2 * len(values.keys() & self._whole.keys()) > len(values)
        )

    @cached_property
    def joining(self) -> frozenset[str]:
        """The words that stand beside such values: "and", "but"."""
        slots = [
            (intent, slot) for intent, types in self.slots.items() for slot in types if types[slot] in self.of_sentences
        ]
        return frozenset(word for each in slots for words in self.beside[each] for word in words.split()) - {"_", EDGE}

    @cached_property
    def parting(self) -> frozenset[str]:
        """The joining words before such values in many an intent's samples: they part two wishes in other words too."""
        intents = Counter[str]()
        for intent, types in self.slots.items():
            slots = [(intent, slot) for slot in types if types[slot] in self.of_sentences]
            intents.update({each.removesuffix(" _") for slot in slots for each in self.beside[slot] if each[-1] == "_"})
        return frozenset(word for word, many in intents.items() if many >= MANY) - {EDGE}

    @cached_property
    def beside(self) -> Mapping[tuple[str, str], Counter[str]]:
        """By intent and slot, how often its samples have a word before it ("for _") or after it ("_ minutes")."""
        found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for intent, samples in self.samples.items():
            for sample in samples:
                words = [EDGE, *sample.split(), EDGE]
                for place, word in enumerate(words):
                    if slot := SLOT.fullmatch(word):
                        found[intent, slot[1]].update((f"{words[place - 1]} _", f"_ {words[place + 1]}"))
        return found

    @cached_property
    def aside(self) -> frozenset[tuple[str, str]]:
        """The slots, by intent, that most of its samples do without, of a type that elsewhere has another name.

        Such a value ("head") may only be mentioned: it doesn't tell by itself what is wished of it.
        """
        times = Counter(
            (intent, slot) for intent, each in self.samples.items() for slot in SLOT.findall(" ".join(each))
        )
        first = {
            (intent, type_): slot for intent, types in self.slots.items() for slot, type_ in [*types.items()][::-1]
        }
        names: dict[str, set[str]] = defaultdict(set)
        for (_, type_), slot in first.items():
            names[type_].add(slot)
        return frozenset(
            (intent, slot)
            for (intent, type_), slot in first.items()
            if len(names[type_]) > 1 and 2 * times[intent, slot] < len(self.samples[intent])
        )

    @cached_property
    def telling(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """For each of these, what tells of it: two words before it ("not my _"), or one that mostly is beside it."""
        found: dict[tuple[str, str], set[str]] = {each: set() for each in self.aside}
        words, beside = Counter[tuple[str, str]](), Counter[tuple[str, str, str, str]]()
        for intent in {intent for intent, _ in self.aside}:
            for sample in self.samples[intent]:
                around = [EDGE, EDGE, *sample.split(), EDGE]
                words.update((intent, word) for word in around)
                for place, word in enumerate(around):
                    slot = word.strip("{}")
                    if (intent, slot) in found and slot != word:
                        earlier, before, after = around[place - 2], around[place - 1], around[place + 1]
                        found[intent, slot].add(f"{earlier} {before} _")
                        beside.update(((intent, slot, before, f"{before} _"), (intent, slot, after, f"_ {after}")))
        for (intent, slot, word, told), times in beside.items():
            if 2 * times >= words[intent, word]:
                found[intent, slot].add(told)
        return {each: frozenset(told) for each, told in found.items()}
