"""What every store does, said once: those at the desk, and DynamoDB as two independent implementations have it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.practice.preferences import Preferences
from skill.practice.routine import Manner
from skill.practice.spec import Detail, Pace
from skill.store import record
from skill.store.edit import applied, fitting
from skill.store.port import Changes, Listener, Memory
from tests.store import strategies
from tests.store.backends import Backend, Clock, somebody
from tests.store.saved import NECK, NOW, ONCE, SHOULDERS


def test_somebody_never_met_is_unknown(backend: Backend, listener: Listener) -> None:
    assert backend.store.load(listener) is None


def test_nothing_changed_is_nothing_written(backend: Backend, listener: Listener) -> None:
    assert backend.store.save(listener, Changes(), NOW) is True
    assert backend.store.load(listener) is None


@given(st.lists(st.tuples(strategies.changes, st.integers(NOW, NOW + 3)), max_size=4))
@settings(max_examples=25, deadline=None)
def test_what_is_saved_is_known_whatever_came_before(backend: Backend, saves: list[tuple[Changes, int]]) -> None:
    listener = somebody()
    item = None
    for changes, now in saves:
        backend.store.save(listener, changes, now)
        if changes and record.takes(item, changes, now, None):
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


def test_a_finish_told_twice_counts_once(backend: Backend, listener: Listener) -> None:
    for now in (NOW, NOW, NOW + 1000):
        backend.store.save(listener, Changes(finished=Manner.TENSE), now)
    assert backend.store.load(listener) == Memory(sessions=2, finished={Manner.TENSE: 2}, last=NOW + 1000)


def test_a_run_that_was_played_counts_once_however_often_that_is_told(backend: Backend, listener: Listener) -> None:
    for run, now in ((1, NOW), (1, NOW + 9), (2, NOW + 9), (1, NOW + 99), (1, NOW + 999)):
        changes = Changes(finished=Manner.TENSE, played=True, started_at=run, forget_place=True)
        backend.store.save(listener, changes, now)
    stored = backend.store.load(listener)
    assert stored
    assert stored.sessions == 3


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


def test_writes_at_the_same_time_all_arrive(atomic_backend: Backend, listener: Listener) -> None:
    writes: list[Callable[[], bool]] = [
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
