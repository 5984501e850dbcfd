"""A corpus of utterances, each with what is meant by it, and how well that is understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from skill.content.yaml_file import parse
from skill.handlers.meanings import meant
from skill.simulator.understanding import Understanding

CORPORA = Path(__file__).parents[1] / "corpora"
NOBODY = "none"
"""Instead of an intent: must not be taken for anything."""
LEAVING = ("AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent")
"""They are answered alike, and count as one."""
HARMFUL = frozenset(("AMAZON.YesIntent", "AMAZON.ResumeIntent", "StartIntent", "AMAZON.StopIntent", "DeleteDataIntent"))
"""Intents that do harm where something else was meant."""
UNTOLD = frozenset(("condition",))
"""Slots that the corpora don't tell: only what is said of a condition depends on them."""
HOW = ("exact", "nearest", "wrong", "missed")
How = Literal["exact", "nearest", "wrong", "missed"]


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

    @property
    def meant(self) -> bool:
        """Whether it is meant for the skill."""
        return self.intent != NOBODY

    def judged(self, intent: str, slots: Mapping[str, str]) -> Literal["nearest", "wrong"]:
        """Return whether an intent with slots is what is meant."""
        known = [meant(each, self.slots) for each in (self.intent, *self.others)]
        heard, values = meant(intent, slots)
        told = one(heard), {name: value for name, value in values.items() if name not in UNTOLD}
        return "nearest" if _in_all(*told) in [_in_all(one(each), values) for each, values in known] else "wrong"


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
        Utterance(row["say"], row["intent"], row.get("slots", {}), row.get("kind", ""), tuple(row.get("or", ())))
        for row in rows
    ]


def judged(utterance: Utterance, understanding: Understanding) -> How:
    """Return how an utterance is understood; what is meant for nobody is exact if it is left alone."""
    heard = understanding.understand(utterance.say)
    if heard is None:
        return "missed" if utterance.meant else "exact"
    slots = {name: slot.id or slot.value for name, slot in heard.slots.items()}
    return heard.how if utterance.judged(heard.intent, slots) == "nearest" else "wrong"
