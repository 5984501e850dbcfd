"""The record keeps every field, survives whatever it finds, and names each attribute once."""

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.preferences import ABOUT_AREAS, Preferences
from skill.practice.routine import Manner
from skill.practice.spec import Spec
from skill.store import attribute_value, record
from skill.store.edit import Guard, Part, applied, fitting
from skill.store.port import Changes, Memory
from skill.store.update import update
from tests.store import strategies

NOW = 1_800_000_000
ONCE: dict[str, Any] = {"sessions": 1, "finished": {Manner.TENSE: 1}}
KEPT = Bookmark(spec=Spec("standard", 10), place=Place("shoulders"), at=NOW)
FULL = Changes(
    preferences={"minutes": 12, "pace": None, "skipped": {"feet/left": True}},
    bookmark=KEPT,
    started_at=NOW,
    finished=Manner.TENSE,
    done=Spec("quick", 2),
    played=True,
    begun=True,
    quiet_until=NOW,
    welcomed=True,
    hands_free_offered=True,
    begins=True,
)


def written(changes: Changes, item: dict[str, Any] | None = None) -> dict[str, Any]:
    before = item or {}
    return applied(fitting(record.edit(changes, NOW), before), before)


def as_changes(preferences: Preferences) -> dict[str, Any]:
    """Return wishes as changes bring them about."""
    wishes = {each.name: getattr(preferences, each.name) for each in fields(Preferences)}
    return wishes | {kind: dict.fromkeys(wishes[kind] or (), True) for kind in ABOUT_AREAS}


def test_a_record_is_kept_for_a_year_after_it_was_last_written() -> None:
    assert written(Changes(welcomed=True), {"expires": NOW})["expires"] == NOW + 31_536_000


@settings(deadline=None)
@given(strategies.preferences, st.none() | strategies.bookmarks, st.none() | st.sampled_from(Manner), st.booleans())
def test_every_field_comes_back(
    preferences: Preferences, kept: Bookmark | None, finished: Manner | None, welcomed: bool
) -> None:
    item = written(Changes(preferences=as_changes(preferences), bookmark=kept, finished=finished, welcomed=welcomed))
    expected = Memory(
        preferences=preferences,
        bookmark=kept,
        sessions=int(bool(finished)),
        finished={finished: 1} if finished else {},
        last=NOW if finished else None,
        welcomed=welcomed,
    )
    assert record.read(item) == expected
    assert record.read(attribute_value.decode_item(attribute_value.encode_item(item))) == expected


@given(strategies.memories)
def test_what_the_session_attributes_hold_is_read_as_a_record(memory: Memory) -> None:
    assert record.read(record.item(memory)) == memory


def test_a_full_record_uses_each_attribute_and_no_other() -> None:
    names = {value for name, value in vars(record).items() if name.isupper() and isinstance(value, str)}
    apart = {record.USER, record.PERSON, record.WISH, record.AREA, record.FINISHED, record.WISHED_AT, *record.KEPT}
    apart |= {record.TAKEN_BACK_AT}
    wishes = {"wish_minutes", "area_skipped/feet/left"}
    times = {"at_wish_minutes", "at_area_skipped/feet/left", "at_wish_pace"}
    assert set(written(FULL)) == names - apart | wishes | times | {"finished_tense"}


@pytest.mark.parametrize("what", [{"spec"}, {"place"}, {"at"}])
def test_a_bookmark_without_what_it_needs_is_none(what: set[str]) -> None:
    wire = {name: value for name, value in KEPT.to_wire().items() if name not in what}
    assert record.read({record.BOOKMARK: wire}).bookmark is None


def test_a_wish_changes_each_area_by_itself() -> None:
    with pytest.raises(AttributeError):
        record.edit(Changes(preferences={"skipped": ["feet"]}), NOW)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(written(FULL))), strategies.plain))
def test_whatever_is_stored_can_be_read_and_written_over(broken: dict[str, Any]) -> None:
    item = written(FULL) | broken
    record.remembered(item, item)
    record.expired(item, NOW)
    assert written(Changes(welcomed=True, finished=Manner.TENSE), item)[record.WELCOMED] is True


@pytest.mark.parametrize("name", [record.BOOKMARK])
def test_a_broken_place_leaves_the_rest(name: str) -> None:
    item = written(FULL)
    assert record.read(item | {name: {"no": "such thing"}}) == replace(record.read(item), bookmark=None)


def test_a_broken_wish_leaves_the_others() -> None:
    item = written(Changes(preferences={"minutes": 12, "pace": "slow"})) | {"wish_pace": "gallop"}
    assert record.read(item).preferences == Preferences(minutes=12)


def test_a_broken_count_begins_anew() -> None:
    item = {record.SESSIONS: "three", record.LAST: "yesterday"}
    assert record.read(item) == Memory()
    assert record.read(written(Changes(finished=Manner.TENSE), item)) == Memory(**ONCE, last=NOW)


def test_a_wish_nobody_knows_is_a_mistake() -> None:
    with pytest.raises(TypeError):
        record.edit(Changes(preferences={"tempo": "slow"}), NOW)


def test_a_place_and_the_forgetting_of_another_is_the_new_place() -> None:
    assert record.read(written(Changes(bookmark=KEPT, forget_place=True))).bookmark == KEPT


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
    edit = (Part(put={"a": 1}, remove=("b",), count=("c",), guards=(Guard("d", 5),)),)
    assert update(edit) == {
        "UpdateExpression": "SET #0 = :0 REMOVE #1 ADD #2 :0",
        "ConditionExpression": "(NOT attribute_type(#3, :1) OR #3 <= :2)"
        " AND (attribute_not_exists(#2) OR attribute_type(#2, :1))",
        "ExpressionAttributeNames": {"#0": "a", "#1": "b", "#2": "c", "#3": "d"},
        "ExpressionAttributeValues": {":0": {"N": "1"}, ":1": {"S": "N"}, ":2": {"N": "5"}},
    }


@pytest.mark.parametrize("wished", [None, False])
def test_wishes_about_every_area_fit_into_one_expression(wished: bool | None) -> None:
    areas = dict.fromkeys((f"area_number_{number}/left" for number in range(80)), wished)
    written = update(record.edit(Changes(preferences=dict.fromkeys(ABOUT_AREAS, areas)), NOW))
    assert len(written["UpdateExpression"].encode()) < 4096


def test_a_place_that_older_code_kept_since_is_the_place() -> None:
    item = written(Changes(bookmark=KEPT, started_at=NOW))
    older = {
        "spec": Spec("quick", 3).to_wire(),
        "place": Place("hands").to_wire(),
        "at": NOW,
        "until": 0,
        "closes": False,
    }
    kept = record.read(item | {f"kept_{name}": value for name, value in older.items()} | {"kept_run": NOW + 9}).bookmark
    assert kept
    assert kept.place == Place("hands")


def test_a_session_that_older_code_finished_since_is_no_place() -> None:
    item = written(Changes(bookmark=KEPT, started_at=NOW))
    assert record.read(item).bookmark == KEPT
    assert record.read(item | {"kept_run": NOW + 9}).bookmark is None


@pytest.mark.parametrize(("known", "told"), [(False, True), (True, False), (False, False)])
def test_within_a_session_what_was_told_once_stays_told(known: bool, told: bool) -> None:
    before, changes = Memory(welcomed=known, hands_free_offered=known), Changes(welcomed=told, hands_free_offered=told)
    after = before.after(changes, NOW)
    assert after.welcomed is after.hands_free_offered is (known or told)


def test_who_has_begun_another_session_since_keeps_what_is_known_of_them() -> None:
    def item(changes: Changes) -> dict[str, Any]:
        return applied(fitting(record.edit(changes, NOW), {}), {})

    household = item(Changes(bookmark=KEPT, started_at=NOW))
    known = record.remembered(item(Changes(welcomed=True, finished=Manner.TENSE)), household)
    assert known
    assert (known.welcomed, known.bookmark) == (True, None)


@pytest.mark.parametrize(("told", "run"), [({record.STARTED_AT: NOW}, NOW), ({}, 0)])
def test_a_place_kept_by_the_first_code_says_which_run_it_is_of_where_that_is_known(
    told: dict[str, Any], run: int
) -> None:
    kept = {record.KEPT_SPEC: KEPT.spec.to_wire(), record.KEPT_PLACE: KEPT.place.to_wire(), record.KEPT_AT: NOW}
    found = record.read({**kept, record.KEPT_UNTIL: 0, record.KEPT_CLOSES: False, **told}).bookmark
    assert found
    assert found.started_at == run


def test_what_is_kept_of_a_moment_more_than_a_day_ahead_blocks_nothing() -> None:
    everything = Changes(preferences={"skipped": dict.fromkeys(f"area{number}" for number in range(10))})
    edit = (*record.edit(FULL, NOW), *record.edit(everything, NOW))
    guards = [guard for part in edit for guard in part.guards if guard.attribute != record.COUNTED_RUN]
    assert record.TAKEN_BACK_AT in {guard.attribute for guard in guards}
    assert {guard.beyond for guard in guards} - {None} == {NOW + 86_400}


def test_no_attribute_of_the_first_code_outlives_a_place_that_is_forgotten() -> None:
    names = ("kept_spec", "kept_place", "kept_at", "kept_until", "kept_closes")
    item = dict.fromkeys(names, 1)
    edit = record.edit(Changes(forget_place=True, started_at=NOW), NOW)
    assert not applied(fitting(edit, item), item).keys() & set(names)


@pytest.mark.parametrize("name", [record.SESSIONS, record.BEGUN, record.FINISHED + Manner.TENSE])
def test_fewer_than_none_are_none(name: str) -> None:
    assert record.read({name: -(2**70)}) == record.read({})


def test_attributes_are_named_as_in_every_release() -> None:
    """Older and newer code write the same record: a name never changes."""
    assert written(FULL).keys() == {
        *("version", "expires", "since", "welcomed", "hands_free_offered", "quiet_until"),
        *("sessions", "last", "done", "counted_run", "begun", "begun_at", "finished_tense", "bookmark", "kept_run"),
        *("wish_minutes", "at_wish_minutes", "at_wish_pace", "area_skipped/feet/left", "at_area_skipped/feet/left"),
    }
    assert written(FULL)["version"] == 2


def test_a_place_as_version_1_kept_it_goes_with_a_newer_one() -> None:
    old = {"kept_spec": {}, "kept_place": [], "kept_at": 1, "kept_until": 2, "kept_closes": True}
    for changes in (Changes(bookmark=KEPT, started_at=NOW), Changes(forget_place=True, started_at=NOW)):
        assert not written(changes, dict(old)).keys() & old.keys()


@pytest.mark.parametrize(("number", "keeps"), [(8, True), (9, False)])
def test_eight_wishes_at_once_are_each_guarded_and_more_are_not(number: int, keeps: bool) -> None:
    wishes = {"skipped": {f"area{order}": True for order in range(number)}}
    newer = {"area_skipped/area0": False, "at_area_skipped/area0": NOW + 60}
    assert written(Changes(preferences=wishes), newer)["area_skipped/area0"] is not keeps


@pytest.mark.parametrize(("before", "begun"), [(NOW - 1, 2), (NOW, 1), (NOW + 1, 1)])
def test_a_session_begun_is_counted_once_however_often_it_is_written(before: int, begun: int) -> None:
    assert written(Changes(begun=True), {"begun": 1, "begun_at": before})["begun"] == begun


def test_what_is_known_makes_an_item_as_it_is_written() -> None:
    known = Memory(preferences=Preferences(skipped=frozenset({"feet"})))
    assert record.item(known)["area_skipped/feet"] is True
