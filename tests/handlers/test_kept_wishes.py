"""What is wished for while a session is paused holds for it; where it is taken up, cautions are given again."""

from dataclasses import replace
from typing import Any

import pytest

from skill.content.content import Content
from skill.handlers.bookmarks import at_place
from skill.handlers.going_on import go_on_from
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import kept_with
from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Pace, Spec
from skill.store.port import Memory
from tests.handlers.turns import NOW, turn


def paused(content: Content, spec: Spec, index: int = 4) -> Bookmark:
    plan = make_plan(spec, content.library)
    return at_place(Position(plan, index), NOW - 60, made_by=content.library.made_by, started_at=NOW - 400)


def offered(content: Content, kept: Bookmark) -> Turn:
    return turn(content, memory=Memory(bookmark=kept), question=Question.RESUME)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"pace": Pace.SLOW}, {"pace": Pace.SLOW}),
        ({"soft": False}, {"soft": False}),
        ({"skipped": {"neck": True}}, {"skipped": frozenset({"neck", "abdomen"})}),
        ({"skipped": {"abdomen": False}}, {"skipped": frozenset()}),
    ],
)
def test_a_wish_reaches_the_kept_session_at_its_place(
    wishes: dict[str, Any], expected: dict[str, Any], content: Content
) -> None:
    kept = paused(content, Spec("standard", 10, skipped=frozenset({"abdomen"})))
    changed = kept_with(offered(content, kept), wishes)
    assert changed
    assert replace(changed.spec, minutes=10) == replace(kept.spec, **expected)
    assert (changed.place.group, changed.place.cycle) == (kept.place.group, kept.place.cycle)
    assert (changed.started_at, changed.made_by) == (kept.started_at, kept.made_by)


@pytest.mark.parametrize("wishes", [{"minutes": 20}, {"direction": None}, {"volume": None}, {}])
def test_what_would_move_its_place_is_for_the_next_session(wishes: dict[str, Any], content: Content) -> None:
    assert kept_with(offered(content, paused(content, Spec("standard", 10))), wishes) is None


def test_it_stays_while_another_device_speaks_it_unless_it_is_offered_here(content: Content) -> None:
    kept = replace(paused(content, Spec("standard", 10)), until=NOW + 100)
    assert kept_with(turn(content, memory=Memory(bookmark=kept)), {"pace": Pace.SLOW}) is None
    slower = kept_with(offered(content, kept), {"pace": Pace.SLOW})
    assert slower
    assert (slower.spec.pace, slower.at) == (Pace.SLOW, NOW)


def test_it_stays_where_nothing_of_it_would_remain(content: Content) -> None:
    kept = paused(content, Spec("quick", 3), index=2)
    wishes = {"skipped": {"hands": True, "shoulders": True, "face": True}}
    assert kept_with(offered(content, kept), wishes) is None


def test_a_caution_is_given_again_although_a_question_comes_before_its_action(content: Content) -> None:
    plan = make_plan(Spec("standard", 40), content.library)
    lenses = "With contact lenses in, leave your eyes out of this."
    here = Position.at(plan, Place("thighs", cycle=4))
    assert here.place == plan.segments[here.index].place
    reply = go_on_from(turn(content), here, "")
    said = [reply]
    while lenses not in " ".join(beat.text for beat in (said[-1].spoken.beats if said[-1].spoken else ())):
        assert said[-1].progress, "the eyes were never reached"
        assert said[-1].progress.entered == here.place
        progress = said[-1].progress
        asked = turn(content, progress=progress, question=Question.GO_ON)
        onward = progress.onward(lambda spec: make_plan(spec, content.library))
        said.append(go_on_from(asked, onward, ""))
    assert len(said) > 1
