"""Minutes that bend what is under way, offered or kept."""

from dataclasses import replace

import pytest

from skill.content.content import Content
from skill.handlers.moments import bending, closing, guiding
from skill.handlers.turn import Question
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import LONGEST, Spec
from skill.store.port import Changes, Memory
from tests.handlers.turns import NOW, standing_at, turn

STANDARD = Spec("standard", 10)


def test_a_change_that_is_none_is_not_understood(content: Content) -> None:
    reply = bending.change_minutes(turn(content, slots={"change": "sideways"}))
    assert reply.fallbacks_in_a_row == 1


def test_minutes_in_all_need_a_number(content: Content) -> None:
    reply = bending.change_minutes(turn(content, slots={"change": "in_all"}))
    assert reply.before == content.phrases.adjusting.which_minutes


@pytest.mark.parametrize("minutes", ["0", "1", "9999"])
@pytest.mark.parametrize("change", ["longer", "shorter", "in_all"])
def test_no_number_breaks_it_or_moves_the_place(change: str, minutes: str, content: Content) -> None:
    position = Position(make_plan(STANDARD, content.library), 4)
    asked = turn(content, slots={"change": change, "minutes": minutes}, progress=standing_at(position, NOW))
    reply = bending.change_minutes(asked)
    assert reply.progress
    assert (reply.progress.place.group, reply.progress.place.cycle) == (position.place.group, position.place.cycle)
    offered = bending.change_minutes(replace(asked, state=replace(asked.state, progress=None, offer=STANDARD)))
    assert offered.ask
    assert offered.ask.offer
    assert 2 <= offered.ask.offer.minutes <= LONGEST


def test_not_yet_where_something_hurts_before_a_session_asks_again(content: Content) -> None:
    reply = guiding.not_yet(turn(content, question=Question.LEAVE_OUT, area_in_question="feet"))
    assert reply.ask
    assert (reply.ask.question, reply.ask.area) == (Question.LEAVE_OUT, "feet")


def test_what_closes_by_itself_is_over_once_it_was_said(content: Content) -> None:
    position = Position(make_plan(STANDARD, content.library)).ending()
    closes = replace(standing_at(position, NOW - 60), until=NOW + 60, closes=True)
    assert turn(content, progress=closes).progress == closes
    assert turn(content, progress=replace(closes, until=NOW)).progress is None
    left = closing.leave(turn(content, progress=closes))
    assert (left.changes, left.events) == (Changes(), ())


def test_a_kept_session_that_is_bent_stays_the_same_run(content: Content) -> None:
    position = Position(make_plan(STANDARD, content.library), 4)
    kept = replace(standing_at(position, NOW - 60), started_at=NOW - 300)
    memory = Memory(welcomed=True, bookmark=kept)
    asked = turn(content, slots={"change": "longer", "minutes": "5"}, memory=memory, question=Question.RESUME)
    changes = bending.change_minutes(asked).changes
    assert changes.bookmark
    assert changes.started_at == NOW - 300
