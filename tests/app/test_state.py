from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.app.state import VERSION, Attributes
from skill.handlers.turn import Question, Underway
from skill.store.port import Memory
from tests.store.strategies import kept, places, preferences, specs

times = st.integers(0, 4_000_000_000)
memories = st.builds(Memory, preferences, st.none() | kept, st.integers(0, 9999), st.none() | times, st.booleans())
underways = st.builds(
    Underway,
    spec=specs,
    place=places,
    at=st.floats(0, 4e9),
    seconds=st.floats(0, 3000),
    upto=st.none() | places,
    fresh=st.booleans(),
    run=times,
)
attributes = st.builds(
    Attributes,
    person=st.text(min_size=1),
    memory=memories,
    underway=st.none() | underways,
    question=st.none() | st.sampled_from(Question),
    offer=st.none() | specs,
    about=st.text(),
    misses=st.integers(0, 9),
)


@given(attributes)
def test_what_one_turn_hands_over_the_next_one_reads(value: Attributes) -> None:
    assert Attributes.from_wire(value.to_wire()) == value


@given(attributes, st.data())
def test_a_part_that_is_missing_or_of_another_kind_is_no_fault(value: Attributes, data: st.DataObject) -> None:
    wire = value.to_wire()
    key = data.draw(st.sampled_from(sorted(wire)))
    wire[key] = data.draw(st.sampled_from([None, 7, "x", [], {}, [[]]]))
    read = Attributes.from_wire(wire)
    assert read is None or isinstance(read, Attributes)


@pytest.mark.parametrize("wire", [None, [], {}, {"version": VERSION + 1}, {"step": 3}, "text"])
def test_other_attributes_count_as_none(wire: object) -> None:
    assert Attributes.from_wire(wire) is None


def test_the_strategies_fill_every_field() -> None:
    assert {field.name for field in fields(Memory)} == {"preferences", "kept", "sessions", "last", "welcomed"}
    assert {field.name for field in fields(Underway)} == {"spec", "place", "at", "seconds", "upto", "fresh", "run"}
