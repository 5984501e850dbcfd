"""What every store does, said once: those at the desk, and DynamoDB as two independent implementations have it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.preferences import Preferences
from skill.practice.routine import Manner
from skill.practice.spec import Detail, Pace, Spec
from skill.store import record
from skill.store.edit import applied, fitting
from skill.store.port import Changes, Listener, Memory
from tests.store import strategies
from tests.store.backends import START, Backend, Clock, somebody

NOW = START
ONCE: dict[str, Any] = {"sessions": 1, "finished": {Manner.TENSE: 1}}
SHOULDERS = Bookmark(spec=Spec("standard", 10, pace=Pace.SLOW), place=Place("shoulders"), at=NOW)
NECK = Bookmark(spec=Spec("quick", 5, skipped=frozenset({"feet/left"})), place=Place("neck"), at=NOW + 60)


def test_somebody_never_met_is_unknown(backend: Backend, listener: Listener) -> None:
    assert backend.store.load(listener) is None


def test_nothing_changed_is_nothing_written(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(), NOW)
    assert backend.store.load(listener) is None


@given(st.lists(st.tuples(strategies.changes, st.integers(NOW, NOW + 3)), max_size=4))
@settings(max_examples=25, deadline=None)
def test_what_is_saved_is_known_whatever_came_before(backend: Backend, saves: list[tuple[Changes, int]]) -> None:
    listener = somebody()
    item = None
    for changes, now in saves:
        backend.store.save(listener, changes, now)
        if changes:
            item = applied(fitting(record.edit(changes, now), item or {}), item or {})
    assert backend.store.load(listener) == record.remembered(item, None)
    assert backend.get(listener) == item


def test_wishes_and_place_leave_each_other_alone(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(preferences={"minutes": 12, "pace": Pace.SLOW}), NOW)
    backend.store.save(listener, Changes(bookmark=SHOULDERS, started_at=NOW), NOW)
    backend.store.save(listener, Changes(preferences={"pace": None, "detail": Detail.BRIEF}), NOW)
    backend.store.save(listener, Changes(welcomed=True), NOW)
    wishes = Preferences(minutes=12, detail=Detail.BRIEF)
    assert backend.store.load(listener) == Memory(preferences=wishes, bookmark=SHOULDERS, welcomed=True)


def test_wishes_about_areas_change_one_by_one(backend: Backend, listener: Listener) -> None:
    for changes in ({"feet/left": True}, {"neck": True}, {"feet/left": False, "jaw": True}):
        backend.store.save(listener, Changes(preferences={"skipped": changes}), NOW)
    backend.store.save(listener, Changes(preferences={"imagined": {"neck": True}}), NOW)
    wishes = Preferences(skipped=frozenset({"neck", "jaw"}), imagined=frozenset({"neck"}))
    assert backend.store.load(listener) == Memory(preferences=wishes)


def test_an_area_that_older_code_kept_in_a_list_can_be_taken_back(backend: Backend, listener: Listener) -> None:
    backend.put(listener, {"version": 1, "wish_skipped": ["feet", "neck"]})
    backend.store.save(listener, Changes(preferences={"skipped": {"feet": False, "jaw": True}}), NOW)
    assert backend.store.load(listener) == Memory(preferences=Preferences(skipped=frozenset({"neck", "jaw"})))


def test_a_run_moves_its_own_place(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(bookmark=SHOULDERS, started_at=NOW), NOW)
    backend.store.save(listener, Changes(bookmark=NECK, started_at=NOW), NOW)
    assert kept(backend, listener) == NECK


def test_an_older_run_moves_nothing_and_loses_nothing_else(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(bookmark=NECK, started_at=NOW + 60), NOW + 60)
    older = Changes(
        preferences={"minutes": 9}, bookmark=SHOULDERS, started_at=NOW, finished=Manner.TENSE, welcomed=True
    )
    backend.store.save(listener, older, NOW + 70)
    expected = Memory(
        preferences=Preferences(minutes=9),
        bookmark=NECK,
        **ONCE,
        last=NOW + 70,
        welcomed=True,
    )
    assert backend.store.load(listener) == expected


def test_a_finished_run_forgets_its_place(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(bookmark=SHOULDERS, started_at=NOW), NOW)
    backend.store.save(listener, Changes(forget_place=True, started_at=NOW, finished=Manner.TENSE), NOW + 600)
    assert backend.store.load(listener) == Memory(**ONCE, last=NOW + 600)


def test_a_finished_run_leaves_the_place_of_a_newer_one(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(bookmark=NECK, started_at=NOW + 60), NOW + 60)
    backend.store.save(listener, Changes(forget_place=True, started_at=NOW, finished=Manner.TENSE), NOW + 600)
    assert backend.store.load(listener) == Memory(bookmark=NECK, **ONCE, last=NOW + 600)


def test_what_was_forgotten_does_not_come_back_late(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(forget_place=True, started_at=NOW + 60), NOW + 60)
    backend.store.save(listener, Changes(bookmark=SHOULDERS, started_at=NOW), NOW + 61)
    assert kept(backend, listener) is None


def test_a_finish_told_twice_counts_once(backend: Backend, listener: Listener) -> None:
    for now in (NOW, NOW, NOW + 1000):
        backend.store.save(listener, Changes(finished=Manner.TENSE), now)
    assert backend.store.load(listener) == Memory(sessions=2, finished={Manner.TENSE: 2}, last=NOW + 1000)


def test_a_person_has_their_own_record(backend: Backend, listener: Listener) -> None:
    ann, bob = replace(listener, person="ann"), replace(listener, person="bob")
    backend.store.save(
        ann, Changes(preferences={"minutes": 20}, bookmark=NECK, finished=Manner.TENSE, welcomed=True), NOW
    )
    assert backend.store.load(ann) == Memory(
        preferences=Preferences(minutes=20),
        bookmark=NECK,
        **ONCE,
        last=NOW,
        welcomed=True,
    )
    assert backend.store.load(bob) is None
    assert backend.store.load(listener) is None


def test_of_the_household_a_person_takes_up_the_place_alone(backend: Backend, listener: Listener) -> None:
    ann = replace(listener, person="ann")
    backend.store.save(
        listener, Changes(preferences={"minutes": 20}, bookmark=SHOULDERS, finished=Manner.TENSE, welcomed=True), NOW
    )
    assert backend.store.load(ann) == Memory(bookmark=SHOULDERS)
    backend.store.save(ann, Changes(preferences={"minutes": 5}, welcomed=True), NOW)
    assert backend.store.load(ann) == Memory(preferences=Preferences(minutes=5), bookmark=SHOULDERS, welcomed=True)


def test_a_persons_own_place_comes_first(backend: Backend, listener: Listener) -> None:
    ann = replace(listener, person="ann")
    backend.store.save(ann, Changes(bookmark=SHOULDERS, started_at=NOW), NOW)
    backend.store.save(listener, Changes(bookmark=NECK, started_at=NOW + 60), NOW + 60)
    assert kept(backend, ann) == SHOULDERS


@pytest.mark.parametrize("taken_up", [NOW, NOW + 900])
def test_a_place_taken_up_from_the_household_and_finished_is_not_offered_again(
    backend: Backend, listener: Listener, taken_up: int
) -> None:
    ann = replace(listener, person="ann")
    backend.store.save(listener, Changes(bookmark=SHOULDERS, started_at=NOW), NOW)
    backend.store.save(ann, Changes(forget_place=True, started_at=taken_up), NOW + 1200)
    assert kept(backend, ann) is None
    backend.store.save(listener, Changes(bookmark=NECK, started_at=NOW + 5000), NOW + 5000)
    assert kept(backend, ann) == NECK


def test_a_record_of_newer_code_is_used_and_not_damaged(backend: Backend, listener: Listener) -> None:
    backend.put(listener, {"version": 99, "wish_minutes": 12, "wish_voice": "low", "moods": {"today": ["calm"]}})
    assert backend.store.load(listener) == Memory(preferences=Preferences(minutes=12))
    backend.store.save(listener, Changes(preferences={"pace": Pace.SLOW}, bookmark=NECK), NOW)
    assert backend.store.load(listener) == Memory(preferences=Preferences(minutes=12, pace=Pace.SLOW), bookmark=NECK)
    stored = backend.get(listener)
    assert stored is not None
    assert (stored["version"], stored["wish_voice"], stored["moods"]) == (99, "low", {"today": ["calm"]})


def test_a_record_of_older_code_grows_into_the_new_shape(backend: Backend, listener: Listener) -> None:
    backend.put(listener, {"version": 0, "wish_minutes": 12})
    backend.store.save(listener, Changes(welcomed=True), NOW)
    assert backend.store.load(listener) == Memory(preferences=Preferences(minutes=12), welcomed=True)
    assert (backend.get(listener) or {})["version"] == record.VERSION


def test_broken_parts_count_as_never_set(backend: Backend, listener: Listener) -> None:
    broken = {
        "version": "one",
        "expires": "soon",
        "sessions": "three",
        "last": [],
        "wish_pace": "gallop",
        "kept_run": "x",
        "kept_spec": 7,
    }
    backend.put(listener, broken | {"wish_minutes": 12})
    assert backend.store.load(listener) == Memory(preferences=Preferences(minutes=12))
    backend.store.save(listener, Changes(bookmark=NECK, started_at=NOW, finished=Manner.TENSE), NOW)
    assert backend.store.load(listener) == Memory(preferences=Preferences(minutes=12), bookmark=NECK, **ONCE, last=NOW)


def test_a_year_after_the_last_write_nobody_is_known(backend: Backend, listener: Listener, clock: Clock) -> None:
    backend.store.save(listener, Changes(welcomed=True), NOW)
    clock.now = NOW + record.LIFETIME - 1
    assert backend.store.load(listener) == Memory(welcomed=True)
    clock.now = NOW + record.LIFETIME
    assert backend.store.load(listener) is None
    assert backend.get(listener) is None


def test_each_write_gives_another_year(backend: Backend, listener: Listener, clock: Clock) -> None:
    backend.store.save(listener, Changes(welcomed=True), NOW)
    backend.store.save(listener, Changes(finished=Manner.TENSE), NOW + 1000)
    clock.now = NOW + record.LIFETIME
    assert backend.store.load(listener) == Memory(**ONCE, welcomed=True, last=NOW + 1000)


def test_an_expired_household_lends_no_place(backend: Backend, listener: Listener, clock: Clock) -> None:
    backend.store.save(listener, Changes(bookmark=SHOULDERS), NOW)
    clock.now = NOW + record.LIFETIME
    assert backend.store.load(replace(listener, person="ann")) is None
    assert backend.get(listener) is None


def test_delete_takes_one_record(backend: Backend, listener: Listener) -> None:
    ann = replace(listener, person="ann")
    for each in (listener, ann):
        backend.store.save(each, Changes(welcomed=True), NOW)
    backend.store.delete(ann)
    assert backend.store.load(ann) is None
    assert backend.store.load(listener) == Memory(welcomed=True)


def test_delete_account_takes_everyone_of_it_and_nobody_else(backend: Backend, listener: Listener) -> None:
    neighbour = somebody()
    family = [replace(listener, person=f"person {number}") for number in range(30)]
    for each in (listener, neighbour, *family):
        backend.store.save(each, Changes(welcomed=True), NOW)
    backend.store.delete_account(listener.user)
    assert [each for each in (listener, *family) if backend.store.load(each)] == []
    assert backend.store.load(neighbour) == Memory(welcomed=True)


@pytest.mark.parametrize("forget", ["delete", "delete_account"])
def test_there_may_be_nothing_to_delete(backend: Backend, listener: Listener, forget: str) -> None:
    if forget == "delete":
        backend.store.delete(listener)
    else:
        backend.store.delete_account(listener.user)
    assert backend.store.load(listener) is None


def test_writes_at_the_same_time_all_arrive(atomic_backend: Backend, listener: Listener) -> None:
    writes: list[Callable[[], None]] = [
        lambda: atomic_backend.store.save(listener, Changes(preferences={"minutes": 12}), NOW),
        lambda: atomic_backend.store.save(listener, Changes(preferences={"pace": Pace.SLOW}), NOW),
        lambda: atomic_backend.store.save(listener, Changes(bookmark=NECK, started_at=NOW + 60), NOW),
        lambda: atomic_backend.store.save(listener, Changes(bookmark=SHOULDERS, started_at=NOW), NOW),
        lambda: atomic_backend.store.save(listener, Changes(finished=Manner.TENSE), NOW),
        lambda: atomic_backend.store.save(listener, Changes(welcomed=True), NOW),
    ]
    with ThreadPoolExecutor(len(writes)) as threads:
        for done in [threads.submit(write) for write in writes]:
            done.result()
    wishes = Preferences(minutes=12, pace=Pace.SLOW)
    assert atomic_backend.store.load(listener) == Memory(
        preferences=wishes, bookmark=NECK, **ONCE, last=NOW, welcomed=True
    )


def kept(backend: Backend, listener: Listener) -> Bookmark | None:
    memory = backend.store.load(listener)
    return memory.bookmark if memory else None
