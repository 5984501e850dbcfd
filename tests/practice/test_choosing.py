"""Which routine suits the minutes that are asked for."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.practice.course import course
from skill.practice.library import Library
from skill.practice.planner import (
    LEAST_QUIET,
    LEAST_QUIET_AT_BEDTIME,
    _chosen,
    _extents,
    _plain,
    _quiet_before,
    make_plan,
    minutes_of,
    nearest,
    pick_routine,
)
from skill.practice.routine import Direction, Manner
from skill.practice.spec import Detail, Pace, Sides, Spec
from tests.strategies import library as the_library


@pytest.mark.parametrize("pace", Pace)
@pytest.mark.parametrize("detail", Detail)
def test_minutes_alone_can_all_be_had(pace: Pace, detail: Detail, library: Library) -> None:
    for bedtime, first in ((False, 2), (True, 5)):
        for minutes in range(first, 41):
            manner = Manner.GENTLE if bedtime else Manner.TENSE
            wished = Spec("", minutes, pace=pace, detail=detail)
            spec = pick_routine(wished, library, bedtime=bedtime, manner=manner)
            assert make_plan(spec, library).spec.minutes == minutes
            assert library.routines[spec.routine].bedtime == bedtime


@given(st.integers(-5, 500), st.booleans())
def test_minutes_out_of_range_get_the_nearest(minutes: int, bedtime: bool) -> None:
    manner = Manner.GENTLE if bedtime else Manner.TENSE
    spec = pick_routine(Spec("", minutes), the_library(), bedtime=bedtime, manner=manner)
    assert spec.minutes == min(max(minutes, 5 if bedtime else 2), 40)


def test_about_ten_minutes_is_the_standard_form(library: Library) -> None:
    spec = pick_routine(Spec("", 10), library, bedtime=False)
    plan = make_plan(spec, library)
    assert spec.routine == "standard"
    assert [segment.place.group for segment in plan.segments[1:4]] == ["feet", "calves", "thighs"]


def test_where_no_routine_has_the_minutes_the_nearest_is_taken() -> None:
    few = frozenset(key for key, group in the_library().groups.items() if group.parts.isdisjoint({"feet"}))
    spec = pick_routine(Spec("", 40, skipped=few), the_library(), bedtime=False)
    assert 2 <= spec.minutes < 40
    assert spec == nearest(spec, the_library())
    by_day = [each for each in the_library().routines.values() if each.picked and not each.bedtime]
    tensing = [Spec(each.key, 40, skipped=few) for each in by_day if each.manner is Manner.TENSE]
    with_feet = [each for each in tensing if any(course(each, the_library()))]
    assert spec.minutes == max(nearest(each, the_library()).minutes for each in with_feet)


def test_the_routine_with_the_most_groups_that_leaves_each_enough_quiet_is_picked() -> None:
    library, picked = the_library(), dict[int, Spec]()
    by_day = [each for each in library.routines.values() if each.picked and not each.bedtime]
    for minutes in range(2, 16):
        picked[minutes] = spec = pick_routine(Spec("", minutes), library, bedtime=False)
        others = [replace(spec, routine=each.key) for each in by_day if each.manner is Manner.TENSE]
        quiets = {each: found.mean_quiet(60 * minutes) for each in others if (found := _chosen(_plain(each), library))}
        enough = [each for each in quiets if quiets[each] >= LEAST_QUIET]
        most = max(len([*course(each, library)]) for each in enough) if enough else 0
        assert len([*course(spec, library)]) == most if enough else quiets[spec] == max(quiets.values())
    assert len({spec.routine for spec in picked.values()}) > 3


def test_where_no_routine_leaves_enough_quiet_that_with_the_most_is_picked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.practice.planner.LEAST_QUIET", 1_000)
    spec = pick_routine(Spec("", 5), the_library(), bedtime=False)
    routines = the_library().routines.values()
    others = [replace(spec, routine=each.key) for each in routines if each.picked and not each.bedtime]
    quiets = {each: found.mean_quiet(300) for each in others if (found := _chosen(_plain(each), the_library()))}
    assert len(quiets) > 2
    assert quiets[spec] == max(quiets.values())


@pytest.mark.parametrize(("left", "bedtime"), [("feet", False), ("eyes", True), ("chest", False), ("chest", True)])
def test_a_routine_is_picked_that_has_what_is_left(left: str, bedtime: bool) -> None:
    library, manner = the_library(), Manner.GENTLE if bedtime else Manner.TENSE
    others = frozenset(key for key, each in library.groups.items() if each.parts.isdisjoint({left}))
    spec = pick_routine(Spec("", 5, skipped=others), library, bedtime=bedtime, manner=manner)
    assert {left in group.parts for group, _ in course(spec, library)} == {True}


def test_by_day_a_routine_is_picked_with_a_direction_and_with_both_sides_together() -> None:
    spec = pick_routine(Spec("", 10), the_library(), bedtime=False)
    assert (spec.direction, spec.sides) == (Direction.FEET_TO_HEAD, Sides.TOGETHER)


def test_a_further_pass_waits_until_there_is_quiet_enough() -> None:
    """docs/practice.md section 2.3, and the shape of a night."""
    assert [_quiet_before(passes, bedtime=False) for passes in (2, 3, 4, 5)] == [20.0, 20.0, 33.0, 33.0]
    assert [_quiet_before(passes, bedtime=True) for passes in (2, 3, 4)] == [28.0, 28.0, 28.0]


def test_by_day_no_pass_takes_too_much_quiet_away_and_at_night_it_may() -> None:
    library = the_library()
    for routine, bedtime in (("standard", False), ("bedtime_gentle", True)):
        falls = []
        for minutes in minutes_of(Spec(routine, 10), library):
            extents = list(_extents(Spec(routine, minutes), library))
            chosen = _chosen(Spec(routine, minutes), library)
            assert chosen in extents
            quiets = [each.mean_quiet(60 * minutes) for each in extents[: extents.index(chosen) + 1]]
            falls += [before - after for before, after in pairwise(quiets)]
        assert (max(falls) <= 12.0) is not bedtime


@pytest.mark.parametrize("manner", [Manner.GENTLE, Manner.RELEASE_ONLY])
def test_where_a_routine_suits_it_is_the_one_with_the_most_groups(manner: Manner) -> None:
    library = the_library()
    for minutes in range(5, 41):
        spec = pick_routine(Spec("", minutes), library, bedtime=True, manner=manner)
        ways = [each for each in library.routines.values() if each.picked and each.bedtime and each.manner is manner]
        number = {each.key: sum(1 for _ in course(replace(spec, routine=each.key), library)) for each in ways}
        suits = [
            each.key
            for each in ways
            if (found := _chosen(_plain(replace(spec, routine=each.key)), library))
            and found.mean_quiet(60 * minutes) >= LEAST_QUIET_AT_BEDTIME
        ]
        assert not suits or number[spec.routine] == max(number[each] for each in suits)
