"""Words of content as they are looked for in other words.

A word that ends with * stands for any ending, and a * that stands alone for a few words, or none.
"""

import re
from functools import cache

WILD = "*"
FEW = r"(?:\w[\w'-]*\W+){0,6}?"
"""The words that a * alone stands for."""


@cache
def pattern(words: tuple[str, ...], *, across: bool = False) -> re.Pattern[str]:
    """Return what finds any of these as whole words, in capitals or not; nothing, if there are none.

    What is looked for `across` punctuation is found with a comma or a full stop between its words as well.
    """
    each = "|".join(_one(one.split(), r"\W+" if across else r"\s+") for one in words)
    return re.compile(rf"\b(?:{each})\b" if each else r"(?!)", re.IGNORECASE)


def _one(words: list[str], gap: str) -> str:
    found = ""
    for order, word in enumerate(words):
        wild = word == WILD
        found += FEW if wild else re.escape(word).replace(r"\*", r"\w*")
        found += "" if wild or order == len(words) - 1 else gap
    return found


def is_said(words: str, text: str) -> bool:
    """Whether a text has these words."""
    return pattern((words,)).search(text) is not None
