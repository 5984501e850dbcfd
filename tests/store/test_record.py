"""The record keeps every field, survives whatever it finds, and names each attribute once."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.practice.place import Place
from skill.practice.preferences import Preferences
from skill.practice.spec import Spec
from skill.store import attribute_value, record
from skill.store.edit import Guard, Part, applied, fitting
from skill.store.port import Changes, Kept, Memory
from skill.store.update import update
from tests.store import strategies

NOW = 1_800_000_000
KEPT = Kept(Spec("standard", 10), Place("shoulders"), at=NOW)
FULL = Changes({"minutes": 12, "pace": None}, kept=KEPT, run=NOW, finished=True, welcomed=True)


def written(changes: Changes, item: dict[str, Any] | None = None) -> dict[str, Any]:
    before = item or {}
    return applied(fitting(record.edit(changes, NOW), before), before)


@settings(deadline=None)
@given(strategies.preferences, st.none() | strategies.kept, st.booleans(), st.booleans())
def test_every_field_comes_back(preferences: Preferences, kept: Kept | None, finished: bool, welcomed: bool) -> None:
    wishes = {field.name: getattr(preferences, field.name) for field in fields(Preferences)}
    item = written(Changes(wishes, kept=kept, finished=finished, welcomed=welcomed))
    expected = Memory(preferences, kept, int(finished), NOW if finished else None, welcomed)
    assert record.read(item) == expected
    assert record.read(attribute_value.decode_item(attribute_value.encode_item(item))) == expected


def test_a_full_record_uses_each_attribute_and_no_other() -> None:
    names = {value for name, value in vars(record).items() if name.isupper() and isinstance(value, str)}
    keys_and_prefix = {record.USER, record.PERSON, record.WISH}
    assert set(written(FULL)) == names - keys_and_prefix | {"wish_minutes"}
    assert set(record.KEPT) | {record.KEPT_RUN} == {name for name in names if name.startswith("kept_")}


def test_every_field_of_a_kept_place_is_written() -> None:
    assert {f"kept_{field.name}" for field in fields(Kept)} == set(record.KEPT)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(written(FULL))), strategies.plain))
def test_whatever_is_stored_can_be_read_and_written_over(broken: dict[str, Any]) -> None:
    item = written(FULL) | broken
    record.remembered(item, item)
    record.expired(item, NOW)
    assert written(Changes(welcomed=True, finished=True), item)[record.WELCOMED] is True


@pytest.mark.parametrize("name", sorted(set(record.KEPT) - {record.KEPT_CLOSES}))
def test_a_broken_place_leaves_the_rest(name: str) -> None:
    item = written(FULL)
    assert record.read(item | {name: {"no": "such thing"}}) == replace(record.read(item), kept=None)


def test_a_broken_wish_leaves_the_others() -> None:
    item = written(Changes({"minutes": 12, "pace": "slow"})) | {"wish_pace": "gallop"}
    assert record.read(item).preferences == Preferences(minutes=12)


def test_a_broken_count_begins_anew() -> None:
    item = {record.SESSIONS: "three", record.LAST: "yesterday"}
    assert record.read(item) == Memory()
    assert record.read(written(Changes(finished=True), item)) == Memory(sessions=1, last=NOW)


def test_a_wish_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        record.edit(Changes({"tempo": "slow"}), NOW)


def test_a_place_and_the_forgetting_of_another_is_the_new_place() -> None:
    assert record.read(written(Changes(kept=KEPT, forget_kept=True))).kept == KEPT


@pytest.mark.parametrize(
    ("plain", "stored"),
    [
        (7, {"N": "7"}),
        (True, {"BOOL": True}),
        (None, {"NULL": True}),
        ("ß", {"S": "ß"}),
        (["a", 1], {"L": [{"S": "a"}, {"N": "1"}]}),
        ({"a": []}, {"M": {"a": {"L": []}}}),
    ],
)
def test_values_are_noted_as_dynamodb_does(plain: Any, stored: dict[str, Any]) -> None:
    assert attribute_value.encode(plain) == stored
    assert attribute_value.decode(stored) == plain


@pytest.mark.parametrize("value", [1.5, {1, 2}, b"x", ("a",)])
def test_what_has_no_place_in_a_record_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        attribute_value.encode(value)


@pytest.mark.parametrize("value", [{"N": "1.5"}, {"SS": ["a"]}, {"B": b"x"}, {}])
def test_what_newer_code_stored_in_another_kind_reads_as_nothing(value: dict[str, Any]) -> None:
    assert attribute_value.decode(value) is None


def test_an_update_names_only_what_changes() -> None:
    edit = (Part(put={"a": 1}, remove=("b",), count="c", guard=Guard("d", 5)),)
    assert update(edit) == {
        "UpdateExpression": "SET #a = :a REMOVE #b ADD #c :one",
        "ConditionExpression": "(NOT attribute_type(#d, :number) OR #d <= :d_most)"
        " AND (attribute_not_exists(#c) OR attribute_type(#c, :number))",
        "ExpressionAttributeNames": {"#a": "a", "#b": "b", "#c": "c", "#d": "d"},
        "ExpressionAttributeValues": {
            ":a": {"N": "1"},
            ":one": {"N": "1"},
            ":number": {"S": "N"},
            ":d_most": {"N": "5"},
        },
    }
