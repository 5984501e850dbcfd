"""What is said around one muscle group, and what of it falls away where there are few words, or late at night."""

import pytest

from skill.practice.place import ENDING, OPENING
from skill.practice.plan import Plan, Segment
from skill.practice.planner import make_plan
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Spec
from tests.strategies import library

KINDS = {
    *("opening", "settling", "cue", "tension", "attention", "release", "quiet", "soft", "lead", "count", "breath"),
    *("rest", "final_quiet", "waking"),
}
"""Of beats: a screen glows and fades by them, and each silence takes its range by its own."""


def of_pass(plan: Plan, number: int) -> list[Segment]:
    inner = [each for each in plan.segments if each.place.group not in (OPENING, ENDING)]
    return [each for each in inner if each.place.cycle == number]


def release(segment: Segment) -> str:
    """Return what is said after the word of letting go."""
    (words,) = [beat.text for beat in segment.beats if beat.kind == "release"]
    return words.removeprefix(library().guidance.release).strip()


def observed(words: str) -> bool:
    guidance = library().guidance
    return any(line in words for line in (*guidance.observe, *guidance.observe_softly))


def test_every_beat_is_of_a_kind_that_is_known_and_each_kind_is_heard() -> None:
    specs = [Spec(routine, minutes) for routine in library().routines for minutes in (2, 10, 20, 40)]
    plans = [make_plan(spec, library()) for spec in specs]
    assert {beat.kind for plan in plans for segment in plan.segments for beat in segment.beats} == KINDS


def test_what_is_tensed_is_named_held_and_let_go_in_this_order() -> None:
    for segment in of_pass(make_plan(Spec("standard", 10), library()), 1):
        kinds = [beat.kind for beat in segment.beats if beat.kind not in ("attention", "soft")]
        assert kinds[:3] == ["cue", "tension", "tension"] or kinds[:3] == ["cue", "tension", "release"]
        assert kinds.index("release") > kinds.index("tension")
        assert kinds[-1] == "quiet"


def test_in_few_words_a_part_has_what_may_be_noticed_or_how_to_let_go_and_not_both() -> None:
    plan = make_plan(Spec("standard", 20, detail=Detail.BRIEF), library())
    first = [release(each) for each in of_pass(plan, 1)]
    assert [index for index, words in enumerate(first) if observed(words)] == [*range(0, len(first), 3)]
    lines = {group.key: group.release for group in library().groups.values()}
    for segment in of_pass(plan, 1):
        said = release(segment)
        assert any(line in said for line in lines[segment.place.group]) is not observed(said)


def test_in_full_words_how_to_let_go_comes_before_what_may_be_noticed() -> None:
    first = of_pass(make_plan(Spec("standard", 10), library()), 1)
    lines = {group.key: group.release for group in library().groups.values()}
    assert all(any(release(each).startswith(line) for line in lines[each.place.group]) for each in first)
    assert [observed(release(each)) for each in first][:7] == [True] * 5 + [False, True]


def test_a_later_pass_tells_how_to_let_go_of_every_part_also_in_few_words() -> None:
    second = of_pass(make_plan(Spec("four", 30, detail=Detail.BRIEF), library()), 2)
    assert second
    lines = {group.key: group.release for group in library().groups.values()}
    tensed = [each for each in second if any(beat.kind == "release" for beat in each.beats)]
    assert all(any(line in release(each) for line in lines[each.place.group]) for each in tensed)


@pytest.mark.parametrize("minutes", [10, 20, 30])
def test_in_the_last_third_of_a_night_nothing_is_said_after_the_word_of_letting_go(minutes: int) -> None:
    plan = make_plan(Spec("bedtime_gentle", minutes), library())
    of = len(plan.segments) - 2
    tensed = [each for each in plan.segments if any(beat.kind == "release" for beat in each.beats)]
    assert [bool(release(each)) for each in tensed] == [3 * each.place.order < 2 * of for each in tensed]


@pytest.mark.parametrize("routine", ["standard", "bedtime_gentle"])
def test_soft_lines_stay_out_where_they_are_not_wished(routine: str) -> None:
    kinds = [
        {beat.kind for segment in make_plan(Spec(routine, 20, soft=soft), library()).segments for beat in segment.beats}
        for soft in (True, False)
    ]
    assert ["soft" in each for each in kinds] == [True, False]


def test_what_is_remembered_in_larger_parts_goes_the_same_way_through_the_body() -> None:
    ways = []
    for direction in Direction:
        plan = make_plan(Spec("standard", 30, direction=direction), library())
        last = max(segment.place.cycle for segment in plan.segments)
        recalled = next(of for number in range(2, last + 1) if (of := of_pass(plan, number)) and _is_recalled(of[0]))
        ways.append([each.place.group for each in recalled])
    assert ways[0] == ways[1][::-1]


def _is_recalled(segment: Segment) -> bool:
    return any(line in segment.beats[0].text for line in library().guidance.recall)


def test_the_longest_sessions_hold_no_longer_in_later_passes_than_in_the_first() -> None:
    plan = make_plan(Spec("four", 25), library())
    held = [
        [
            sum(beat.seconds for beat in each.beats if beat.kind in ("tension", "attention"))
            for each in of_pass(plan, number)
        ]
        for number in (1, 2)
    ]
    assert held[1]
    assert max(held[1]) <= min(held[0])
