"""What an ear expects to hear: every sample of a locale's model with values in its slots, called as people call."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from random import Random

from skill.content.language import Calling
from skill.simulator.alexa_model import AlexaModel
from skill.simulator.declared import NUMBER
from skill.simulator.readings import SLOT

CALLED = 4
"""Every so many samples one is said with the whole call before it: "alexa ask muscle relaxation to pause"."""
FILLINGS = 3
"""How often a sample with slots is said, each time with other words in them."""
NUMBERS = 60
"""Up to which numbers are said, as minutes are."""


def utterances(model: AlexaModel, calling: Calling) -> list[str]:
    """Return sentences in small letters, those that are most likely more than once."""
    values, chance = {type_: _values(type_, words) for type_, words in model.values.items()}, Random(0)
    spoken = [
        _filled(sample, model.slots[intent], values, chance)
        for intent, samples in model.samples.items()
        for sample in samples
        for _ in range(FILLINGS if "{" in sample else 1)
    ]
    wake, name = calling.wake[0], calling.names[0]
    opening = [f"{begins}{launch} {name}" for launch in calling.launch for begins in ("", f"{wake} ")]
    called = [
        f"{wake} {launch} {name} {link} {words}"
        for words, launch, link in zip(spoken[::CALLED], cycle(calling.launch), cycle(calling.link))
    ]
    return [*spoken, *called, *(f"{wake} {words}" for words in spoken[:: CALLED // 2]), *opening * len(spoken[::400])]


def _values(type_: str, words: Mapping[str, str]) -> list[str]:
    """Return the words for the values of a type; of numbers those that are said in letters."""
    if type_ != NUMBER:
        return [*words]
    return [each for each, number in words.items() if each.replace(" ", "").isalpha() and int(number) <= NUMBERS]


def _filled(sample: str, slots: Mapping[str, str], values: Mapping[str, Sequence[str]], chance: Random) -> str:
    return SLOT.sub(lambda found: chance.choice(values[slots[found[1]]]), sample)
