from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from skill.practice.course import NothingLeft, course
from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.practice.narration import ONLY_NAMES
from skill.practice.plan import Plan
from skill.practice.planner import _way, make_plan, minutes_of, nearest
from skill.practice.routine import Direction, Manner
from skill.practice.spec import Pace, Sides, Spec, Tension
from tests.strategies import library as the_library
from tests.strategies import specs


def planned(spec: Spec) -> Plan:
    return make_plan(spec, the_library())


@pytest.mark.promise("minutes")
@settings(max_examples=200)
@given(specs())
def test_a_plan_takes_the_minutes_asked_for_or_names_the_nearest(spec: Spec) -> None:
    plan = planned(spec)
    assert abs(plan.seconds - plan.spec.minutes * 60) <= 0.01 * plan.spec.minutes * 60
    within = minutes_of(spec, the_library())
    assert plan.spec.minutes == min(within, key=lambda each: (abs(each - spec.minutes), each))


@settings(max_examples=200)
@given(specs())
def test_every_silence_lies_in_its_range_and_quiet_grows_within_its_pass(spec: Spec) -> None:
    passes = defaultdict(list)
    for segment in planned(spec).segments:
        for beat in segment.beats:
            assert beat.text or beat.kind == "quiet" or beat.low <= beat.seconds <= beat.high
        quiet = [beat for beat in segment.beats if beat.kind == "quiet"]
        if quiet:
            whole = sum(beat.seconds for beat in segment.beats[segment.beats.index(quiet[0]) :])
            assert quiet[0].low <= whole + 0.5
            assert whole - 0.5 <= quiet[0].high
            passes[segment.place.cycle].append(whole)
    for quiets in passes.values():
        assert all(later >= earlier - 2 for earlier, later in pairwise(quiets))


@given(specs())
def test_a_tension_is_never_above_ten_seconds_and_short_where_it_cramps(spec: Spec) -> None:
    light = {"feet", "calves", "neck_back", "jaw", "eyes"}
    plan = planned(spec)
    for segment in plan.segments:
        held = [beat for beat in segment.beats if beat.kind in ("tension", "attention")]
        if held:
            longest = 5 if plan.bedtime or segment.place.group in light else 10
            assert sum(beat.seconds for beat in held) + 0.5 >= 3
            assert sum(beat.seconds for beat in held) <= longest


@pytest.mark.parametrize(("tension", "words"), [(Tension.USUAL, "attention"), (Tension.LIGHT, "attention_lightly")])
def test_in_the_hold_attention_is_asked_for_in_words_that_fit_how_much_is_tensed(tension: Tension, words: str) -> None:
    plan = planned(Spec("standard", 10, tension=tension))
    said = {beat.text for segment in plan.segments for beat in segment.beats if beat.kind == "attention"}
    assert len(said) > 2
    assert said <= {*getattr(the_library().guidance, words)}


@given(specs())
def test_the_same_spec_makes_the_same_plan(spec: Spec) -> None:
    make_plan.cache_clear()
    first = planned(spec)
    make_plan.cache_clear()
    assert planned(Spec.from_wire(spec.to_wire())) == first


@given(specs())
def test_what_is_left_out_is_left_out_on_that_side(spec: Spec) -> None:
    groups, areas = the_library().groups, the_library().areas
    for segment in planned(spec).segments[1:-1]:
        group = groups[segment.place.group]
        assert not any(group.touches(segment.place.side, wish, areas) for wish in spec.skipped)


@given(specs())
def test_no_two_segments_have_the_same_place(spec: Spec) -> None:
    places = [replace(segment.place, order=0) for segment in planned(spec).segments]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("routine", ["standard", "sixteen", "seven", "four", "bedtime_gentle"])
def test_either_direction_visits_the_same_groups(routine: str, library: Library) -> None:
    up, down = (
        make_plan(Spec(routine, 12, direction=direction), library)
        for direction in (Direction.FEET_TO_HEAD, Direction.HEAD_TO_FEET)
    )
    height = {key: order for order, key in enumerate(library.groups)}
    rising = [height[segment.place.group] for segment in up.segments[1:-1] if segment.place.cycle == 1]
    falling = [height[segment.place.group] for segment in down.segments[1:-1] if segment.place.cycle == 1]
    assert sorted(rising) == sorted(falling)
    assert rising == sorted(rising)
    assert falling == sorted(falling, reverse=True)


def test_one_side_at_a_time_takes_the_right_side_first(library: Library) -> None:
    plan = make_plan(Spec("standard", 15, sides=Sides.ONE_AT_A_TIME), library)
    sides = [str(segment.place.side) for segment in plan.segments if segment.place.group == "feet"]
    assert sides == ["right", "left"]


def test_both_sides_together_shorten_the_sixteen_form(library: Library) -> None:
    plan = make_plan(Spec("sixteen", 10, sides=Sides.TOGETHER), library)
    assert {str(segment.place.side) for segment in plan.segments} == {"both"}


def test_one_foot_left_out_leaves_the_other(library: Library) -> None:
    plan = make_plan(Spec("standard", 10, skipped=frozenset({"feet/left"})), library)
    sides = [str(segment.place.side) for segment in plan.segments if segment.place.group == "feet"]
    assert sides == ["right"]


def test_a_leg_is_left_out_with_its_foot(library: Library) -> None:
    plan = make_plan(Spec("four", 5, skipped=frozenset({"feet"})), library)
    assert "leg_whole" not in [segment.place.group for segment in plan.segments]


def test_nothing_left_is_said(library: Library) -> None:
    with pytest.raises(NothingLeft):
        make_plan(Spec("quick", 2, skipped=frozenset({"hands", "shoulders", "jaw"})), library)


def test_imagined_groups_are_not_moved(library: Library) -> None:
    plan = make_plan(Spec("standard", 10, imagined=frozenset({"thighs"})), library)
    cues = [segment.beats[0].text for segment in plan.segments if segment.place.group == "thighs"]
    assert all("imagine" in cue for cue in cues[:1])
    assert cues


def test_two_seeds_differ_in_words_and_agree_in_minutes(library: Library) -> None:
    plans = [make_plan(Spec("standard", 20, seed=seed), library) for seed in (1, 2)]
    words = [[beat.text for segment in plan.segments for beat in segment.beats] for plan in plans]
    assert words[0] != words[1]
    assert abs(plans[0].seconds - plans[1].seconds) <= 1


def test_a_slower_pace_keeps_the_minutes_and_has_more_quiet(library: Library) -> None:
    def quiet(pace: Pace) -> float:
        plan = make_plan(Spec("standard", 10, pace=pace), library)
        assert abs(plan.seconds - 600) <= 6
        return plan.rate

    assert quiet(Pace.SLOW) < quiet(Pace.NORMAL) < quiet(Pace.BRISK)


def test_bedtime_asks_nothing_and_wakes_nobody(library: Library) -> None:
    plan = make_plan(Spec("bedtime_gentle", 10), library)
    last = plan.segments[-1]
    assert [beat.kind for beat in last.beats] == ["rest", "final_quiet"]
    assert last.beats[-1].seconds >= 30
    assert not any("?" in beat.text for segment in plan.segments for beat in segment.beats)


def test_a_second_pass_at_bedtime_has_no_tension(library: Library) -> None:
    plan = make_plan(Spec("bedtime_gentle", 25), library)
    later = [segment for segment in plan.segments if segment.place.cycle == 2]
    assert later
    assert all(beat.kind != "tension" for segment in later for beat in segment.beats)


@given(specs())
def test_the_nearest_of_the_nearest_is_itself(spec: Spec) -> None:
    settled = planned(spec).spec
    assert nearest(settled, the_library()) == settled


def test_a_later_pass_is_led_over_to_once(library: Library) -> None:
    plan = make_plan(Spec("bedtime_gentle", 25), library)
    leads = library.guidance.leads[Manner.RELEASE_ONLY]
    led = [segment.place for segment in plan.segments if segment.beats[0].text.startswith(leads)]
    assert [(place.group, place.cycle) for place in led] == [("forehead", 2)]


def test_both_sides_are_touched_by_a_wish_for_one(library: Library) -> None:
    feet = library.groups["feet"]
    assert feet.touches(Side.BOTH, "feet/left", library.areas)
    assert feet.touches(Side.LEFT, "legs/left", library.areas)
    assert not feet.touches(Side.RIGHT, "feet/left", library.areas)
    assert not feet.touches(Side.BOTH, "hands", library.areas)


def test_a_wish_for_the_jaw_alone_lets_it_go_untensed(library: Library) -> None:
    plan = make_plan(Spec("standard", 10, released=frozenset({"jaw"})), library)
    tensed = {segment.place.group for segment in plan.segments for beat in segment.beats if beat.kind == "tension"}
    assert "jaw" not in tensed
    assert "neck_back" in tensed


def test_a_routine_without_a_way_of_its_own_goes_the_way_that_is_wished() -> None:
    library = the_library()
    heights = [*library.groups]
    way = Direction.HEAD_TO_FEET
    free = [each.key for each in library.routines.values() if not each.direction and each.direction_for(way) is way]
    assert free
    for key in free:
        upward, downward = (
            [heights.index(group.key) for group, _ in course(Spec(key, 10, way), library)]
            for way in (Direction.FEET_TO_HEAD, Direction.HEAD_TO_FEET)
        )
        assert (upward, downward) == (sorted(upward), sorted(downward, reverse=True))


def test_a_night_that_fits_nowhere_is_as_short_as_it_can_be(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.practice.planner.ROOM", 0)
    shortest = _way.__wrapped__(Spec("bedtime_gentle", 40), library)
    assert shortest[1] == ONLY_NAMES
    assert make_plan.__wrapped__(Spec("bedtime_gentle", 40), library).spec.minutes == 40


def test_a_soft_line_that_leaves_too_little_quiet_is_not_said(library: Library) -> None:
    long = ("This line goes on and on, " * 20 + "and then it ends.",)
    wordy = replace(library, guidance=replace(library.guidance, soft=long))
    plan = make_plan(Spec("standard", 14), wordy)
    assert all(beat.kind != "soft" for segment in plan.segments for beat in segment.beats)


@pytest.mark.parametrize(("routine", "area", "group"), [("standard", "feet", "calves"), ("desk", "hands", "forearms")])
def test_a_part_that_is_left_out_or_pictured_is_not_moved_to_tense_another(
    library: Library, routine: str, area: str, group: str
) -> None:
    def kinds(spec: Spec) -> set[str]:
        return {
            beat.kind
            for segment in make_plan(spec, library).segments
            if segment.place.group == group and segment.place.side is Side.BOTH
            for beat in segment.beats
        }

    assert "tension" in kinds(Spec(routine, 10))
    assert "tension" not in kinds(Spec(routine, 10, skipped=frozenset({area})))
    pictured = make_plan(Spec(routine, 10, imagined=frozenset({area})), library)
    (one, *_) = [segment for segment in pictured.segments if segment.place.group == group]
    assert library.groups[group].imagine in one.beats[0].words.pieces
