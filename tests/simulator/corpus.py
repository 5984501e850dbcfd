"""A corpus of utterances, each with what is meant by it, and how well that is understood."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from skill.content.yaml_file import parse
from skill.simulator.understanding import Understanding

CORPORA = Path(__file__).parents[1] / "corpora"
NOBODY = "none"
"""Instead of an intent: must not be taken for anything."""
PARTED = {"blind": {"AlwaysSkipIntent": "MissingIntent"}}
"""By corpus and intent, another that has taken some of its sentences since the corpus was written, and is as right."""
HOW = ("exact", "nearest", "wrong", "missed")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What is said, and what is meant by it."""

    say: str
    intent: str
    slots: Mapping[str, str]
    """By name, the ids of their values; of a number, its digits."""
    parted: str = ""
    """An intent that is as right; empty for none."""

    @property
    def meant(self) -> bool:
        """Whether it is meant for the skill."""
        return self.intent != NOBODY


def read(name: str) -> list[Utterance]:
    """Return the utterances of a corpus."""
    rows = parse((CORPORA / f"{name}.yaml").read_text("utf-8"), f"{name}.yaml")
    parted = PARTED.get(name, {})
    return [Utterance(row["say"], row["intent"], row.get("slots", {}), parted.get(row["intent"], "")) for row in rows]


def judged(utterance: Utterance, understanding: Understanding) -> Literal["exact", "nearest", "wrong", "missed"]:
    """Return how an utterance is understood; what is meant for nobody is exact if it is left alone."""
    heard = understanding.understand(utterance.say)
    if heard is None:
        return "missed" if utterance.meant else "exact"
    slots = {name: slot.id or slot.value for name, slot in heard.slots.items()}
    right = heard.intent in (utterance.intent, utterance.parted) and slots == utterance.slots
    return heard.how if right else "wrong"
