"""Which values an utterance has for an intent's slots: those that stand as the intent's samples have them."""

from collections import Counter
from collections.abc import Mapping, Sequence

from skill.simulator.alexa_model import EDGE, AlexaModel, Span
from skill.simulator.declared import NUMBER
from skill.simulator.heard import SlotValue

Said = tuple[str, Span]
"""A slot, and a value that may be its."""
WHOLLY = 3
"""How well a value stands where the words on both of its sides are in a sample."""


def said_values(model: AlexaModel, intent: str, said: str) -> dict[str, Span]:
    """Return the values said for an intent's slots: those that stand as its samples have them, then the last said.

    Several slots of one type are filled where all stand wholly as in a sample. Where nothing stands as in one, the
    first slot has the last of its values that was said, unless that is a number.
    """
    words, types = said.split(), model.slots[intent]
    spans = [(slot, span) for slot, type_ in types.items() for span in model.spans(type_, words)]
    fitness = {each: _fitness(model, intent, each, words, spans) for each in spans}
    found = _row(model, intent, words, [each for each in spans if fitness[each][0] == WHOLLY])
    second = {slot for number, slot in enumerate(types) if types[slot] in list(types.values())[:number]}
    last = {each: _is_last(model, intent, each, words, spans) for each in spans}
    ranks = {each: (WHOLLY * (fits > 0) if last[each] else fits, *rest) for each, (fits, *rest) in fitness.items()}
    for slot, span in sorted(spans, key=lambda each: ranks[each], reverse=True):
        free = all(span.end <= other.begin or span.begin >= other.end for other in found.values())
        if fitness[slot, span][0] >= _least(model, types[slot]) and slot not in found and slot not in second and free:
            found[slot] = span
    spans = [(slot, span) for slot, span in spans if types[slot] not in model.of_sentences and types[slot] != NUMBER]
    if found or not spans:
        return found
    return {spans[0][0]: max((span for slot, span in spans if slot == spans[0][0]), key=lambda span: span.end)}


def sent(model: AlexaModel, intent: str, spans: Mapping[str, Span]) -> dict[str, SlotValue]:
    """Return an intent's values as Alexa sends them: a number in digits, without an id."""
    types = model.slots[intent]
    return {
        slot: SlotValue(span.value, None) if types[slot] == NUMBER else SlotValue(span.words, span.value)
        for slot, span in spans.items()
    }


def _is_last(
    model: AlexaModel, intent: str, each: tuple[str, Span], words: Sequence[str], spans: Sequence[tuple[str, Span]]
) -> bool:
    """Whether a value was meant instead of what was said before, "three, no, six minutes".

    It is not where the intent's samples have it as a word of their own ("back"), nor after a joining word ("and").
    """
    slot, span = each
    before = max((other.end for name, other in spans if name == slot and other.end <= span.begin), default=span.begin)
    return span.words not in model.own_words[intent] and model.parting.isdisjoint(words[before : span.begin])


def _least(model: AlexaModel, type_: str) -> int:
    """Return how well a value has to stand: wholly as in a sample where it is a sentence by itself."""
    return WHOLLY if type_ in model.of_sentences else 1


def _row(model: AlexaModel, intent: str, words: Sequence[str], spans: Sequence[Said]) -> dict[str, Span]:
    """Return the last values of one type that were said for two or more slots as in a sample: "my _ and my _"."""

    def beside(first: Said, then: Said) -> bool:
        (slot, value), (other, next_) = first, then
        in_order = value.value != next_.value and value.end <= next_.begin
        alike = model.slots[intent][slot] == model.slots[intent][other]
        between = " ".join(words[value.end : next_.begin])
        return alike and in_order and between in model.between.get((intent, slot, other), ())

    rows: list[tuple[Said, ...]] = [(first, then) for first in spans for then in spans if beside(first, then)]
    longest = rows
    while longest := [(*row, then) for row in longest for then in spans if beside(row[-1], then)]:
        rows = longest
    last = max(rows, key=lambda row: row[-1][1].end, default=())
    return dict(last)


def _fitness(
    model: AlexaModel, intent: str, each: tuple[str, Span], words: Sequence[str], spans: Sequence[tuple[str, Span]]
) -> tuple[int, int, int]:
    """Return how well a value stands as in a sample: 1 for what follows, 2 for what precedes; its end; its length.

    What follows a number says what is counted: it has to be in a sample. At the end of an utterance, "one" may be
    no number: so it is with any that the intent's samples have as a word of their own.
    """
    slot, span = each
    beside, around = model.beside.get((intent, slot), Counter[str]()), [EDGE, *words, EDGE]
    before = [around[span.begin], *(f"{{{name}}}" for name, other in spans if other.end == span.begin)]
    after = [around[span.end + 1], *(f"{{{name}}}" for name, other in spans if other.begin == span.end)]
    follows = any(f"_ {word}" in beside for word in after)
    telling, two = (
        model.telling.get((intent, slot)),
        f"{around[span.begin - 1]} {before[0]} _",
    )  # the edge is twice there
    told = (two, *(f"{word} _" for word in before), *(f"_ {word}" for word in after))
    wished = telling is None or not telling.isdisjoint(told)
    precedes = any(f"{word} _" in beside for word in before)
    ambiguous = span.end == len(words) and span.words in model.own_words[intent]
    counted = (follows and not ambiguous) or model.slots[intent][slot] != NUMBER
    return (2 * precedes + follows) * (wished and counted), span.end, span.end - span.begin
