from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.app.state import VERSION, Attributes
from skill.handlers.turn import Question, State, Urgency
from skill.practice.bookmark import Bookmark
from skill.store.port import Memory
from tests.store.strategies import bookmarks, memories, specs

states = st.builds(
    State,
    question=st.none() | st.sampled_from(Question),
    offer=st.none() | specs,
    area_in_question=st.text(),
    urgency=st.none() | st.sampled_from(Urgency),
    progress=st.none() | bookmarks,
    fallbacks_in_a_row=st.integers(0, 9),
    help_told=st.integers(0, 9),
    safety_until=st.floats(0, 4e9),
    troubled=st.integers(0, 9),
)
attributes = st.builds(Attributes, person=st.text(min_size=1), memory=memories, state=states, began=st.integers(0, 9))


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


@pytest.mark.parametrize("wire", [None, [], {}, {"version": VERSION + 1}, {"step": 3}, "text", {"version": []}])
def test_other_attributes_count_as_none(wire: object) -> None:
    assert Attributes.from_wire(wire) is None


@pytest.mark.parametrize("value", [Memory, Bookmark, State])
def test_the_strategies_fill_every_field(value: type) -> None:
    strategy = {Memory: memories, Bookmark: bookmarks, State: states}[value]
    text = repr(strategy)
    assert [field.name for field in fields(value) if f"{field.name}=" not in text] == []
