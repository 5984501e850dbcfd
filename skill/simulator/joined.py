"""The words for a wish that stands beside another one: the shortest sentences of the intents that may be wished so."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from skill.content.fault import ContentError, Fault

MOST_SYNONYMS = 100
"""Of one value of a slot, besides its name: as many as Alexa takes."""
SHORTEST, FIRST = 30, 3
"""Of a wish with a value: so many sentences with its first word, then so many first sentences with each other word."""
Samples = Mapping[str, Sequence[str]]
"""By intent."""
Words = Mapping[str, Mapping[str, Sequence[str]]]
"""By slot type and id."""


def wishes(declared: Mapping[str, Any], samples: Samples, values: Words) -> dict[str, tuple[str, ...]]:
    """Return the words for every wish, the shortest first: by its intent, and by the value of its slot after a colon.

    Raises ContentError where an intent has no sentence that is short enough.
    """
    taken, found = set[str](), dict[str, tuple[str, ...]]()
    for wish in declared["wishes"]["intents"]:
        said = [words for words in _said(wish, declared, samples, values) if words not in taken]
        short = [words for words in said if len(words.split()) <= declared["wishes"]["words"]]
        if not short:
            reason = f"none of its sentences is of at most {declared['wishes']['words']} words, to stand beside others"
            raise ContentError(Fault("intents.yaml", f"wishes.{wish}", reason))
        short.sort(key=lambda words: len(words.split()))
        others = [words for words in _in_other_words(wish, declared, samples, values) if words not in taken]
        found[wish] = tuple(dict.fromkeys((*short[:SHORTEST], *others, *short)))[: MOST_SYNONYMS + 1]
        taken.update(short)
    return found


def _said(wish: str, declared: Mapping[str, Any], samples: Samples, values: Words) -> Iterator[str]:
    """Yield the sentences of an intent that have no slot, or for a value those that have only its slot."""
    intent, _, value = wish.partition(":")
    if not value:
        yield from (sample for sample in samples[intent] if "{" not in sample)
        return
    for slot in declared["intents"][intent]:
        words = values[declared["slots"][slot]][value][0]
        filled = (sample.replace(f"{{{slot}}}", words) for sample in samples[intent] if "{" in sample)
        yield from (sample for sample in filled if "{" not in sample)


def _in_other_words(wish: str, declared: Mapping[str, Any], samples: Samples, values: Words) -> Iterator[str]:
    """Yield what somebody wrote first for an intent, with each other word for a value in its slot."""
    intent, _, value = wish.partition(":")
    slots = declared["intents"][intent] if value else ()
    for slot in slots:
        first = [sample for sample in samples[intent] if f"{{{slot}}}" in sample and sample.count("{") == 1][:FIRST]
        others = values[declared["slots"][slot]][value][1:]
        yield from (sample.replace(f"{{{slot}}}", words) for sample in first for words in others)
