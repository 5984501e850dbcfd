"""Turns, made by hand."""

from random import Random
from typing import Any

from skill.content.content import Content
from skill.handlers.request import Request
from skill.handlers.turn import State, Turn
from skill.store.port import Memory

NOW = 1_790_000_000


def turn(content: Content, *, slots: dict[str, str] | None = None, memory: Memory | None = None, **state: Any) -> Turn:
    """Return a turn of somebody welcomed, with the state that the turn before left open."""
    request = Request(kind="IntentRequest", now=NOW, slots=slots or {})
    known = memory or Memory(welcomed=True)
    return Turn(request=request, content=content, memory=known, state=State(**state), random=Random(7))
