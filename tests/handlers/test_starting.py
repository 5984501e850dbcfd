"""A session is begun with any mix of wishes: each is done or told, and what isn't understood is asked for."""

from dataclasses import replace
from typing import Any

import pytest

from skill.app.app import App
from skill.content.content import Content
from skill.handlers.moments import areas, choosing
from skill.handlers.request import UNMATCHED
from skill.handlers.turn import Question, Turn
from skill.practice.background import Background
from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import CheckIns, Preferences
from skill.practice.spec import Pace, Sides, Spec
from skill.simulator.imagined import ImaginedAudio
from skill.store.memory_store import MemoryStore
from skill.store.port import Memory
from tests.handlers.test_moments import everything
from tests.handlers.turns import NOW, standing_at, turn

STANDARD = Spec("standard", 10)


def under_way(content: Content, **slots: str) -> Turn:
    position = Position(make_plan(STANDARD, content.library), 3)
    return turn(content, slots=slots, progress=standing_at(position, NOW), question=Question.GO_ON)


def able_to_play(content: Content, **slots: str) -> Turn:
    return replace(turn(content, slots=slots), audio=ImaginedAudio(content.library))


def test_every_wish_of_a_start_is_done_and_none_is_saved(content: Content) -> None:
    wishes = {"minutes": "20", "pace": "slow", "sides": "one_at_a_time", "left_out": "neck", "other_left_out": "knees"}
    reply = choosing.start(turn(content, slots=wishes))
    assert reply.progress
    spec = reply.progress.spec
    assert (spec.minutes, spec.pace, spec.sides) == (20, Pace.SLOW, Sides.ONE_AT_A_TIME)
    assert spec.skipped == {"neck", "knees"}
    phrases = content.phrases
    assert reply.before == " ".join(
        [
            phrases.areas.skipped_now.format(area="your neck and your knees"),
            phrases.choosing.pace[Pace.SLOW],
            phrases.adjusting.sides[Sides.ONE_AT_A_TIME],
        ]
    )
    assert not reply.changes.preferences


@pytest.mark.parametrize("background", ["rain", "brown"])
def test_a_background_is_played_this_time(background: str, content: Content) -> None:
    reply = choosing.start(able_to_play(content, background=background))
    assert reply.play
    assert reply.play.stream.background == background
    assert reply.for_now == {"background": background, "check_ins": CheckIns.NONE}
    assert not reply.changes.preferences


def test_without_a_background_questions_are_asked_as_usual(content: Content) -> None:
    reply = choosing.start(able_to_play(content, background="floor"))
    assert (reply.play, reply.before) == (None, "")


def test_a_background_with_questions_cannot_be_had(content: Content) -> None:
    reply = choosing.start(able_to_play(content, background="rain", check_ins="more"))
    lines = content.phrases
    assert reply.before == f"{lines.adjusting.check_ins[CheckIns.MORE]} {lines.choosing.no_background}"
    assert not reply.play


def test_a_night_has_its_background_and_nothing_is_said_of_questions(content: Content) -> None:
    reply = choosing.start(able_to_play(content, routine="bedtime", background="rain", check_ins="none"))
    assert reply.before == content.phrases.choosing.background[Background.RAIN]
    assert reply.play


def test_wishes_for_this_session_last_as_long_as_it_and_no_longer(content: Content) -> None:
    asked = turn(content, slots={"check_ins": "none"})
    answer = App(content, MemoryStore(clock=lambda: NOW)).answer(_start(asked))
    assert answer.attributes.memory.preferences == Preferences(check_ins=CheckIns.NONE)


def _start(asked: Turn) -> Turn:
    return replace(asked, request=replace(asked.request, intent="StartIntent"))


@pytest.mark.parametrize(("slot", "line"), [("routine", "which_routine"), ("direction", "which_direction")])
def test_an_unknown_routine_or_direction_asks_and_keeps_what_was_understood(
    slot: str, line: str, content: Content
) -> None:
    reply = choosing.start(turn(content, slots={slot: UNMATCHED, "minutes": "20"}))
    assert reply.before == getattr(content.phrases.choosing, line)
    assert reply.ask
    assert reply.ask.offer
    assert (reply.ask.question, reply.ask.offer.minutes) == (Question.OFFER, 20)
    assert not reply.changes


@pytest.mark.parametrize("slot", ["routine", "direction", "left_out"])
def test_what_is_not_understood_drops_no_session_under_way(slot: str, content: Content) -> None:
    asked = under_way(content, **{slot: UNMATCHED})
    reply = choosing.start(asked)
    assert reply.progress
    assert (reply.progress.spec, reply.progress.place) == (STANDARD, asked.position and asked.position.place)
    assert reply.ask
    assert reply.ask.question is Question.GO_ON


@pytest.mark.parametrize("question", [Question.RESUME, Question.EVENING])
def test_what_is_not_understood_leaves_an_offer_open(question: Question, content: Content) -> None:
    reply = choosing.start(turn(content, slots={"routine": UNMATCHED}, question=question, offer=STANDARD))
    assert reply.ask
    assert reply.ask.question is question


def test_what_is_to_be_left_out_is_asked_for_where_it_was_not_understood(content: Content) -> None:
    reply = choosing.start(turn(content, slots={"left_out": UNMATCHED}))
    assert reply.before == content.phrases.choosing.which_left_out
    reply = choosing.start(turn(content, slots={"left_out": "neck", "other_left_out": UNMATCHED}))
    skipped = content.phrases.areas.skipped_now.format(area="your neck")
    assert reply.before == f"{skipped} {content.phrases.areas.other}"
    assert reply.ask
    assert reply.ask.offer
    assert reply.ask.offer.skipped == {"neck"}


@pytest.mark.parametrize("slot", ["minutes", "length", "pace", "sides", "background", "check_ins"])
def test_where_the_rest_was_not_understood_it_is_said_and_begins(slot: str, content: Content) -> None:
    reply = choosing.start(turn(content, slots={slot: UNMATCHED, "routine": "quick"}))
    assert reply.before == content.phrases.choosing.rest
    assert reply.changes.bookmark
    assert reply.changes.bookmark.spec.routine == "quick"
    assert not reply.for_now


def test_a_direction_that_a_routine_cannot_take_is_told(content: Content) -> None:
    reply = choosing.start(turn(content, slots={"routine": "quick", "direction": "head_to_feet"}))
    assert reply.before == content.phrases.choosing.own_order


def test_where_nothing_is_left_an_unknown_routine_offers_what_needs_none(content: Content) -> None:
    memory = Memory(preferences=Preferences(skipped=everything(content)), welcomed=True)
    reply = choosing.start(turn(content, slots={"routine": UNMATCHED}, memory=memory))
    assert content.phrases.choosing.nothing_left in reply.before


@pytest.mark.parametrize("key", ["breath", UNMATCHED])
def test_nothing_can_be_left_out_that_nobody_was_offered(key: str, content: Content) -> None:
    reply = areas.skip(turn(content, slots={"area": key}))
    assert reply.before == content.phrases.areas.which


def test_a_stored_area_that_content_no_longer_has_breaks_no_answer(content: Content) -> None:
    memory = Memory(preferences=Preferences(skipped=frozenset({"fins", "neck"}), imagined=frozenset({"tail"})))
    asked: Any = turn(content, memory=replace(memory, welcomed=True))
    assert areas.listed(asked).before == "You leave out your neck."
    assert choosing.start(asked).progress


def test_minutes_of_just_one_area_that_were_not_understood_are_told(content: Content) -> None:
    reply = areas.only(turn(content, slots={"area": "shoulders", "minutes": UNMATCHED}))
    assert reply.before.endswith(f"your shoulders. {content.phrases.choosing.rest}")
    assert reply.progress


def test_no_to_resuming_offers_the_usual_where_both_days_together_would_leave_nothing(content: Content) -> None:
    kept = Bookmark(spec=Spec("standard", 10, skipped=everything(content) - {"jaw"}), place=Place("jaw"), at=NOW - 60)
    memory = Memory(preferences=Preferences(skipped=frozenset({"jaw"})), bookmark=kept, welcomed=True)
    reply = choosing.decline_resume(turn(content, memory=memory, question=Question.RESUME))
    assert reply.ask
    assert reply.ask.offer
    assert reply.ask.offer.skipped == {"jaw"}
