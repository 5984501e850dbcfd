"""Which words a strength of evidence may use; the words themselves are content, one set for each language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from skill.practice.declaration import declare


class Strength(StrEnum):
    """How strong the evidence for a benefit is (PMR.md section 5)."""

    A = "A"
    """Consistent, moderate evidence."""
    B = "B"
    """Some, or mixed."""
    C = "C"
    """Weak or preliminary."""
    X = "X"
    """Not to be claimed."""
    NONE = "none"
    """What is said claims no benefit."""


class Reading(StrEnum):
    """What words are taken for that one answer may use all the same."""

    HEDGE = "hedge"
    """They hedge what follows."""
    NO_CLAIM = "no claim"


def _words() -> Any:
    return declare(spoken=False, fewest=0)


@dataclass(frozen=True)
class Rule:
    """The words of one strength. A word that ends with * stands for any ending, here and below."""

    beside_claim: tuple[str, ...] = _words()
    """A claim needs one of these before it; if there are none, nothing may be claimed."""
    somewhere: tuple[str, ...] = _words()
    """One of these is needed anywhere."""
    never: tuple[str, ...] = _words()


@dataclass(frozen=True)
class Allowance:
    """Words that one answer may use all the same."""

    counts_as: Reading
    answer: str = declare(among="answers", what="answer")
    words: str = declare(spoken=False)
    reason: str = declare(spoken=False)


@dataclass(frozen=True)
class Wording:
    """One language's words for the check."""

    strengths: Mapping[Strength, Rule]
    never: tuple[str, ...] = _words()
    claims: tuple[str, ...] = _words()
    """What speaks of a benefit."""
    joins: tuple[str, ...] = _words()
    """Where a new claim begins within a sentence."""
    exceptions: tuple[Allowance, ...] = declare(fewest=0)


def faults(text: str, strength: Strength, wording: Wording, allowed: tuple[Allowance, ...] = ()) -> Iterator[str]:
    """Yield every reason why a text is stronger than its evidence.

    A claim is the first sentence, and whatever has a word of benefit.
    """
    rule, hedges = wording.strengths[strength], tuple(each.words for each in allowed if each.counts_as is Reading.HEDGE)
    masked = _pattern(tuple(each.words for each in allowed)).sub(lambda found: "_" * len(found[0]), text)
    for words, whose in ((wording.never, "any answer"), (rule.never, f"an answer of strength {strength}")):
        if found := _pattern(words).search(masked):
            yield f"{found[0]!r} is too strong for {whose}"
    if rule.somewhere and not _pattern((*rule.somewhere, *hedges)).search(text):
        yield f"strength {strength} needs one of: {', '.join(rule.somewhere)}"
    for order, (start, end) in enumerate(_clauses(text, wording.joins)):
        claim = _pattern(wording.claims).search(masked, start, end)
        claims = claim is not None or (order == 0 and strength is not Strength.NONE)
        before = text[start : claim.start() if claim else end]
        if claims and not _pattern((*rule.beside_claim, *hedges)).search(before):
            yield _unhedged(claim[0] if claim else before, rule, strength)


def is_said(words: str, text: str) -> bool:
    """Whether a text has these words, as whole words."""
    return _pattern((words,)).search(text) is not None


def _clauses(text: str, joins: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where each stretch that can make a claim of its own begins and ends."""
    start = 0
    for border in re.finditer(rf"[.?!;:](?=\s|$)|{_pattern(joins).pattern}", text, re.IGNORECASE):
        if text[start : border.start()].strip():
            yield start, border.start()
        start = border.end()
    if text[start:].strip():
        yield start, len(text)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of these as whole words; nothing, if there are none."""
    each = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{each})\b" if each else r"(?!)", re.IGNORECASE)


def _unhedged(claim: str, rule: Rule, strength: Strength) -> str:
    if not rule.beside_claim:
        return f"{claim!r} speaks of a benefit; strength {strength} is for answers that claim none"
    return (
        f"{claim!r} claims a benefit; strength {strength} needs one of these before it: {', '.join(rule.beside_claim)}"
    )
