"""What every store does with a write that arrives late: it undoes nothing that was said since."""

from skill.practice.preferences import ABOUT_AREAS, Preferences
from skill.store.port import Changes, Listener
from tests.store.backends import Backend
from tests.store.saved import NOW


def wishes(backend: Backend, listener: Listener) -> Preferences:
    stored = backend.store.load(listener)
    assert stored
    return stored.preferences


def test_a_wish_that_arrives_late_overwrites_no_newer_one(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(preferences={"minutes": 20}), NOW + 5)
    backend.store.save(listener, Changes(preferences={"minutes": 9, "soft": False}, welcomed=True), NOW)
    assert wishes(backend, listener) == Preferences(minutes=20, soft=False)
    stored = backend.store.load(listener)
    assert stored
    assert stored.welcomed


def test_what_was_taken_back_does_not_come_back_late(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(preferences={"minutes": 20}), NOW)
    backend.store.save(listener, Changes(preferences={"minutes": None}), NOW + 5)
    backend.store.save(listener, Changes(preferences={"minutes": 20}), NOW + 1)
    assert wishes(backend, listener) == Preferences()


def test_of_areas_each_has_its_own_time(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(preferences={"skipped": {"jaw": True}}), NOW + 5)
    backend.store.save(listener, Changes(preferences={"skipped": {"jaw": False, "neck": True}}), NOW)
    assert wishes(backend, listener).skipped == frozenset({"jaw", "neck"})


def test_whoever_takes_everything_back_means_all_of_it(backend: Backend, listener: Listener) -> None:
    areas = {f"area{number}": True for number in range(10)}
    backend.store.save(listener, Changes(preferences={"skipped": areas}), NOW + 5)
    forgotten = {kind: dict.fromkeys(areas) for kind in ABOUT_AREAS}
    backend.store.save(listener, Changes(preferences=forgotten), NOW)
    assert not wishes(backend, listener).skipped
    assert not [name for name in backend.get(listener) or {} if "area" in name]


def test_what_was_taken_back_with_all_else_does_not_come_back_late(backend: Backend, listener: Listener) -> None:
    areas = {f"area{number}": None for number in range(10)}
    backend.store.save(listener, Changes(preferences={"skipped": areas, "minutes": None}), NOW + 5)
    backend.store.save(listener, Changes(preferences={"skipped": {"area1": True}, "minutes": 20}, welcomed=True), NOW)
    assert wishes(backend, listener) == Preferences()
    backend.store.save(listener, Changes(preferences={"skipped": {"area1": True}}), NOW + 6)
    assert wishes(backend, listener).skipped == frozenset({"area1"})


def test_a_wish_that_was_said_in_days_to_come_holds_nothing_up(backend: Backend, listener: Listener) -> None:
    backend.store.save(listener, Changes(preferences={"minutes": 20}), 10 * NOW)
    backend.store.save(listener, Changes(preferences={"minutes": 9}), NOW)
    assert wishes(backend, listener) == Preferences(minutes=9)
