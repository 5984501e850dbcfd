"""Two wishes in a listener's own words: where the sentence parts, and how Alexa would send one beside the other."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from skill.handlers.meanings import meant
from skill.handlers.several import ABOUT_AREAS, CONDITION, TOGETHER, WISHES
from skill.simulator.alexa_model import AlexaModel, Span
from skill.simulator.heard import Heard, SlotValue
from skill.simulator.slots import said_values

LONGEST = 10
"""Words of a wish that is said beside another one: in longer talk "and" seldom parts two, by trying."""
SURE = 0.7
"""How sure each of the two has to be, from 0 to 1: two halves of one wish are seldom both."""


@dataclass(frozen=True, slots=True)
class Half:
    """One of two wishes."""

    words: str
    heard: Heard


def apart(model: AlexaModel, said: str, alone: Callable[[str], Heard | None], intent: str) -> Heard | None:
    """Return what Alexa would send of two wishes, each of them understood by `alone`; None where there aren't two.

    One intent that has values on both sides is one wish: "only my arms and my legs".
    """
    values = said_values(model, intent, said).values() if intent in model.slots else ()
    pairs = [
        (Half(first, one), Half(then, other))
        for first, then in (*_parted(model, said), *_after_condition(model, said))
        if not _on_both_sides(values, len(first.split()))
        if (one := alone(first)) and (other := alone(then)) and _meaning(one) != _meaning(other)
    ]
    best = max(pairs, key=_sure, default=None)
    return _beside(model, *best) if best and _sure(best) >= SURE else None


def _on_both_sides(values: Collection[Span], words: int) -> bool:
    return any(each.begin < words for each in values) and any(each.begin >= words for each in values)


def _sure(pair: tuple[Half, Half]) -> float:
    return min(half.heard.sure for half in pair)


def _parted(model: AlexaModel, said: str) -> Iterator[tuple[str, str]]:
    """Yield the two parts of a sentence on both sides of each joining word, or of several in a row."""
    words = said.split()
    begin = 1
    while begin < len(words):
        end = begin
        while end < len(words) and words[end] in model.parting:
            end += 1
        if begin < end < len(words) and begin <= LONGEST and len(words) - end <= LONGEST:
            yield " ".join(words[:begin]), " ".join(words[end:])
        begin = max(end, begin + 1)


def _after_condition(model: AlexaModel, said: str) -> Iterator[tuple[str, str]]:
    """Yield a condition that a sentence begins with, word for word, and the rest: they need no joining word."""
    words, values = said.split(), (model.values[each] for each in model.of_sentences)
    wishes = {words: id_ for each in values for words, id_ in each.items()}
    for begin in range(1, len(words)):
        first = " ".join(words[:begin])
        if wishes.get(first, "").partition(":")[0] == CONDITION and words[begin] not in model.parting:
            yield first, " ".join(words[begin:])


def _meaning(heard: Heard) -> str:
    return meant(heard.intent, {})[0]


def _beside(model: AlexaModel, first: Half, then: Half) -> Heard:
    """Return one wish with the other in a slot of its own; without an id where the words are none of its values."""
    sure = min(first.heard.sure, then.heard.sure)
    for main, other in ((first, then), (then, first)):
        if slots := _matched(model, main.heard, other):
            return replace(main.heard, slots={**main.heard.slots, **slots}, how="nearest", sure=sure)
    for main, other in ((first, then), (then, first)):
        if WISHES[0] in model.slots[main.heard.intent]:
            beside = {WISHES[0]: SlotValue(other.words, None)}
            return replace(main.heard, slots={**main.heard.slots, **beside}, how="nearest", sure=sure)
    both = zip(WISHES, (first, then), strict=True)
    values = model.values[model.slots[TOGETHER][WISHES[0]]]
    return Heard(
        TOGETHER, {slot: SlotValue(half.words, values.get(half.words)) for slot, half in both}, "nearest", sure
    )


def _matched(model: AlexaModel, main: Heard, other: Half) -> Mapping[str, SlotValue]:
    """Return the slot of an intent that takes another wish as one of its values; nothing where none does."""
    free = {slot: type_ for slot, type_ in model.slots[main.intent].items() if slot not in main.slots}
    for slot, intent in ABOUT_AREAS.items():
        if slot in free and other.heard.intent == intent and [*other.heard.slots] == ["area"]:
            return {slot: other.heard.slots["area"]}
    found = model.values[free[WISHES[0]]].get(other.words) if WISHES[0] in free else None
    return {WISHES[0]: SlotValue(other.words, found)} if found else {}
