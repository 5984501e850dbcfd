"""How Kokoro learned to read English: espeak-ng's sounds, with those signs for which its teachers wrote others."""

import re
from collections.abc import Callable, Mapping

PUNCTUATION = re.compile(r'\s*([;:,.!?—…"()“”]+)\s*')
SYLLABIC = re.compile("(.)\u0329")
SOUNDS = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "e^ɪ": "A",
    "ɔ^ɪ": "Y",
    "d^ʒ": "ʤ",
    "t^ʃ": "ʧ",
    "ə^l": "ᵊl",
    "ɚ": "əɹ",
    "ɐ": "ə",
    "r": "ɹ",
    "ʔ": "t",
}
"""What espeak-ng writes, with "^" between signs that are one sound; and what Kokoro's teachers wrote."""
SOUNDS_OF: Mapping[str, Mapping[str, str]] = {
    "en-us": {"o^ʊ": "O", "ɜːɹ": "ɜɹ", "ɜː": "ɜɹ", "ɪə": "iə", "ɾ": "T", "ː": ""},
    "gmw/en": {"ə^ʊ": "Q", "e^ə": "ɛː", "i^ə": "ɪə", "ɾ": "t"},
}
"""The same for an accent, afterwards: American, British."""


def learned(sounds: str, accent: str) -> str:
    """Return espeak-ng's sounds in an accent as Kokoro learned them."""
    for old, new in (*SOUNDS.items(), *SOUNDS_OF.get(accent, {}).items()):
        sounds = sounds.replace(old, new)
    return SYLLABIC.sub(r"ᵊ\1", sounds).replace("^", "")


def with_punctuation(text: str, sounds_of: Callable[[str], str]) -> str:
    """Return the sounds of a text with its punctuation, by what gives the sounds of words alone."""
    words, *others = PUNCTUATION.split(text)
    parts = [sounds_of(words)]
    for sign, words in zip(others[::2], others[1::2], strict=True):
        parts += [sign, " ", sounds_of(words)]
    return "".join(parts).strip()
