"""What suits the listener's body: in the spec of what is under way, and of every session to come."""

from dataclasses import replace
from typing import Any

import pytest

from skill.content.content import Content
from skill.handlers.bookmarks import at_place
from skill.handlers.going_on import go_on_from
from skill.handlers.moments import suiting
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import on_the_way, usual, usual_at_bedtime
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import Preferences
from skill.practice.spec import Eyes, Posture, Spec, Tension
from skill.store.port import Memory
from tests.handlers.turns import NOW, turn

WISHES: list[Any] = [
    pytest.param(suiting.set_posture, {"posture": "seated"}, Posture.SEATED, id="seated"),
    pytest.param(suiting.set_posture, {"posture": "lying"}, Posture.LYING, id="lying"),
    pytest.param(suiting.eyes_open, {}, Eyes.OPEN, id="eyes open"),
    pytest.param(suiting.eyes_closed, {}, Eyes.CLOSED, id="eyes closed"),
    *(pytest.param(suiting.set_tension, {"tension": each.value}, each, id=f"{each} tension") for each in Tension),
    pytest.param(suiting.set_soft, {"soft": "off"}, False, id="no soft lines"),
    pytest.param(suiting.set_soft, {"soft": "on"}, True, id="soft lines"),
]
NAMES = {suiting.set_posture: "posture", suiting.set_tension: "tension", suiting.set_soft: "soft"}


def under_way(content: Content, routine: str = "standard", **slots: str) -> Turn:
    position = Position(make_plan(Spec(routine, 10, seed=7), content.library), 3)
    return turn(
        content, slots=slots, progress=at_place(position, NOW, made_by=content.library.made_by), question=Question.GO_ON
    )


@pytest.mark.parametrize(("handler", "slots", "value"), WISHES)
def test_a_wish_on_the_way_changes_what_is_left_at_the_same_place(
    handler: Any, slots: dict[str, str], value: Any, content: Content
) -> None:
    name, asked = NAMES.get(handler, "eyes"), under_way(content, **slots)
    reply = handler(asked)
    assert asked.position
    assert reply.progress
    assert reply.progress.place == asked.position.place
    assert reply.progress.spec == replace(asked.position.plan.spec, **{name: value})
    assert (reply.changes.preferences, reply.wish) == ({name: value}, True)


@pytest.mark.parametrize(("handler", "slots", "value"), WISHES)
def test_a_wish_in_a_night_goes_on_with_it_and_asks_nothing(
    handler: Any, slots: dict[str, str], value: Any, content: Content
) -> None:
    name, asked = NAMES.get(handler, "eyes"), under_way(content, "bedtime_gentle", **slots)
    moved = on_the_way(asked, **{name: value})
    assert moved.position
    assert getattr(moved.position.plan.spec, name) == value
    reply = handler(asked)
    assert reply.ask is None
    assert reply.spoken == go_on_from(moved, moved.position).spoken
    assert reply.changes.preferences == {name: value}


@pytest.mark.parametrize(("handler", "slots", "value"), WISHES)
def test_a_remembered_wish_is_that_of_every_session_by_day_and_at_night(
    handler: Any, slots: dict[str, str], value: Any, content: Content
) -> None:
    wished = handler(turn(content, slots=slots)).changes.preferences
    memory = Memory(preferences=Preferences().with_changes(wished), welcomed=True)
    for spec in (usual(turn(content, memory=memory)), usual_at_bedtime(turn(content, memory=memory))):
        assert getattr(spec, NAMES.get(handler, "eyes")) == value


@pytest.mark.parametrize("handler", [suiting.set_posture, suiting.set_tension, suiting.set_soft])
def test_what_is_not_known_is_not_understood(handler: Any, content: Content) -> None:
    for slots in ({}, {"posture": "floating", "tension": "enormous", "soft": "perhaps"}):
        reply = handler(turn(content, slots=slots))
        assert reply.before == content.phrases.recovering.unclear_before
        assert not reply.changes
