"""A limb that isn't there: left out with what is beyond it, not named back, no reason kept."""

import pytest

from skill.content.content import Content
from skill.handlers.bookmarks import at_place
from skill.handlers.moments import areas
from skill.handlers.turn import Question
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec
from tests.handlers.turns import NOW, turn


@pytest.mark.parametrize(
    ("area", "side", "left_out"),
    [
        ("feet", "left", {"feet/left"}),
        ("calves", "left", {"calves/left", "feet/left"}),
        ("knees", "right", {"knees/right", "feet/right"}),
        ("thighs", "", {"thighs", "calves", "feet"}),
        ("hips", "left", {"hips/left", "calves/left", "feet/left"}),
        ("legs", "left", {"legs/left"}),
        ("hands", "right", {"hands/right"}),
        ("wrists", "right", {"wrists/right"}),
        ("elbows", "right", {"elbows/right", "hands/right"}),
        ("upper_arms", "left", {"upper_arms/left", "forearms/left", "hands/left"}),
        ("arms", "", {"arms"}),
        ("eyes", "left", {"eyes"}),
        ("shoulders", "left", {"shoulders"}),
    ],
)
def test_what_is_missing_is_left_out_with_what_is_beyond_it_on_its_side(
    area: str, side: str, left_out: set[str], content: Content
) -> None:
    position = Position(make_plan(Spec("standard", 10), content.library), 3)
    begun = at_place(position, NOW, made_by=content.library.made_by)
    reply = areas.missing(turn(content, slots={"area": area, "side": side}, progress=begun))
    assert reply.changes.preferences == {"skipped": dict.fromkeys(left_out, True)}
    assert reply.progress
    assert reply.progress.spec.skipped == left_out
    assert reply.before.startswith(content.phrases.areas.missing)


def test_a_missing_limb_that_was_just_asked_about_needs_no_name(content: Content) -> None:
    reply = areas.missing(turn(content, question=Question.LEAVE_OUT, area_in_question="feet/left"))
    assert reply.changes.preferences == {"skipped": {"feet/left": True}}


def test_without_an_area_the_part_is_asked_for_and_nothing_is_kept(content: Content) -> None:
    for slots in ({}, {"area": "aura"}, {"side": "left"}):
        reply = areas.missing(turn(content, slots=slots))
        assert reply.before == content.phrases.areas.which_missing
        assert not reply.changes
