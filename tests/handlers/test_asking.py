"""An answer comes in speech and in writing, asks what fits, and loses nothing."""

from typing import Any

import pytest

from skill.content.content import Content
from skill.handlers.moments.asking import about, send_steps
from skill.handlers.turn import Question, Turn
from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.planner import make_plan, nearest
from skill.practice.routine import Manner
from skill.practice.spec import Sides, Spec
from skill.store.port import Memory
from tests.handlers.turns import NOW, turn

CARD_LIMIT = 8000
"""Characters that Alexa takes on one card, title included."""
STANDARD = Spec("standard", 10)


def on_the_way(content: Content, **slots: str) -> Turn:
    """Half a minute into a chunk that began at the thighs."""
    place, upto = Place("thighs"), Place("hands")
    progress = Bookmark(
        spec=STANDARD, place=place, at=NOW - 30, until=NOW + 90, upto=upto, made_by=content.library.made_by
    )
    return turn(content, slots=slots, progress=progress, question=Question.GO_ON)


def test_every_topic_is_answered_in_speech_and_in_writing(content: Content) -> None:
    written = {topic: answer for topic, answer in content.answers.items() if answer.card}
    assert len(written) > 30
    for topic, answer in written.items():
        reply = about(turn(content, slots={"topic": topic}))
        assert reply.before == answer.say
        assert reply.card
        assert reply.card.title == answer.title
        assert reply.card.text.startswith(answer.card)
        assert all(f"• {source}" in reply.card.text for source in answer.sources)
        assert len(reply.card.title) + len(reply.card.text) < CARD_LIMIT / 4
        assert "no substitute for professional advice" in reply.card.text


def test_what_claims_nothing_shows_no_sources(content: Content) -> None:
    card = about(turn(content, slots={"topic": "when"})).card
    assert card
    assert content.phrases.asking.sources not in card.text


def test_without_a_topic_it_says_what_it_is(content: Content) -> None:
    assert about(turn(content)).before == content.answers["what"].say


def test_a_topic_without_an_answer_gets_none(content: Content) -> None:
    reply = about(turn(content, slots={"topic": "hair loss"}))
    assert reply.before == content.phrases.asking.unknown
    assert reply.card is None
    assert reply.state.question is Question.OFFER


def test_before_a_session_it_asks_whether_to_begin(content: Content) -> None:
    reply = about(turn(content, slots={"topic": "how"}))
    assert reply.state.question is Question.OFFER
    assert reply.ask
    assert reply.ask.words == "Shall we begin with ten minutes?"


def test_two_questions_in_a_row_keep_what_was_offered(content: Content) -> None:
    offered = Spec("bedtime_gentle", 20)
    reply = about(turn(content, slots={"topic": "stress"}, question=Question.OFFER, offer=offered))
    assert reply.state.offer == offered


def test_on_the_way_the_place_is_kept(content: Content) -> None:
    asked = on_the_way(content, topic="stress")
    reply, position = about(asked), asked.position
    assert reply.state.question is Question.GO_ON
    assert reply.progress
    assert position
    assert reply.progress.place == position.place
    assert not reply.changes


DOING = ("how_hard", "doing_it_right", "feeling_nothing", "laughing", "how_long")


@pytest.mark.parametrize("topic", DOING)
def test_what_is_asked_about_the_doing_is_said_and_the_session_goes_on(topic: str, content: Content) -> None:
    asked = on_the_way(content, topic=topic)
    reply, position = about(asked), asked.position
    assert reply.before == content.answers[topic].say
    assert reply.card is None
    assert reply.spoken
    assert position
    assert reply.progress
    assert reply.progress.place == position.place


@pytest.mark.parametrize("topic", DOING)
def test_before_a_session_the_doing_is_answered_as_anything_else(topic: str, content: Content) -> None:
    reply = about(turn(content, slots={"topic": topic}))
    assert reply.before == content.answers[topic].say
    assert reply.card is None
    assert reply.state.question is Question.OFFER


def test_while_a_place_is_offered_the_doing_leaves_it_there(content: Content) -> None:
    memory = Memory(welcomed=True, bookmark=Bookmark(spec=STANDARD, place=Place("thighs"), at=NOW - 600))
    reply = about(turn(content, slots={"topic": "how_hard"}, memory=memory, question=Question.RESUME))
    assert reply.state.question is Question.RESUME


@pytest.mark.parametrize("handler", [about, send_steps])
def test_while_a_place_is_offered_yes_still_takes_it_up(handler: Any, content: Content) -> None:
    memory = Memory(welcomed=True, bookmark=Bookmark(spec=STANDARD, place=Place("thighs"), at=NOW - 600))
    reply = handler(turn(content, memory=memory, question=Question.RESUME))
    assert reply.state.question is Question.RESUME


def test_the_steps_are_those_that_yes_begins(content: Content) -> None:
    reply = send_steps(turn(content))
    assert reply.before == content.phrases.asking.steps_sent
    assert reply.card
    assert content.phrases.asking.steps_more in reply.card.text
    assert reply.state.offer
    assert reply.card.title == "Ten minutes of muscle relaxation"
    plan = make_plan(reply.state.offer, content.library)
    for segment in plan.segments:
        if segment.place.cycle == 1:
            for beat in segment.beats:
                assert (beat.text or f"({round(beat.seconds)} s)") in reply.card.text


def test_the_steps_on_the_way_are_those_of_the_session_under_way(content: Content) -> None:
    spec = Spec("seven", 15, seed=3)
    reply = send_steps(
        turn(content, progress=Bookmark(spec=spec, place=Place("trunk"), at=NOW), question=Question.GO_ON)
    )
    assert reply.card
    assert reply.card.title == f"Fifteen minutes of {content.library.guidance.routines['seven']}"
    assert "\n6. " in reply.card.text
    assert reply.state.question is Question.GO_ON


def test_the_steps_of_a_kept_session_are_its_own(content: Content) -> None:
    kept = Bookmark(spec=Spec("four", 8), place=Place("trunk"), at=NOW - 600)
    reply = send_steps(turn(content, memory=Memory(welcomed=True, bookmark=kept), question=Question.RESUME))
    assert reply.card
    assert reply.card.title == f"Eight minutes of {content.library.guidance.routines['four']}"


def test_a_count_is_written_out(content: Content) -> None:
    reply = send_steps(turn(content, offer=Spec("counting", 3), question=Question.OFFER))
    assert reply.card
    assert "Nine. (" in reply.card.text
    assert "Ten. (" in reply.card.text


def test_the_second_pass_at_bedtime_is_only_resting(content: Content) -> None:
    reply = send_steps(turn(content, offer=Spec("bedtime_gentle", 40), question=Question.OFFER))
    assert reply.card
    leads = content.library.guidance.leads
    assert sum(reply.card.text.count(lead) for lead in leads[Manner.RELEASE_ONLY]) == 1
    assert sum(reply.card.text.count(lead) for lead in leads[Manner.REST]) == 1


@pytest.mark.parametrize("minutes", [2, 10, 25, 40])
def test_every_routine_fits_on_a_card_and_its_steps_are_numbered_from_one(minutes: int, content: Content) -> None:
    for routine in content.library.routines:
        spec = nearest(Spec(routine, minutes, sides=Sides.ONE_AT_A_TIME), content.library)
        card = send_steps(turn(content, offer=spec, question=Question.OFFER)).card
        assert card
        assert "\n1. " in card.text
        assert 500 < len(card.title) + len(card.text) < CARD_LIMIT * 3 / 4
