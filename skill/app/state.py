"""Session attributes: one typed, versioned value; what cannot be read counts as nothing, and never breaks a turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from skill.handlers.turn import Question, Underway
from skill.practice.place import Place
from skill.practice.spec import Spec, whole_number
from skill.store import record
from skill.store.port import HOUSEHOLD, Memory

VERSION = 1

PERSON, MEMORY, UNDERWAY, QUESTION, OFFER = "person", "memory", "underway", "question", "offer"
ABOUT, MISSES = "about", "misses"


@dataclass(frozen=True)
class Attributes:
    """What one turn hands to the next through Alexa."""

    person: str = field(default=HOUSEHOLD, repr=False)
    """Who is speaking, settled when the session began."""
    memory: Memory = field(default_factory=Memory)
    underway: Underway | None = None
    question: Question | None = None
    offer: Spec | None = None
    about: str = ""
    """The area that the open question is about."""
    misses: int = 0
    """How many turns in a row were not understood."""

    def to_wire(self) -> dict[str, Any]:
        """Return plain JSON values; from_wire reads them back."""
        wire: dict[str, Any] = {
            "version": VERSION,
            PERSON: self.person,
            MEMORY: record.item(self.memory),
            ABOUT: self.about,
            MISSES: self.misses,
        }
        if self.underway:
            wire[UNDERWAY] = _underway_to_wire(self.underway)
        if self.question:
            wire[QUESTION] = self.question.value
        if self.offer:
            wire[OFFER] = self.offer.to_wire()
        return wire

    @classmethod
    def from_wire(cls, wire: Any) -> "Attributes | None":
        """Read what to_wire wrote; None for anything else, such as another version's attributes."""
        if not isinstance(wire, Mapping) or wire.get("version") != VERSION:
            return None
        try:
            return cls(
                person=str(wire[PERSON]),
                memory=record.read(wire[MEMORY]),
                underway=_underway_from_wire(wire[UNDERWAY]) if UNDERWAY in wire else None,
                question=Question(wire[QUESTION]) if QUESTION in wire else None,
                about=str(wire[ABOUT]),
                misses=whole_number(wire[MISSES]),
                offer=Spec.from_wire(wire[OFFER]) if OFFER in wire else None,
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            return None


def _underway_to_wire(underway: Underway) -> dict[str, Any]:
    return {
        "spec": underway.spec.to_wire(),
        "place": underway.place.to_wire(),
        "at": underway.at,
        "seconds": underway.seconds,
        "upto": underway.upto and underway.upto.to_wire(),
        "fresh": underway.fresh,
        "run": underway.run,
    }


def _underway_from_wire(wire: Mapping[str, Any]) -> Underway:
    at, seconds = float(wire["at"]), float(wire["seconds"])
    if not (isfinite(at) and isfinite(seconds)):
        raise ValueError("no moment")
    return Underway(
        spec=Spec.from_wire(wire["spec"]),
        place=Place.from_wire(wire["place"]),
        at=at,
        seconds=seconds,
        upto=Place.from_wire(wire["upto"]) if wire["upto"] else None,
        fresh=wire["fresh"] is True,
        run=whole_number(wire["run"]),
    )
