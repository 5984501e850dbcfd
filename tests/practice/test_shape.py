"""The shape of time: how quiet grows, what is added as minutes grow, and how a session comes to rest."""

from itertools import groupby, pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.practice.place import OPENING
from skill.practice.plan import Plan
from skill.practice.planner import MINUTES_AT_BEDTIME, MINUTES_BY_DAY, make_plan, minutes_of, pick_routine
from skill.practice.position import Position
from skill.practice.preferences import CheckIns
from skill.practice.routine import Direction, Manner
from skill.practice.spec import Detail, Pace, Sides, Spec
from skill.speech.chunk import next_chunk
from skill.speech.ssml import render
from skill.studio.survey import survey
from tests.practice.test_planner import planned
from tests.strategies import bedtime_routines, content, library, specs

WAYS = list(product(Pace, Detail))
MOST_MORE = 6.0
MOST_TAKEN = 12.0
LEAST = 15.0
"""Seconds of mean first quiet between neighbouring minutes (docs/practice.md section 2.3)."""
ROUNDED = 1.0
"""Second: quiet is in whole ones, and lines are not."""
LIMIT = 7_500


def day_of(minutes: int, pace: Pace, detail: Detail) -> Plan:
    """Return the session of somebody who asks for minutes alone."""
    return make_plan(
        pick_routine(Spec("standard", minutes, pace=pace, detail=detail), library(), bedtime=False), library()
    )


def night_of(minutes: int, manner: Manner, pace: Pace, detail: Detail) -> Plan:
    spec = Spec("standard", minutes, pace=pace, detail=detail)
    return make_plan(pick_routine(spec, library(), bedtime=True, manner=manner), library())


def parts(plan: Plan) -> tuple[object, ...]:
    """Return what a session has: its groups and passes."""
    return tuple((segment.place.group, segment.place.side, segment.place.cycle) for segment in plan.segments)


def quiets(plan: Plan, cycle: int) -> list[float]:
    """Return the seconds from the end of each cue or release of a pass to the next part, soft lines among them."""
    found = []
    for segment in plan.segments:
        if segment.place.cycle == cycle and segment.place.group != OPENING:
            beats = [beat for beat in segment.beats if beat.kind in ("quiet", "soft")]
            found += [sum(beat.seconds for beat in beats)] if beats else []
    return found


def mean_first_quiet(plan: Plan) -> float:
    first = quiets(plan, 1)
    return sum(first) / len(first)


@settings(max_examples=150)
@given(specs())
def test_within_a_pass_quiet_never_shrinks(spec: Spec) -> None:
    plan = planned(spec)
    for _, beats in groupby(
        (segment for segment in plan.segments if segment.beats[-1].kind == "quiet"), key=lambda each: each.place.cycle
    ):
        seconds = [sum(beat.seconds for beat in each.beats if beat.kind in ("quiet", "soft")) for each in beats]
        assert all(later >= earlier - ROUNDED - 1e-6 for earlier, later in pairwise(seconds)), seconds


@pytest.mark.parametrize(("pace", "detail"), WAYS)
def test_every_minute_by_day_can_be_had_feet_to_head_both_sides_together(pace: Pace, detail: Detail) -> None:
    heights = {key: order for order, key in enumerate(library().groups)}
    for minutes in MINUTES_BY_DAY:
        plan = day_of(minutes, pace, detail)
        assert plan.spec.minutes == minutes
        assert abs(plan.seconds - 60 * minutes) <= 1.5
        assert (plan.spec.direction, plan.spec.sides) == (Direction.FEET_TO_HEAD, Sides.TOGETHER)
        first = [segment.place.group for segment in plan.segments if segment.place.cycle == 1][1:-1]
        first = [group for group in first if group in heights]
        assert first == sorted(first, key=heights.__getitem__)


@pytest.mark.parametrize(("pace", "detail"), WAYS)
@pytest.mark.parametrize("manner", [Manner.GENTLE, Manner.RELEASE_ONLY])
def test_every_minute_of_night_can_be_had_in_one_response(manner: Manner, pace: Pace, detail: Detail) -> None:
    for minutes in MINUTES_AT_BEDTIME:
        plan = night_of(minutes, manner, pace, detail)
        assert plan.spec.minutes == minutes
        spoken = next_chunk(Position(plan), CheckIns.DEFAULT, library()).spoken
        opening = content().phrases.opening
        before = f"{opening.safety} {opening.safety_pause} "
        assert len(render(spoken)) + len(before) <= LIMIT, (minutes, len(render(spoken)), len(before))


@pytest.mark.parametrize(("pace", "detail"), WAYS)
def test_between_neighbouring_minutes_quiet_neither_jumps_nor_falls(pace: Pace, detail: Detail) -> None:
    plans = [day_of(minutes, pace, detail) for minutes in MINUTES_BY_DAY]
    for one, other in pairwise(plans):
        before, after = mean_first_quiet(one), mean_first_quiet(other)
        if parts(one) == parts(other):
            assert before - ROUNDED <= after <= before + MOST_MORE + ROUNDED, (one.spec.minutes, before, after)
        elif one.spec.routine == other.spec.routine:
            assert after >= max(LEAST, before - MOST_TAKEN) - ROUNDED, (one.spec.minutes, before, after)


@settings(max_examples=150)
@given(specs())
def test_the_final_rest_has_its_share(spec: Spec) -> None:
    plan = planned(spec)
    rest, seconds = survey(plan, library()).final_rest, 60 * plan.spec.minutes
    if plan.bedtime:
        assert 30 <= rest <= 180
    else:
        assert min(240, max(15, 0.05 * seconds)) - ROUNDED <= rest <= min(240, max(15, 0.12 * seconds)) + ROUNDED


@settings(max_examples=150)
@given(specs(st.sampled_from(bedtime_routines())))
def test_the_last_third_of_a_night_has_at_most_half_of_the_words_of_its_first(spec: Spec) -> None:
    plan = planned(spec)
    first, _, last = survey(plan, library()).words
    assert last <= first / 2


@pytest.mark.parametrize("detail", Detail)
def test_no_routine_has_a_hole_in_its_minutes(detail: Detail, capsys: pytest.CaptureFixture[str]) -> None:
    for routine in library().routines:
        for pace in Pace:
            minutes = minutes_of(Spec(routine, 10, pace=pace, detail=detail), library())
            with capsys.disabled():
                print(f"{routine:22} {pace:7} {detail:6} {minutes[0]}-{minutes[-1]} minutes")
            assert list(minutes) == list(range(minutes[0], minutes[-1] + 1)), routine
