"""A corpus of utterances, each with what is meant by it, and how well that is understood."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from skill.content.yaml_file import parse
from skill.handlers.meanings import meant
from skill.handlers.request import Request
from skill.handlers.several import misses, wishes_of
from skill.simulator.understanding import HARMFUL as HARMFUL
from skill.simulator.understanding import Understanding

CORPORA = Path(__file__).parents[1] / "corpora"
NOBODY = "none"
"""Instead of an intent: must not be taken for anything."""
LEAVING = ("AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent")
"""They are answered alike, and count as one."""
UNTOLD = frozenset(("condition",))
"""Slots that the corpora don't tell: only what is said of a condition depends on them."""
LEFT_OUT = {
    "StartIntent": {"left_out": "SkipIntent", "other_left_out": "SkipIntent", "third_left_out": "SkipIntent"},
    "SkipIntent": {"other_area": "SkipIntent", "third_area": "SkipIntent"},
    "AlwaysSkipIntent": {"other_area": "AlwaysSkipIntent", "third_area": "AlwaysSkipIntent"},
}
"""By intent and slot, what is wished of the area named there."""
Wish = tuple[str, frozenset[tuple[str, str]]]
"""An intent, and the values of its slots."""
HOW = ("exact", "nearest", "half", "wrong", "missed")
How = Literal["exact", "nearest", "half", "wrong", "missed"]
"""Half: one of two wishes, and of the rest it is said that it was not understood."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said, and what is meant by it."""

    say: str
    intent: str
    slots: Mapping[str, str]
    """By name, the ids of their values; of a number, its digits."""
    kind: str = ""
    """The manner of speaking, such as winding or negated; empty where the corpus doesn't tell."""
    others: tuple[str, ...] = ()
    """Intents that are as right."""
    also: tuple[tuple[str, Mapping[str, str]], ...] = ()
    """What is wished besides, each an intent with its slots."""

    @property
    def meant(self) -> bool:
        """Whether it is meant for the skill."""
        return self.intent != NOBODY

    def judged(self, intent: str, slots: Mapping[str, str]) -> Literal["nearest", "half", "wrong"]:
        """Return whether an intent with slots is what is meant, or half of it with the rest owned up to."""
        heard = _wishes(intent, slots)
        besides = frozenset[Wish]().union(*(_wishes(*each) for each in self.also))
        known = [_wishes(each, self.slots) | besides for each in (self.intent, *self.others)]
        if heard in known:
            return "nearest"
        owned = misses(Request(kind="IntentRequest", now=0, intent=intent, slots=slots))
        return "half" if owned and any(heard < each for each in known) else "wrong"


def _wishes(intent: str, slots: Mapping[str, str]) -> frozenset[Wish]:
    """Return all that is wished: parts that are left out of a session are wishes of their own."""
    name, values = meant(intent, slots)
    request = Request(kind="IntentRequest", now=0, intent=name, slots=values)
    return frozenset(wish for each in wishes_of(request) for wish in _apart(one(each.intent), each.slots))


def _apart(intent: str, slots: Mapping[str, str]) -> Iterator[Wish]:
    """Yield a wish, and each part of the body that it leaves out."""
    apart = LEFT_OUT.get(intent, {})
    for slot in apart.keys() & slots.keys():
        yield apart[slot], frozenset({("area", slots[slot])})
    name, values = _in_all(intent, {key: value for key, value in slots.items() if key not in {*apart, *UNTOLD}})
    yield name, frozenset(values.items())


def _in_all(intent: str, values: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return what "make it fifteen" is in the corpora: they were written before it had an intent of its own."""
    if values.get("change") != "in_all":
        return intent, dict(values)
    return "SetMinutesIntent", {name: value for name, value in values.items() if name != "change"}


def one(intent: str) -> str:
    """Return the one intent for several that are answered alike."""
    return LEAVING[0] if intent in LEAVING else intent


def read(name: str) -> list[Utterance]:
    """Return the utterances of a corpus."""
    rows = parse((CORPORA / f"{name}.yaml").read_text("utf-8"), f"{name}.yaml")
    return [
        Utterance(
            row["say"],
            row["intent"],
            row.get("slots", {}),
            row.get("kind", ""),
            tuple(row.get("or", ())),
            tuple((each["intent"], each.get("slots", {})) for each in row.get("also", ())),
        )
        for row in rows
    ]


def judged(utterance: Utterance, understanding: Understanding) -> How:
    """Return how an utterance is understood; what is meant for nobody is exact if it is left alone."""
    heard = understanding.understand(utterance.say)
    if heard is None:
        return "missed" if utterance.meant else "exact"
    slots = {name: slot.id or slot.value for name, slot in heard.slots.items()}
    found = utterance.judged(heard.intent, slots)
    return heard.how if found == "nearest" else found
