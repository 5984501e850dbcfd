"""Every shape that was ever written is read as the code read it that wrote it; and no release breaks the one before.

tests/fixtures/written-2026-11.json has, from each commit that changed a shape, what its own code wrote in a talk, and
how it read that back. A line of it is never edited; a changed shape adds one.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.app.state import Attributes
from skill.audio.token import Token
from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.routine import Manner
from skill.practice.spec import Spec
from skill.store import record
from skill.store.edit import applied
from skill.store.port import Changes, Memory
from tests.conftest import ROOT

WRITTEN: dict[str, list[list[Any]]] = json.loads((ROOT / "tests/fixtures/written-2026-11.json").read_text("utf-8"))
NOW = 1_800_000_000
PLACE = Bookmark(spec=Spec("standard", 10, skipped=frozenset({"neck"})), place=Place("chest"), at=NOW, until=NOW + 60.0)
EVERYTHING = (
    Changes(welcomed=True, hands_free_offered=True, begins=True, begun=True, quiet_until=NOW),
    Changes(bookmark=PLACE, started_at=NOW),
    Changes(preferences={"minutes": 9, "skipped": {"neck": True, "jaw": False}}),
    Changes(finished=Manner.TENSE, done=PLACE.spec),
)
"""Changes that write every kind of attribute."""


def each(kind: str) -> pytest.MarkDecorator:
    rows = [pytest.param(wire, meant, id=f"{order}-{by}") for order, (by, wire, meant) in enumerate(WRITTEN[kind])]
    return pytest.mark.parametrize(("wire", "meant"), rows)


def told(memory: Memory) -> dict[str, Any]:
    """Return a memory as the fixtures tell it."""
    kept = memory.bookmark
    return {
        "preferences": memory.preferences.to_wire(),
        "kept": kept and {"spec": kept.spec.to_wire(), "place": kept.place.to_wire(), "at": int(kept.at)},
        "sessions": memory.sessions,
        "last": memory.last,
        "welcomed": memory.welcomed,
    }


@pytest.mark.promise("old-records")
@each("records")
def test_a_record_is_read_as_it_was_meant(wire: dict[str, Any], meant: dict[str, Any]) -> None:
    assert told(record.read(wire)) == meant


@each("attributes")
def test_session_attributes_are_read_as_they_were_meant(wire: dict[str, Any], meant: dict[str, Any]) -> None:
    read = Attributes.from_wire(wire)
    assert read
    assert {"person": read.person, "memory": told(read.memory)} == meant


@each("tokens")
def test_a_token_is_read_as_it_was_meant(wire: str, meant: dict[str, Any]) -> None:
    token = Token.from_wire(wire)
    assert token.stream.to_wire() == meant["stream"]
    assert (token.person, token.started_at, token.counted) == (meant["person"], meant["started_at"], meant["counted"])
    assert token.start == pytest.approx(meant["start"], abs=0.001)


def written_today() -> dict[str, Any]:
    item: dict[str, Any] = {}
    for changes in EVERYTHING:
        item = applied(record.edit(changes, NOW), item)
    return item


def kinds(wire: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each field with the kind of its value: what is kept of nothing has none, a number is a number."""
    for name, value in wire.items():
        where = f"{path}/{name}" if not name.startswith(("area_", "at_area_")) else f"{path}/{name.partition('/')[0]}"
        if isinstance(value, Mapping):
            yield from kinds(value, where)
        elif value is not None:
            yield where, "number" if type(value) in (int, float) else type(value).__name__


def test_no_field_of_a_record_has_another_kind_than_it_ever_had() -> None:
    ever: dict[str, str] = {}
    for wire in (*(wire for _, wire, _ in WRITTEN["records"]), written_today()):
        for field, kind in kinds(wire):
            assert ever.setdefault(field, kind) == kind, field
    assert {"/wish_pace", "/bookmark/spec/routine", "/done/minutes", "/area_skipped"} <= ever.keys()


def test_no_field_of_session_attributes_has_another_kind_in_the_same_version() -> None:
    ever: dict[tuple[int, str], str] = {}
    for _, wire, _ in WRITTEN["attributes"]:
        for field, kind in kinds(wire):
            assert ever.setdefault((wire["version"], field), kind) == kind, field


UNKNOWN = st.dictionaries(st.from_regex("later_[a-z]{1,8}", fullmatch=True), st.integers() | st.text() | st.none())


@pytest.mark.promise("going-back")
@given(UNKNOWN, UNKNOWN)
def test_a_record_of_a_later_release_is_read_without_what_is_not_known(
    top: dict[str, Any], within: dict[str, Any]
) -> None:
    """So does this release treat a later one's, and so will the later one find its predecessor to have done."""
    item = written_today()
    later = {**top, **item, "bookmark": {**within, **item["bookmark"]}, "version": item["version"] + 1}
    later["bookmark"]["spec"] = {**within, **item["bookmark"]["spec"]}
    assert record.read(later) == record.read(item)


@pytest.mark.parametrize("wire", [pytest.param(wire, id=by) for by, wire, _ in WRITTEN["attributes"]])
def test_session_attributes_with_what_is_not_known_are_read_without_it(wire: dict[str, Any]) -> None:
    assert Attributes.from_wire({**wire, "later": 1, "memory": {**wire["memory"], "later": "x"}}) == (
        Attributes.from_wire(wire)
    )


def test_what_this_release_writes_over_a_record_of_an_earlier_one_leaves_it_whole() -> None:
    for _, wire, _ in WRITTEN["records"]:
        after = applied(record.edit(Changes(welcomed=True), NOW), wire)
        assert {name: value for name, value in after.items() if name not in ("expires", "version", "welcomed")} == {
            name: value for name, value in wire.items() if name not in ("expires", "version", "welcomed")
        }
        assert told(record.read(after)) == told(record.read(wire)) | {"welcomed": True}
