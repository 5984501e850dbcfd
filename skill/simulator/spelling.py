"""One spelling for all that is said alike: small letters, numbers known by their words."""

import re
from functools import cache

from hassil.numbers import get_rbnf_engine

NUMBERS = range(1001)
"""The numbers that the desk hears; Alexa hears any."""


def plain(text: str) -> str:
    """Return small letters, digits and apostrophes, with single spaces between words."""
    return " ".join(re.findall(r"\w+(?:'\w+)*", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))


@cache
def numbers(language: str) -> dict[str, str]:
    """Return numbers in digits by the ways to say or write them, by hassil's own speller; else by digits alone."""
    try:
        engine = get_rbnf_engine(language)
    except ValueError:  # a language that it doesn't know
        return {str(number): str(number) for number in NUMBERS}
    return {
        plain(words): str(number)
        for number in NUMBERS
        for words in (str(number), *engine.format_number(number).text_by_ruleset.values())
    }
