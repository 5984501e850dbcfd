"""Session attributes: one typed, versioned value; what cannot be read counts as nothing, and never breaks a turn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from skill.handlers.turn import Question, State, Urgency
from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.spec import Spec, whole_number
from skill.store import record
from skill.store.port import HOUSEHOLD, Memory

VERSION = 2

PERSON, MEMORY, PROGRESS, QUESTION, OFFER = "person", "memory", "progress", "question", "offer"
AREA_IN_QUESTION, FALLBACKS_IN_A_ROW = "area_in_question", "fallbacks_in_a_row"
HELP_TOLD = "help_told"
URGENCY, TROUBLED, BEGAN, SAFETY_UNTIL = "urgency", "troubled", "began", "safety_until"
UNREAD, BY_TOKEN = "unread", "by_token"


@dataclass(frozen=True, kw_only=True)
class Attributes:
    """What one turn hands to the next through Alexa."""

    person: str = field(default=HOUSEHOLD, repr=False)
    """Who is speaking, settled when the session began."""
    by_token: bool = False
    """Who it is, only the token of what played has told."""
    memory: Memory = field(default_factory=Memory)
    memory_known: bool = True
    """Whether memory could be read when the session began."""
    state: State = field(default_factory=State)
    began: int = 0
    """When the Alexa session began, in epoch seconds; 0 where older code began it."""

    def to_wire(self) -> dict[str, Any]:
        """Return plain JSON values; from_wire reads them back."""
        state = self.state
        wire: dict[str, Any] = {
            "version": VERSION,
            PERSON: self.person,
            MEMORY: record.item(self.memory),
            AREA_IN_QUESTION: state.area_in_question,
            FALLBACKS_IN_A_ROW: state.fallbacks_in_a_row,
            BEGAN: self.began,
        }
        if not self.memory_known:
            wire[UNREAD] = True
        if self.by_token:
            wire[BY_TOKEN] = True
        if state.progress:
            wire[PROGRESS] = state.progress.to_wire()
        if state.question:
            wire[QUESTION] = state.question.value
        if state.offer:
            wire[OFFER] = state.offer.to_wire()
        if state.help_told:
            wire[HELP_TOLD] = state.help_told
        if state.safety_until:
            wire[SAFETY_UNTIL] = state.safety_until
        if state.troubled:
            wire[TROUBLED] = state.troubled
        if state.urgency:
            wire[URGENCY] = state.urgency.value
        return wire

    @classmethod
    def from_wire(cls, wire: Any) -> "Attributes | None":
        """Read what to_wire wrote, or version 1 did; None for anything else, such as a later version's attributes."""
        readers = {VERSION: _read, 1: _read_version_1}
        try:
            state = readers[wire["version"]](wire)
            began = whole_number(wire.get(BEGAN, 0))
            return cls(
                person=str(wire[PERSON]),
                by_token=BY_TOKEN in wire,
                memory=record.read(wire[MEMORY]),
                memory_known=UNREAD not in wire,
                state=state,
                began=began,
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            return None


def _read(wire: Mapping[str, Any]) -> State:
    return State(
        question=Question(wire[QUESTION]) if QUESTION in wire else None,
        offer=Spec.from_wire(wire[OFFER]) if OFFER in wire else None,
        area_in_question=str(wire[AREA_IN_QUESTION]),
        urgency=Urgency(wire[URGENCY]) if URGENCY in wire else None,
        progress=Bookmark.from_wire(wire[PROGRESS]) if PROGRESS in wire else None,
        fallbacks_in_a_row=whole_number(wire[FALLBACKS_IN_A_ROW]),
        help_told=whole_number(wire.get(HELP_TOLD, 0)),
        safety_until=_moment(wire.get(SAFETY_UNTIL, 0.0)),
        troubled=whole_number(wire.get(TROUBLED, 0)),
    )


def _moment(value: Any) -> float:
    if not isfinite(moment := float(value)):
        raise ValueError("no moment")
    return moment


def _read_version_1(wire: Mapping[str, Any]) -> State:
    return State(
        question=Question(wire["question"]) if "question" in wire else None,
        offer=Spec.from_wire(wire["offer"]) if "offer" in wire else None,
        area_in_question=str(wire.get("about", "")),
        progress=_progress_of_version_1(wire["underway"]) if "underway" in wire else None,
        fallbacks_in_a_row=whole_number(wire.get("misses", 0)),
    )


def _progress_of_version_1(wire: Mapping[str, Any]) -> Bookmark:
    at, seconds = _moment(wire["at"]), _moment(wire["seconds"])
    upto = Place.from_wire(wire["upto"]) if wire.get("upto") else None
    return Bookmark(
        spec=Spec.from_wire(wire["spec"]),
        place=Place.from_wire(wire["place"]),
        at=at,
        until=at + seconds if upto else 0.0,
        upto=upto,
        fresh=wire.get("fresh") is True,
        started_at=whole_number(wire["run"]),
    )
