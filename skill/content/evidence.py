"""Which words a strength of evidence may use; the words themselves are content, one set for each language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from skill.content.matching import pattern
from skill.practice.declaration import declare


class Strength(StrEnum):
    """How strong the evidence for a benefit is (docs/practice.md section 5)."""

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


class HedgePlace(StrEnum):
    """Where a language puts the words that make a claim cautious."""

    BEFORE = "before"
    AFTER = "after"
    EITHER = "either"


class Reading(StrEnum):
    """What words are taken for that one answer may use all the same."""

    HEDGE = "hedge"
    """They hedge what follows."""
    NO_CLAIM = "no claim"


def _words() -> Any:
    return declare(spoken=False, fewest=0)


@dataclass(frozen=True)
class Rule:
    """The words of one strength."""

    beside_claim: tuple[str, ...] = _words()
    """A claim needs one of these where a hedge stands; if there are none, nothing may be claimed."""
    somewhere: tuple[str, ...] = _words()
    """One of these is needed anywhere."""
    never: tuple[str, ...] = _words()
    begins: tuple[str, ...] = declare((), spoken=False, fewest=0)
    """An answer begins with one of these."""


@dataclass(frozen=True)
class Allowance:
    """Words that one answer may use all the same."""

    counts_as: Reading
    answer: str = declare(among="answers", what="answer")
    words: str = declare(spoken=False)
    reason: str = declare(spoken=False)


@dataclass(frozen=True)
class AnswerLength:
    """How long the spoken part of an answer may be."""

    words: int = declare(least=1)
    sentences: int = declare(least=1)


@dataclass(frozen=True)
class AnswerWording:
    """One language's words for the check."""

    longest: AnswerLength
    hedge_stands: HedgePlace
    strengths: Mapping[Strength, Rule]
    never: tuple[str, ...] = _words()
    claims: tuple[str, ...] = _words()
    """What speaks of a benefit."""
    doctors: tuple[str, ...] = _words()
    """Who is named where something should be looked at."""
    joins: tuple[str, ...] = _words()
    """Where a new claim begins within a sentence."""
    exceptions: tuple[Allowance, ...] = declare(fewest=0)


def faults(text: str, strength: Strength, wording: AnswerWording, allowed: tuple[Allowance, ...] = ()) -> Iterator[str]:
    """Yield every reason why a text is stronger than its evidence.

    A claim is the first sentence, and whatever has a word of benefit.
    """
    rule, hedges = wording.strengths[strength], tuple(each.words for each in allowed if each.counts_as is Reading.HEDGE)
    masked = pattern(tuple(each.words for each in allowed)).sub(lambda found: "_" * len(found[0]), text)
    for words, whose in ((wording.never, "any answer"), (rule.never, f"an answer of strength {strength}")):
        if found := pattern(words, across=True).search(masked):
            yield f"{found[0]!r} is too strong for {whose}"
    if rule.begins and not pattern(rule.begins).match(text):
        yield f"strength {strength} begins with: {', '.join(rule.begins)}"
    if rule.somewhere and not pattern((*rule.somewhere, *hedges)).search(text):
        yield f"strength {strength} needs one of: {', '.join(rule.somewhere)}"
    for order, (start, end) in enumerate(_clauses(text, wording.joins)):
        claim = pattern(wording.claims).search(masked, start, end)
        claims = claim is not None or (order == 0 and strength is not Strength.NONE)
        beside = text[slice(*_beside(start, end, claim, wording.hedge_stands))]
        if claims and not pattern((*rule.beside_claim, *hedges)).search(beside):
            yield _unhedged(claim[0] if claim else beside, rule, strength, wording.hedge_stands)


def _beside(start: int, end: int, claim: re.Match[str] | None, place: HedgePlace) -> tuple[int, int]:
    """Return where in a text a claim's hedge may stand: in its own clause."""
    if claim is None or place is HedgePlace.EITHER:
        return start, end
    return (start, claim.start()) if place is HedgePlace.BEFORE else (claim.end(), end)


def _clauses(text: str, joins: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where each stretch that can make a claim of its own begins and ends."""
    start = 0
    for border in re.finditer(rf"[.?!;:](?=\s|$)|{pattern(joins).pattern}", text, re.IGNORECASE):
        if text[start : border.start()].strip():
            yield start, border.start()
        start = border.end()
    if text[start:].strip():
        yield start, len(text)


def _unhedged(claim: str, rule: Rule, strength: Strength, place: HedgePlace) -> str:
    if not rule.beside_claim:
        return f"{claim!r} speaks of a benefit; strength {strength} is for answers that claim none"
    where = "beside" if place is HedgePlace.EITHER else place
    words = ", ".join(rule.beside_claim)
    return f"{claim!r} claims a benefit; strength {strength} needs one of these {where} it: {words}"
