"""What was deleted is not written again: by no session that began before, whatever it changes, and however late."""

from dataclasses import replace

import pytest

from skill.practice.preferences import Preferences
from skill.practice.routine import Manner
from skill.store import record
from skill.store.port import Changes, Listener, Memory
from tests.store.backends import Backend
from tests.store.saved import NECK, NOW

LATER = (
    Changes(bookmark=NECK, started_at=NOW),
    Changes(preferences={"pace": "slow", "skipped": {"neck": True}}),
    Changes(finished=Manner.TENSE, forget_place=True, started_at=NOW),
    Changes(welcomed=True, quiet_until=NOW + 60, begun=True),
)
"""What a session that is under way may change."""


@pytest.mark.parametrize("changes", LATER)
def test_of_a_session_only_what_finds_its_record_is_written(
    backend: Backend, listener: Listener, changes: Changes
) -> None:
    assert not backend.store.save(listener, changes, NOW, of=NOW)
    assert backend.get(listener) is None
    assert backend.store.save(listener, Changes(begins=True), NOW)
    assert backend.store.save(listener, changes, NOW + 10, of=NOW)
    backend.store.delete(listener, NOW)
    assert not backend.store.save(listener, changes, NOW + 20, of=NOW)
    assert backend.get(listener) is None


@pytest.mark.parametrize("changes", LATER)
def test_a_record_takes_nothing_of_a_session_that_began_before_it(
    backend: Backend, listener: Listener, changes: Changes
) -> None:
    backend.store.save(listener, Changes(begins=True, preferences={"minutes": 12}), NOW + 60)
    stored = backend.get(listener)
    assert not backend.store.save(listener, changes, NOW + 90, of=NOW)
    assert backend.get(listener) == stored
    assert backend.store.load(listener) == Memory(preferences=Preferences(minutes=12))


def test_a_record_that_is_there_does_not_begin_again(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(begins=True), NOW)
    assert backend.store.save(listener, Changes(begins=True, welcomed=True), NOW + 60)
    assert (backend.get(listener) or {})[record.SINCE] == NOW
    loaded = backend.store.load(listener)
    assert loaded
    assert loaded.since == NOW


@pytest.mark.parametrize("account", [False, True])
def test_a_deletion_that_arrives_late_takes_nothing_that_began_since(
    backend: Backend, listener: Listener, *, account: bool
) -> None:
    begun = {replace(listener, person=f"person {number}"): NOW + number for number in range(60)}
    for each, at in begun.items():
        backend.store.save(each, Changes(begins=True), at)
    for each in begun:
        if account:
            backend.store.delete_account(each.user, NOW + 40)
        else:
            backend.store.delete(each, NOW + 40)
    left = [each for each in begun if backend.get(each) is not None]
    assert left == [each for each, at in begun.items() if at > NOW + 40]


@pytest.mark.parametrize("since", [None, "long ago"])
def test_a_record_that_does_not_say_when_it_began_is_deleted(
    backend: Backend, listener: Listener, since: str | None
) -> None:
    backend.put(listener, {"version": 1, "wish_minutes": 12} | ({record.SINCE: since} if since else {}))
    backend.store.delete(listener, NOW)
    assert backend.get(listener) is None


def test_a_record_of_older_code_takes_what_is_of_any_session(backend: Backend, listener: Listener) -> None:
    backend.put(listener, {"version": 1, "wish_minutes": 12})
    assert backend.store.save(listener, Changes(welcomed=True), NOW, of=NOW)
    loaded = backend.store.load(listener)
    assert loaded == Memory(preferences=Preferences(minutes=12), welcomed=True)
    assert loaded.since == 0


def test_what_is_outdated_is_left_out_of_what_a_session_changes(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(begins=True, bookmark=NECK, started_at=NOW + 50), NOW)
    changes = Changes(forget_place=True, started_at=NOW, preferences={"minutes": 12})
    assert backend.store.save(listener, changes, NOW + 60, of=NOW)
    assert backend.store.load(listener) == Memory(preferences=Preferences(minutes=12), bookmark=NECK)


def test_a_person_s_record_is_not_the_household_s(backend: Backend, listener: Listener) -> None:
    ann = Listener(listener.user, "ann")
    backend.store.save(listener, Changes(begins=True, bookmark=NECK), NOW)
    loaded = backend.store.load(ann)
    assert loaded == Memory(bookmark=NECK)
    assert loaded.since is None
    assert not backend.store.save(ann, Changes(welcomed=True), NOW, of=NOW)
