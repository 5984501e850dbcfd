"""One spelling for all that is said alike: small letters, contractions in full, numbers known by their words."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from hassil.numbers import get_rbnf_engine

NUMBERS = {"from": 0, "to": 200}
"""The numbers that the desk hears; Alexa hears any."""
TOKEN = re.compile(r"{\w+}|<\w+>|\w+(?:'\w+)*")
"""A slot, a rule or a word of a template."""


def plain(text: str) -> str:
    """Return small letters, digits and apostrophes, with single spaces between words."""
    return " ".join(re.findall(r"\w+(?:'\w+)*", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))


@cache
def numbers(language: str) -> dict[str, str]:
    """Return numbers in digits by the ways to say or write them, by hassil's own speller."""
    engine = get_rbnf_engine(language)
    return {
        plain(words): str(number)
        for number in range(NUMBERS["from"], NUMBERS["to"] + 1)
        for words in (str(number), *engine.format_number(number).text_by_ruleset.values())
    }


def respelled(text: str, spellings: Mapping[str, str]) -> str:
    """Return a sentence or a template with each word in its one spelling.

    A spelling that begins with an apostrophe is the ending of any word; slots and rules are left as they are.
    """
    return TOKEN.sub(lambda word: _spelled(word[0], spellings), text)


def _spelled(word: str, spellings: Mapping[str, str]) -> str:
    if word in spellings:
        return spellings[word]
    stem, apostrophe, ending = word.partition("'")
    ending = apostrophe + ending
    return f"{spellings.get(stem, stem)} {spellings[ending]}" if ending in spellings else word


def without(text: str, phrases: Sequence[str]) -> str:
    """Return text without some phrases, or as it is if it has nothing else."""
    return _any_of(tuple(phrases)).sub("", text).strip() or text


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?:{'|'.join(longest_first)})(?!\S) ?")
