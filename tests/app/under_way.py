"""What was under way before plans had a fingerprint, and where it is to be taken up.

tests/fixtures/places-1.json holds ten places, written by the code before (commit 4ab3f87) through its own handlers, app
and store: sessions under way from the moment NOW on, each

- `speaking`: the session attributes of the chunk that begins at the place, and a moment before its end; a night and an
  ending have none, as nothing is asked after them and the Alexa session closes
- `asked`: the attributes of the chunk before, and a moment at which its question about the place is open; where no
  chunk ends before the place, the session stands there, and "shall we go on?" is open
- `record`: the item with the place kept as that chunk began; a night was never kept, so its is as a pause would be
- `played`: the token and offset of a device that played it from its beginning and was stopped in the middle of the
  place, and the record after that; of an ending and of a night, nothing was kept

A later plan may have other cycles of a group, so by day the nearest cycle will do; at night a cycle is a pass.
"""

import json
from typing import Any

import pytest

from skill.app.app import App
from skill.content.content import Content
from skill.handlers.naming import in_minutes, place_name
from skill.handlers.request import Request
from skill.handlers.turn import Turn
from skill.practice.place import OPENING, Place
from skill.practice.position import Position
from skill.store.memory_store import MemoryStore
from skill.store.port import Listener
from tests.conftest import ROOT

PLACES: list[dict[str, Any]] = json.loads((ROOT / "tests/fixtures/places-1.json").read_text("utf-8"))["places"]
USER = Listener("user")
SPEAKING = [each for each in PLACES if "speaking" in each]
each_place = pytest.mark.parametrize("under_way", PLACES, ids=[each["name"] for each in PLACES])
each_day = pytest.mark.parametrize(
    "under_way", [each for each in PLACES if "night" not in each["name"]], ids=lambda each: each["name"]
)
"""A night is never asked about: a pause closes it, and some hours later it is over."""
A_WHILE = 300
"""Seconds."""


def skill(content: Content, record: dict[str, Any] | None = None) -> App:
    store = MemoryStore(clock=lambda: 0.0)
    store.items = {USER: record} if record else {}
    return App(content, store)


def said(now: int, intent: str, attributes: dict[str, Any] | None = None) -> Request:
    return Request(
        kind="IntentRequest",
        now=now,
        intent=intent,
        listener=USER,
        is_new=attributes is None,
        attributes=attributes or {},
    )


def is_there(position: Position | None, under_way: dict[str, Any]) -> bool:
    """Whether a position is a place of the fixture, in its cycle or, by day, the nearest that there is."""
    place = Place.from_wire(under_way["place"])
    assert position
    reached = position.place
    same_cycle = reached.cycle == place.cycle or (not position.plan.bedtime and not _has(position, place))
    return (reached.group, reached.side) == (place.group, place.side) and same_cycle


def _has(position: Position, place: Place) -> bool:
    wanted = (place.group, place.side, place.cycle)
    return wanted in [(each.place.group, each.place.side, each.place.cycle) for each in position.plan.segments]


def says_what_is_left(turn: Turn, position: Position, before: str) -> bool:
    """Whether the words before a place name it, and how much is left by the plan of now; an opening does itself."""
    minutes = in_minutes(turn, position.seconds_left)
    whole = f"You're at {place_name(turn, position.place)}, with about {minutes} left."
    return position.place.group == OPENING or before == whole
