"""Turns, made by hand."""

from random import Random
from typing import Any

from skill.content.content import Content
from skill.handlers.request import Request
from skill.handlers.turn import State, Turn
from skill.practice.bookmark import Bookmark
from skill.practice.position import Position
from skill.store.port import Memory
from tests.strategies import library

NOW = 1_790_000_000


def turn(content: Content, *, slots: dict[str, str] | None = None, memory: Memory | None = None, **state: Any) -> Turn:
    """Return a turn of somebody welcomed, with the state that the turn before left open."""
    request = Request(kind="IntentRequest", now=NOW, slots=slots or {})
    known = memory or Memory(welcomed=True)
    return Turn(request=request, content=content, memory=known, state=State(**state), random=Random(7))


def standing_at(position: Position, at: float) -> Bookmark:
    """Return the bookmark of a session that stands at its place, as today's content made it."""
    return Bookmark(spec=position.plan.spec, place=position.place, at=at, made_by=library().made_by)
