"""A caution comes before the action that needs it, once, wherever a session is entered, in full words and in few."""

import pytest

from skill.practice.cautions import cautioned_from, not_given_from
from skill.practice.muscle_group import Caution
from skill.practice.plan import Plan
from skill.practice.planner import make_plan, minutes_of
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Spec
from skill.practice.teaching import SOFT_HALF
from tests.strategies import library


def given(plan: Plan, index: int) -> list[tuple[int, str]]:
    """Return the cautions from a segment on, each with the segment in which it is said."""
    texts = {text: kind.value for kind, text in library().guidance.cautions.items()}
    return [
        (where, texts[piece])
        for where, segment in enumerate(plan.segments)
        for beat in segment.beats
        for piece in beat.words.pieces
        if where >= index and piece in texts
    ]


def needed(plan: Plan, index: int) -> list[tuple[int, str]]:
    """Return for each kind of caution the first segment that needs it."""
    first: dict[str, int] = {}
    for where, segment in enumerate(plan.segments):
        for kind in segment.cautions:
            if where >= index:
                first.setdefault(kind.value, where)
    return sorted((where, kind) for kind, where in first.items())


def plans(routine: str, detail: Detail) -> list[Plan]:
    every = minutes_of(Spec(routine, 10, detail=detail), library())
    directions = (None, *Direction) if library().routines[routine].direction else (None,)
    return [
        make_plan(Spec(routine, minutes, direction=direction, detail=detail), library())
        for minutes in {every[0], every[len(every) // 2], every[-1]}
        for direction in directions
    ]


@pytest.mark.parametrize("routine", sorted(library().routines))
@pytest.mark.parametrize("detail", Detail)
def test_wherever_a_session_is_entered_each_caution_is_given_once_before_its_first_action(
    routine: str, detail: Detail
) -> None:
    for plan in plans(routine, detail):
        for index in range(len(plan.segments)):
            entered = cautioned_from(plan, index, library())
            assert sorted(given(entered, index)) == needed(plan, index), index
            assert entered.segments[:index] == plan.segments[:index]
            assert entered.starts == pytest.approx(plan.starts, abs=0.5 + 1e-6)
            assert all(
                beat.seconds >= SOFT_HALF for each in entered.segments for beat in each.beats if "quiet" in beat.kind
            )


@pytest.mark.parametrize("routine", sorted(library().routines))
@pytest.mark.parametrize("detail", Detail)
def test_a_caution_stands_between_the_name_and_the_action(routine: str, detail: Detail) -> None:
    cautions = set(library().guidance.cautions.values())
    for plan in plans(routine, detail):
        for index in range(1, len(plan.segments)):
            for segment in cautioned_from(plan, index, library()).segments:
                words = segment.beats[0].words
                for order, piece in enumerate(words.pieces):
                    if piece in cautions:
                        assert order > words.pieces.index(words.name)
                        assert library().guidance.hold in words.pieces[order + 1 :]
                        assert words.pieces[order + 1] not in (library().guidance.hold, words.name)


@pytest.mark.parametrize("routine", sorted(library().routines))
def test_few_words_have_the_same_cautions_as_many(routine: str) -> None:
    kinds = {
        frozenset(kind for _, kind in given(make_plan(Spec(routine, minutes, detail=detail), library()), 0))
        for detail in Detail
        for minutes in minutes_of(Spec(routine, 10, detail=detail), library())
    }
    assert len(kinds) == 1


def test_what_is_played_on_is_told_before() -> None:
    plan = make_plan(Spec("standard", 10), library())
    calves = next(index for index, segment in enumerate(plan.segments) if segment.place.group == "calves")
    assert not_given_from(plan, calves - 1, library()) == ()
    assert not_given_from(plan, calves, library()) == (library().guidance.cautions[Caution.CRAMP],)
    assert not_given_from(plan, calves + 1, library()) == ()
