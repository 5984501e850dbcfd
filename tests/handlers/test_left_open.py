"""What a reply leaves open for the next turn, and what the next turn does with it."""

from dataclasses import replace

import pytest

from skill.content.content import Content
from skill.handlers.bookmarks import SOME_HOURS
from skill.handlers.moments import caring, choosing, opening, urgent
from skill.handlers.reply import Ask, Reply
from skill.handlers.turn import Question, State, Urgency
from skill.handlers.wishes import usual, usual_at_bedtime
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import Preferences
from skill.practice.routine import Direction, Manner
from skill.practice.spec import Spec
from skill.store.port import Changes, Memory
from tests.handlers.turns import NOW, standing_at, turn


def test_all_that_is_asked_and_counted_is_open_in_the_next_turn() -> None:
    spec = Spec("standard", 10)
    ask = Ask(Question.LEAVE_OUT, "Shall we?", spec, "feet", urgency=Urgency.HURT)
    reply = Reply("", ask=ask, fallbacks_in_a_row=2, help_told=3, safety_until=NOW + 4.5)
    assert reply.state == State(
        question=Question.LEAVE_OUT,
        offer=spec,
        area_in_question="feet",
        urgency=Urgency.HURT,
        fallbacks_in_a_row=2,
        help_told=3,
        safety_until=NOW + 4.5,
    )


def test_where_it_is_not_known_what_hurts_what_plays_stops(content: Content) -> None:
    opening = Position(make_plan(Spec("standard", 10), content.library))
    reply = caring.in_pain(turn(content, progress=standing_at(opening, NOW)))
    assert reply.stop
    assert reply.ask
    assert reply.ask.question is Question.GO_ON


@pytest.mark.parametrize("urgency", Urgency)
def test_a_number_that_is_said_again_is_still_about_the_same(urgency: Urgency, content: Content) -> None:
    reply = urgent.again(turn(content, question=Question.CALL, urgency=urgency))
    assert reply.ask
    assert reply.ask.urgency is urgency


@pytest.mark.parametrize(("before", "left_out"), [(SOME_HOURS - 1, {"feet"}), (SOME_HOURS, set())])
def test_what_was_left_out_stays_out_of_a_fresh_session_for_some_hours(
    before: int, left_out: set[str], content: Content
) -> None:
    spec = Spec("standard", 10, skipped=frozenset({"feet"}))
    kept = standing_at(Position(make_plan(spec, content.library), 3), NOW - before)
    asked = turn(content, memory=Memory(welcomed=True, bookmark=kept), question=Question.RESUME)
    reply = choosing.decline_resume(asked)
    assert reply.ask
    assert reply.ask.offer
    assert reply.ask.offer.skipped == left_out


def test_a_direction_wished_for_by_day_is_none_of_the_night(content: Content) -> None:
    memory = Memory(welcomed=True, preferences=Preferences(direction=Direction.HEAD_TO_FEET))
    assert usual(turn(content, memory=memory)).direction is Direction.HEAD_TO_FEET
    assert usual_at_bedtime(turn(content, memory=memory)).direction is None


def test_sessions_finished_are_counted_by_manner() -> None:
    memory = Memory()
    for manner in (Manner.TENSE, Manner.GENTLE, Manner.TENSE):
        memory = memory.after(Changes(finished=manner), NOW)
    assert memory.finished == {Manner.TENSE: 2, Manner.GENTLE: 1}
    assert replace(memory, finished={}) == Memory(sessions=3, last=NOW)


@pytest.mark.parametrize(("before", "asks"), [(SOME_HOURS - 1, False), (SOME_HOURS, True)])
def test_resume_asks_first_after_some_hours(before: int, asks: bool, content: Content) -> None:
    kept = standing_at(Position(make_plan(Spec("standard", 10), content.library), 3), NOW - before)
    reply = opening.resume(turn(content, memory=Memory(welcomed=True, bookmark=kept)))
    assert (reply.ask is not None and reply.ask.question is Question.RESUME) is asks
