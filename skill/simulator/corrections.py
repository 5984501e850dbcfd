"""Who corrects themselves says at the end what they mean: "softer, no, I mean louder"."""

from collections.abc import Mapping
from dataclasses import replace

from skill.handlers.meanings import meant
from skill.simulator.alexa_model import AlexaModel, Span
from skill.simulator.declared import NUMBER
from skill.simulator.heard import Heard, SlotValue
from skill.simulator.slots import said_values, sent

LONGEST = 8
"""Words of an ending that is looked at."""


def corrected(model: AlexaModel, said: str, heard: Heard) -> Heard:
    """Return what was heard with the values of its longest ending that is a sample by itself, if it means the same.

    An ending that means something else changes nothing, "please don't stop"; nor does one that follows a joining word,
    that begins within a value, or whose number the samples have as a word of their own ("a twenty minute one").
    """
    words = said.split()
    values = said_values(model, heard.intent, said).values()
    for begin in range(max(1, len(words) - LONGEST), len(words)):
        if words[begin - 1] in model.parting or any(each.begin < begin < each.end for each in values):
            continue
        if found := model.exactly(" ".join(words[begin:])):
            intent, spans = found
            slots = sent(model, intent, spans)
            if not _no_number(model, intent, spans) and (_other((intent, slots), heard) or _declined(intent, heard)):
                return _instead(heard, intent, slots)
            return heard
    return heard


def _no_number(model: AlexaModel, intent: str, spans: Mapping[str, Span]) -> bool:
    own, types = model.own_words[intent], model.slots[intent]
    return any(types[slot] == NUMBER and each.words in own for slot, each in spans.items())


def _other(ending: tuple[str, Mapping[str, SlotValue]], heard: Heard) -> bool:
    """Whether an ending means the same as the whole with another value."""
    (name, values), (meaning, before) = _meant(*ending), _meant(heard.intent, heard.slots)
    return name == meaning and any(before.get(slot, value) != value for slot, value in values.items())


def _declined(intent: str, heard: Heard) -> bool:
    """Whether a yes ends with a no; the other way round nothing is taken for sure: "no, it isn't okay"."""
    return _meant(intent, {})[0] == "AMAZON.NoIntent" and _meant(heard.intent, {})[0] == "AMAZON.YesIntent"


def _meant(intent: str, slots: Mapping[str, SlotValue]) -> tuple[str, Mapping[str, str]]:
    return meant(intent, {name: slot.id or slot.value for name, slot in slots.items()})


def _instead(heard: Heard, intent: str, slots: Mapping[str, SlotValue]) -> Heard:
    kept = heard.slots if intent == heard.intent else {}
    return replace(heard, intent=intent, slots={**kept, **slots})
