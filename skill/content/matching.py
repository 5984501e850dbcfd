"""Words of content as they are looked for in other words; a word that ends with * stands for any ending."""

import re
from functools import cache


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of these as whole words, in capitals or not; nothing, if there are none."""
    each = "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"\b(?:{each})\b" if each else r"(?!)", re.IGNORECASE)


def is_said(words: str, text: str) -> bool:
    """Whether a text has these words."""
    return pattern((words,)).search(text) is not None
