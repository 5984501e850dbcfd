"""Which words a strength of evidence may use; the words themselves are content, one set for each language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from skill.content.lines import ContentError, check_keys, check_text

LISTS = ("never", "claims", "joins")
RULE = ("beside_claim", "somewhere", "never")
HEDGE, NO_CLAIM = "hedge", "no claim"


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


@dataclass(frozen=True)
class Rule:
    """The words of one strength."""

    beside_claim: tuple[str, ...]
    """A claim needs one of these before it; if there are none, nothing may be claimed."""
    somewhere: tuple[str, ...]
    """One of these is needed anywhere."""
    never: tuple[str, ...]


@dataclass(frozen=True)
class Allowance:
    """Words that one answer may use all the same."""

    words: str
    hedge: bool
    """Whether they hedge what follows; if not, they only are no claim."""


@dataclass(frozen=True)
class Wording:
    """One language's words for the check. A word that ends with * stands for any ending."""

    never: tuple[str, ...]
    claims: tuple[str, ...]
    """What speaks of a benefit."""
    joins: tuple[str, ...]
    """Where a new claim begins within a sentence."""
    rules: Mapping[Strength, Rule]
    exceptions: Mapping[str, tuple[Allowance, ...]]
    """By the topic of an answer."""


def faults(text: str, strength: Strength, wording: Wording, allowed: tuple[Allowance, ...] = ()) -> Iterator[str]:
    """Yield every reason why a text is stronger than its evidence.

    A claim is the first sentence, and whatever has a word of benefit.
    """
    rule, hedges = wording.rules[strength], tuple(each.words for each in allowed if each.hedge)
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


def read_wording(raw: Any, file: str) -> Wording:
    """Return the words of the check; raises ContentError."""
    check_keys(raw, (*LISTS, "strengths", "exceptions"), file, "wording")
    check_keys(raw["strengths"], tuple(Strength), file, "wording.strengths")
    rules = {each: _rule(raw["strengths"][each], file, f"wording.strengths.{each}") for each in Strength}
    lists = {name: _words(raw[name], file, f"wording.{name}") for name in LISTS}
    return Wording(**lists, rules=rules, exceptions=_exceptions(raw["exceptions"], file, "wording.exceptions"))


def is_said(words: str, text: str) -> bool:
    """Whether a text has these words, as whole words."""
    return _pattern((words,)).search(text) is not None


def _rule(raw: Any, file: str, at: str) -> Rule:
    check_keys(raw, RULE, file, at)
    return Rule(**{name: _words(raw[name], file, f"{at}.{name}") for name in RULE})


def _exceptions(raw: Any, file: str, at: str) -> dict[str, tuple[Allowance, ...]]:
    found: dict[str, tuple[Allowance, ...]] = {}
    for order, each in enumerate(_list(raw, file, at), start=1):
        check_keys(each, ("answer", "words", "counts_as", "reason"), file, f"{at}[{order}]")
        given = {name: check_text(each[name], file, f"{at}[{order}].{name}") for name in each}
        if given["counts_as"] not in (HEDGE, NO_CLAIM):
            raise ContentError(file, f"{at}[{order}].counts_as", f"{HEDGE} or {NO_CLAIM} is expected here")
        allowance = Allowance(given["words"], hedge=given["counts_as"] == HEDGE)
        found[given["answer"]] = (*found.get(given["answer"], ()), allowance)
    return found


def _words(raw: Any, file: str, at: str) -> tuple[str, ...]:
    return tuple(check_text(each, file, f"{at}[{order}]") for order, each in enumerate(_list(raw, file, at), start=1))


def _list(raw: Any, file: str, at: str) -> list[Any]:
    if not isinstance(raw, list):
        raise ContentError(file, at, "a list is expected here")
    return raw


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
