"""What every store does with the place of a session: each run moves its own, and of the household one is taken up."""

from dataclasses import replace

import pytest

from skill.practice.bookmark import Bookmark
from skill.practice.preferences import Preferences
from skill.practice.routine import Manner
from skill.store.port import Changes, Listener, Memory
from tests.store.backends import Backend
from tests.store.saved import NECK, NOW, ONCE, SHOULDERS, kept


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


@pytest.mark.parametrize("untrue", [10 * NOW, 2**62])
def test_a_run_that_has_yet_to_begin_holds_nothing_up(untrue: int, backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(bookmark=NECK, started_at=untrue, finished=Manner.TENSE), untrue)
    backend.store.save(listener, Changes(bookmark=SHOULDERS, started_at=NOW, finished=Manner.TENSE), NOW)
    assert kept(backend, listener) == SHOULDERS
    stored = backend.store.load(listener)
    assert stored
    assert (stored.sessions, stored.last) == (2, NOW)


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


def test_a_place_that_is_told_to_be_kept_is_kept_or_not_taken(backend: Backend, listener: Listener) -> None:
    def told(place: Bookmark, started_at: int) -> bool:
        changes = Changes(bookmark=place, started_at=started_at, told_kept=True)
        return backend.store.save(listener, changes, NOW + 90)

    assert told(SHOULDERS, NOW)
    assert told(NECK, NOW + 60)
    assert not told(SHOULDERS, NOW)
    assert kept(backend, listener) == NECK
    backend.store.save(listener, Changes(forget_place=True, started_at=10 * NOW), 10 * NOW)
    assert told(SHOULDERS, NOW)


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


def test_what_the_household_began_while_a_person_was_practising_is_not_theirs(
    backend: Backend, listener: Listener
) -> None:
    ann, ended = replace(listener, person="ann"), NOW + 600
    backend.store.save(ann, Changes(bookmark=SHOULDERS, started_at=NOW), NOW)
    backend.store.save(listener, Changes(bookmark=NECK, started_at=NOW + 60), NOW + 60)
    backend.store.save(ann, Changes(forget_place=True, started_at=NOW, finished=Manner.TENSE), ended)
    assert kept(backend, ann) is None
    backend.store.save(listener, Changes(bookmark=NECK, started_at=ended + 1), ended + 1)
    assert kept(backend, ann) == NECK
