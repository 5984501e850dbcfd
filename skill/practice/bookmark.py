"""A bookmark: a session with its place, since when and until when; kept, under way, or playing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from skill.practice.place import Place
from skill.practice.plan import Plan
from skill.practice.position import Position
from skill.practice.spec import Spec, whole_number

MILLISECONDS = 1000
ANSWERING = 15
"""Seconds before the end of what is said, in its last quiet: from there on "yes" answers the question after it.

A voice may be that much ahead of its plan, and nobody is to hear a group again for it.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark:
    """Where a session is. Moments are in epoch seconds.

    Seconds count within the plan that they were counted in. Where another library makes the plan now (see `made_by`),
    none does, and the listener is taken up at the place that is named: at `place` if what was being said from there was
    broken off, at `upto` once it had ended, as then `upto` is what was asked for. Whether it had ended, `until` still
    tells: it is about words that were on their way already, whatever would be said instead of them now. So nobody is
    moved past a group unheard, nor back behind one that they were asked to go on to; and what closes by itself is over
    when it has been spoken.
    """

    spec: Spec
    place: Place
    """Where the voice was at the moment `at`; where the session stands, if nothing is being said."""
    at: float
    until: float = 0.0
    """When what is being said from there will have ended; 0 if nothing is."""
    upto: Place | None = None
    """Where the session goes on after that; None leaves it at its place."""
    fresh: bool = False
    """Whether the group at the place, with nothing being said, has not been begun yet."""
    entered: Place | None = None
    """Where the listener came in, by resuming or by going there: from there on each caution is given again; None for a
    session that is guided from its beginning."""
    closes: bool = False
    """What is being said is the last and closes by itself: after `until` the session is finished."""
    started_at: int = 0
    """When this run of the session was begun or taken up: a place kept by an older run never replaces it."""
    made_by: str = ""
    """The fingerprint of the library that made the plan in which the listener was guided here; empty where that is not
    known, as in all that was written before there were any."""

    @property
    def is_spoken(self) -> bool:
        """Whether something was being said that has a place behind it."""
        return self.upto is not None

    @property
    def seconds(self) -> float:
        """How long what is being said takes, in seconds; 0 if nothing is."""
        return self.until - self.at if self.until else 0.0

    def breaks_off(self, now: float) -> bool:
        """Whether what is said now breaks off what was being said, instead of answering the question after it."""
        return self.is_spoken and now < self.until - ANSWERING

    def is_over(self, now: float) -> bool:
        """Whether the last of the session has been said: a question after it is no part of it."""
        return self.closes and self.until > 0 and now >= self.until - ANSWERING

    def at_border(self, now: float) -> bool:
        """Whether the group that comes next has not been begun: what was said has ended there."""
        return now >= self.until if self.is_spoken else self.fresh

    def position(self, plan: Callable[[Spec], Plan], now: float, made_by: str) -> Position:
        """Return where the voice has come to by now; `plan` makes the timeline of a spec, and what it raises passes.

        `made_by` is the fingerprint of what makes it. With another one the voice has come to no place between the two
        that are named.
        """
        position = Position.at(plan(self.spec), self.place)
        if now < self.until:
            return position.heard(now - self.at) if made_by == self.made_by else position
        return Position.at(position.plan, self.upto) if self.upto else position

    def onward(self, plan: Callable[[Spec], Plan]) -> Position:
        """Return where what comes next begins, whatever the clock says."""
        return Position.at(plan(self.spec), self.upto or self.place)

    def to_keep(self) -> "Bookmark":
        """Return it as it is remembered: in whole seconds; once its time is over it has been heard, told or not."""
        return replace(self, at=round(self.at), until=round(self.until), fresh=False, entered=None)

    def to_wire(self) -> dict[str, Any]:
        """Return plain JSON values, without what says nothing; from_wire reads them back."""
        wire: dict[str, Any] = {
            "spec": self.spec.to_wire(),
            "place": self.place.to_wire(),
            "at": _milliseconds(self.at),
            "until": _milliseconds(self.until),
            "upto": self.upto and self.upto.to_wire(),
            "fresh": self.fresh,
            "entered": self.entered and self.entered.to_wire(),
            "closes": self.closes,
            "started_at": self.started_at,
            "made_by": self.made_by,
        }
        return {name: value for name, value in wire.items() if value or name == "at"}

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "Bookmark":
        """Read what to_wire wrote; raises KeyError, TypeError, ValueError or OverflowError on anything else."""
        return cls(
            spec=Spec.from_wire(wire["spec"]),
            place=Place.from_wire(wire["place"]),
            at=_seconds(wire["at"]),
            until=_seconds(wire.get("until", 0)),
            upto=Place.from_wire(wire["upto"]) if wire.get("upto") else None,
            fresh=wire.get("fresh") is True,
            entered=Place.from_wire(wire["entered"]) if wire.get("entered") else None,
            closes=wire.get("closes") is True,
            started_at=whole_number(wire.get("started_at", 0)),
            made_by=str(wire.get("made_by", "")),
        )


def _milliseconds(seconds: float) -> int:
    return round(seconds * MILLISECONDS)


def _seconds(milliseconds: Any) -> float:
    return whole_number(milliseconds) / MILLISECONDS
