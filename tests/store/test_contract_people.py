"""What every store does for people: each has a record of their own; it is deleted alone or with the account."""

from dataclasses import replace

import pytest

from skill.practice.preferences import Preferences
from skill.practice.routine import Manner
from skill.store import record
from skill.store.port import Changes, Listener, Memory
from tests.store.backends import Backend, Clock, somebody
from tests.store.saved import NECK, NOW, ONCE, SHOULDERS


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


def test_an_expired_household_lends_no_place(backend: Backend, listener: Listener, clock: Clock) -> None:
    backend.store.save(listener, Changes(bookmark=SHOULDERS), NOW)
    clock.now = NOW + record.LIFETIME
    assert backend.store.load(replace(listener, person="ann")) is None
    assert backend.get(listener) is None


def test_delete_takes_one_record(backend: Backend, listener: Listener) -> None:
    ann = replace(listener, person="ann")
    for each in (listener, ann):
        backend.store.save(each, Changes(welcomed=True), NOW)
    backend.store.delete(ann, NOW)
    assert backend.store.load(ann) is None
    assert backend.store.load(listener) == Memory(welcomed=True)


@pytest.mark.promise("whole-household")
def test_delete_account_takes_everyone_of_it_and_nobody_else(backend: Backend, listener: Listener) -> None:
    neighbour = somebody()
    family = [replace(listener, person=f"person {number}") for number in range(30)]
    for each in (listener, neighbour, *family):
        backend.store.save(each, Changes(welcomed=True), NOW)
    backend.store.delete_account(listener.user, NOW)
    assert [each for each in (listener, *family) if backend.store.load(each)] == []
    assert backend.store.load(neighbour) == Memory(welcomed=True)


@pytest.mark.parametrize("forget", ["delete", "delete_account"])
def test_there_may_be_nothing_to_delete(backend: Backend, listener: Listener, forget: str) -> None:
    if forget == "delete":
        backend.store.delete(listener, NOW)
    else:
        backend.store.delete_account(listener.user, NOW)
    assert backend.store.load(listener) is None
