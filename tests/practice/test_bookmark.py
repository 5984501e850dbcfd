"""Where another library makes the plan, no second of a session counts: there are only the places that are named."""

from hypothesis import given
from hypothesis import strategies as st

from skill.practice.bookmark import ANSWERING, Bookmark
from skill.practice.place import Place
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec
from tests.store.strategies import places
from tests.strategies import library, specs

MOMENTS = st.integers(0, 2_000_000_000_000).map(lambda milliseconds: milliseconds / 1000)
FOREIGN = st.sampled_from(["", "0" * 12, "another"])
GROUPS = st.builds(Place, st.sampled_from(sorted(library().groups)), cycle=st.integers(1, 5), order=st.integers(0, 40))


def plan(spec: Spec) -> Plan:
    return make_plan(spec, library())


@st.composite
def spoken(draw: st.DrawFn, upto: st.SearchStrategy[Place | None], made_by: st.SearchStrategy[str]) -> Bookmark:
    """A stretch of a session that can be planned, which is being said or was."""
    at, spec = draw(MOMENTS), draw(specs())
    until = draw(st.just(0.0) | st.integers(0, 900).map(lambda seconds: at + seconds))
    return Bookmark(spec=spec, place=draw(GROUPS | places), at=at, until=until, upto=draw(upto), made_by=draw(made_by))


@given(spoken(GROUPS | places, FOREIGN), MOMENTS, st.integers(0, 900))
def test_what_was_broken_off_is_taken_up_where_it_began(bookmark: Bookmark, now: float, before: int) -> None:
    for moment in (now, bookmark.until - before):
        if moment < bookmark.until:
            there = bookmark.position(plan, moment, library().made_by)
            assert there == Position.at(plan(bookmark.spec), bookmark.place)
            assert not bookmark.at_border(moment)


@given(spoken(GROUPS | places, FOREIGN), MOMENTS, st.integers(0, 900))
def test_once_it_had_ended_the_place_is_what_was_asked_for(bookmark: Bookmark, now: float, after: int) -> None:
    for moment in (now, bookmark.until + after):
        if moment >= bookmark.until:
            assert bookmark.position(plan, moment, library().made_by) == bookmark.onward(plan)
            assert bookmark.at_border(moment)


@given(spoken(st.none() | GROUPS, FOREIGN), st.integers(-900, 900))
def test_what_is_kept_has_been_heard_once_its_time_is_over(bookmark: Bookmark, after: int) -> None:
    kept, begun = bookmark.to_keep(), Position.at(plan(bookmark.spec), bookmark.place)
    assert kept.made_by == bookmark.made_by
    if kept.until:
        expected = bookmark.onward(plan) if after >= 0 else begun
        assert kept.position(plan, kept.until + after, library().made_by) == expected


@given(spoken(GROUPS, FOREIGN), MOMENTS)
def test_what_comes_next_is_what_was_asked_for_whatever_the_clock_says(bookmark: Bookmark, now: float) -> None:
    assert bookmark.upto
    there = bookmark.onward(plan)
    assert there == Position.at(plan(bookmark.spec), bookmark.upto)
    assert bookmark.position(plan, now, library().made_by) in (there, Position.at(there.plan, bookmark.place))


@given(spoken(GROUPS, FOREIGN), st.floats(-900, 900))
def test_speech_is_broken_off_until_its_last_quiet(bookmark: Bookmark, before: float) -> None:
    if bookmark.until:
        now = bookmark.until - before
        assert bookmark.breaks_off(now) is (now < bookmark.until - ANSWERING)


@given(spoken(GROUPS, st.just(library().made_by)), st.floats(0, 900))
def test_with_its_own_fingerprint_seconds_count(bookmark: Bookmark, seconds: float) -> None:
    now, begun = bookmark.at + seconds, Position.at(plan(bookmark.spec), bookmark.place)
    if now < bookmark.until:
        assert bookmark.position(plan, now, library().made_by) == begun.heard(now - bookmark.at)


def test_within_a_session_a_bookmark_tells_where_it_was_entered_and_a_kept_one_does_not() -> None:
    spec, feet, hands = Spec("standard", 10), Place("feet"), Place("hands")
    held = Bookmark(spec=spec, place=feet, at=1.4, until=9.6, fresh=True, entered=hands)
    assert Bookmark.from_wire(held.to_wire()).entered == Place("hands")
    kept = held.to_keep()
    assert (kept.at, kept.until, kept.fresh, kept.entered) == (1, 10, False, None)


def test_what_says_nothing_is_not_written_but_the_moment_is() -> None:
    stands = Bookmark(spec=Spec("standard", 10), place=Place("feet"), at=0)
    assert stands.to_wire() == {"spec": stands.spec.to_wire(), "place": stands.place.to_wire(), "at": 0}
    assert Bookmark.from_wire(stands.to_wire()) == stands
