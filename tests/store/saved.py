"""What the tests of the stores' contract save, and how they look it up."""

from typing import Any

from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.routine import Manner
from skill.practice.spec import Pace, Spec
from skill.store.port import Listener
from tests.store.backends import START, Backend

NOW = START
ONCE: dict[str, Any] = {"sessions": 1, "finished": {Manner.TENSE: 1}}
SHOULDERS = Bookmark(spec=Spec("standard", 10, pace=Pace.SLOW), place=Place("shoulders"), at=NOW)
NECK = Bookmark(spec=Spec("quick", 5, skipped=frozenset({"feet/left"})), place=Place("neck"), at=NOW + 60)


def kept(backend: Backend, listener: Listener) -> Bookmark | None:
    memory = backend.store.load(listener)
    return memory.bookmark if memory else None
