"""A stand-in for Alexa's understanding: what was said becomes an intent with slots."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hassil import RecognizeResult, recognize
from hassil.numbers import get_rbnf_engine
from hassil.util import remove_skip_words
from rapidfuzz import fuzz, process

from skill.simulator.sentences import NUMBERS, SLOT, Language, read

NEAR_ENOUGH = 82.0
"""Of 100. By trying: what is meant for the skill scores 82 and more, other words 81 at most."""

_POLITE = r"(?:(?:please|can you|could you|will you) )*"
_LAUNCH = "start|open|launch|begin|run|play|use|load|resume|ask|tell|talk to"
_LINK = "and|to|for|about|that|if"
_WAKE = re.compile(r"(?:hey )?alexa(?: |$)")


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
class Spoken:
    """An utterance, split into whom it is for and what it says."""

    opens: bool
    """The skill was named."""
    wakes: bool
    """It began with "Alexa"."""
    words: str
    """What is left for the skill: small letters, no punctuation; empty is a plain launch."""


def plain(text: str) -> str:
    """Return small letters, digits and apostrophes, with single spaces between words."""
    return " ".join(re.findall(r"\w+(?:'\w+)*", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))


def address(text: str, invocation: str = "muscle relaxation") -> Spoken:
    """Return whom an English utterance is for: "Alexa, ask muscle relaxation to resume" opens, "resume" is left."""
    words = plain(text)
    wake = _WAKE.match(words)
    rest = words[wake.end() :] if wake else words
    name = rf"(?:the )?{re.escape(invocation)}(?: skill)?"
    first = re.fullmatch(rf"{_POLITE}(?:{_LAUNCH}) {name}(?: (?:{_LINK}))?(?: (.*))?", rest)
    last = re.fullmatch(rf"(.*) (?:with|using|from|in|on) {name}(?: please)?", rest)
    called = first or last or (wake and re.fullmatch(rf"{name}()", rest))
    if called:
        rest = re.sub(r"^(?:please|thanks)$", "", called[1] or "")
    return Spoken(bool(called), bool(wake), rest)


@dataclass(frozen=True, slots=True)
class Understanding:
    """Understands one language, by its sentences first and then by what comes nearest to a sample."""

    language: Language
    _samples: tuple[tuple[str, str], ...]
    """Each sample with its intent, those with most slots first."""
    _values: Mapping[str, Mapping[str, SlotValue]]
    """By slot, what may be said for it."""

    @classmethod
    def load(cls, folder: Path, locale: str = "en-US") -> "Understanding":
        """Read a locale's sentences; raises ContentError where they cannot be used."""
        language = read(folder, locale.split("-")[0])
        samples = [(sample, intent) for intent, samples in language.samples.items() for sample in samples]
        values = {slot: _values(language, slot) for slot in language.declared["slots"]}
        return cls(language, tuple(sorted(samples, key=lambda each: -each[0].count("{"))), values)

    def understand(self, words: str) -> Heard | None:
        """Return the intent meant, or None where Alexa would send AMAZON.FallbackIntent."""
        said = plain(words)
        result = recognize(said, self.language.grammar)
        return _exactly(result) if result else self._nearest(said)

    def _nearest(self, said: str) -> Heard | None:
        """Return the intent of the sample most like the words.

        Slots take the longest value that stands in the words; a sample with a slot for which none does is left
        out, all others are compared letter by letter with that value in place.
        """
        said = plain(remove_skip_words(said, self.language.grammar.skip_words, ignore_whitespace=False))
        found = {slot: words for slot, values in self._values.items() if (words := _longest(values, said))}
        samples = [each for each in self._samples if found.keys() >= set(SLOT.findall(each[0]))]
        best = process.extractOne(
            said, [sample.format_map(found) for sample, _ in samples], scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH
        )
        if best is None:
            return None
        sample, intent = samples[best[2]]
        return Heard(intent, {slot: self._values[slot][found[slot]] for slot in SLOT.findall(sample)}, "nearest")


def _values(language: Language, slot: str) -> dict[str, SlotValue]:
    values = {words: SlotValue(words, id_) for words, id_ in language.spoken(slot)}
    return values or _numbers(language.grammar.language)


def _numbers(language: str) -> dict[str, SlotValue]:
    """Return numbers as they are said, in words and in digits, by hassil's own speller."""
    engine = get_rbnf_engine(language)
    values = {}
    for number in range(NUMBERS["from"], NUMBERS["to"] + 1):
        for words in (str(number), *engine.format_number(number).text_by_ruleset.values()):
            values[plain(words)] = SlotValue(str(number), None)
    return values


def _longest(values: Mapping[str, SlotValue], said: str) -> str:
    return max((words for words in values if f" {words} " in f" {said} "), key=len, default="")


def _exactly(result: RecognizeResult) -> Heard:
    slots = {}
    for slot, entity in result.entities.items():
        if isinstance(entity.value, str):
            slots[slot] = SlotValue(entity.text_clean, entity.value)
        else:
            slots[slot] = SlotValue(str(int(entity.value)), None)
    return Heard(result.intent.name, slots, "exact")
