"""A session that other content guided stays where it is: no second counts, only what is named."""

from typing import Any

import pytest

from skill.content.content import Content
from skill.handlers.bookmarks import kept_position
from skill.practice.position import Position
from tests.app.under_way import A_WHILE, SPEAKING, each_day, each_place, is_there, said, says_what_is_left, skill


@pytest.mark.parametrize("before", [0, 1, A_WHILE])
@pytest.mark.parametrize("under_way", SPEAKING, ids=[each["name"] for each in SPEAKING])
def test_a_session_that_was_speaking_is_taken_up_at_the_named_place(
    under_way: dict[str, Any], before: int, content: Content
) -> None:
    wire = under_way["speaking"]
    turn = skill(content).turn(said(wire["now"] - before, "AMAZON.RepeatIntent", wire["attributes"]))
    assert is_there(turn.position, under_way)
    assert turn.is_foreign
    assert not turn.at_border


@each_place
def test_yes_goes_on_at_what_was_asked_for(under_way: dict[str, Any], content: Content) -> None:
    wire, app = under_way["asked"], skill(content)
    turn = app.turn(said(wire["now"], "AMAZON.YesIntent", wire["attributes"]))
    reply = app.answer(turn).reply
    assert turn.position
    assert turn.position == turn.onward
    assert is_there(turn.position, under_way)
    assert says_what_is_left(turn, turn.position, reply.before)
    if reply.progress:
        assert is_there(Position.at(turn.position.plan, reply.progress.place), under_way)
        assert reply.progress.made_by == content.library.made_by


@each_place
def test_how_much_is_left_is_said_once(under_way: dict[str, Any], content: Content) -> None:
    wire, app = under_way["asked"], skill(content)
    turn = app.turn(said(wire["now"], "TimeLeftIntent", wire["attributes"]))
    assert app.answer(turn).reply.before.count(" left.") == 1


@each_day
def test_a_pause_does_not_let_the_minutes_be_forgotten(under_way: dict[str, Any], content: Content) -> None:
    wire, app = under_way["asked"], skill(content)
    paused = app.answer(app.turn(said(wire["now"], "AMAZON.PauseIntent", wire["attributes"])))
    resumed = app.turn(said(wire["now"] + A_WHILE, "AMAZON.ResumeIntent", paused.attributes.to_wire()))
    assert is_there(resumed.position, under_way)
    assert resumed.position
    assert says_what_is_left(resumed, resumed.position, app.answer(resumed).reply.before)


@pytest.mark.parametrize("later", [1, A_WHILE, 3600])
@each_place
def test_a_kept_place_is_taken_up_and_says_what_is_left(
    under_way: dict[str, Any], later: int, content: Content
) -> None:
    app = skill(content, under_way["record"])
    turn = app.turn(said(under_way["record"]["kept_run"] + later, "AMAZON.ResumeIntent"))
    assert turn.memory.bookmark
    position = kept_position(turn, turn.memory.bookmark)
    assert is_there(position, under_way)
    assert says_what_is_left(turn, position, app.answer(turn).reply.before)


@each_day
def test_what_the_question_said_is_not_said_again(under_way: dict[str, Any], content: Content) -> None:
    app = skill(content, under_way["record"])
    asked = app.answer(app.turn(said(under_way["record"]["kept_run"] + 5 * 3600, "AMAZON.ResumeIntent")))
    assert asked.reply.ask
    assert " left. " in asked.reply.ask.words
    yes = app.turn(said(asked.request.now + 9, "AMAZON.YesIntent", asked.attributes.to_wire()))
    assert " left." not in app.answer(yes).reply.before
