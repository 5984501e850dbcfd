"""Several wishes in one sentence: none is lost, and the words of all are counted in."""

from dataclasses import replace

import pytest

from skill.content.content import Content
from skill.handlers import table
from skill.handlers.reply import Reply
from skill.handlers.several import wishes_of
from skill.handlers.turn import Question, Turn, Urgency
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import Preferences, Volume
from skill.practice.spec import Pace, Spec, Tension
from skill.store.port import Memory
from tests.handlers.turns import NOW, standing_at, turn
from tests.strategies import library

SPEC = Spec(routine="standard", minutes=10)


def answered(asked: Turn, intent: str, **slots: str) -> Reply:
    return table.answer(replace(asked, request=replace(asked.request, intent=intent, slots=slots)))


def under_way(content: Content) -> Turn:
    position = Position(make_plan(SPEC, library()), 4)
    return turn(content, progress=standing_at(position, NOW - 20))


def test_what_was_not_understood_beside_a_wish_is_said(content: Content) -> None:
    reply = answered(under_way(content), "SkipIntent", area="jaw", wish="?")
    assert "your jaw" in reply.before
    assert reply.before.endswith(content.phrases.choosing.rest)


def test_one_wish_where_two_were_said_is_done_and_the_other_missed(content: Content) -> None:
    reply = answered(under_way(content), "TwoWishesIntent", wish="SofterIntent")
    assert reply.changes.preferences == {"volume": "soft"}
    assert content.phrases.choosing.rest in reply.before


def test_where_nothing_was_understood_it_helps_as_ever(content: Content) -> None:
    asked = under_way(content)
    reply = answered(asked, "TwoWishesIntent", wish="?", other_wish="?")
    assert reply == answered(asked, "AMAZON.FallbackIntent")


def test_all_that_is_said_is_counted_before_the_voice_goes_on(content: Content) -> None:
    reply = answered(under_way(content), "TwoWishesIntent", wish="SofterIntent", other_wish="FewerWordsIntent")
    assert reply.before == "More softly. I'll say less."
    alone = answered(under_way(content), "SetDetailIntent", detail="brief")
    assert reply.progress
    assert alone.progress
    assert reply.changes.bookmark
    seconds = content.library.speech_time.seconds(content.phrases.adjusting.volume[Volume.SOFT])
    assert reply.progress.at - alone.progress.at == pytest.approx(seconds, abs=0.01)
    assert reply.progress.until - reply.progress.at == pytest.approx(alone.progress.until - alone.progress.at)
    assert reply.changes.bookmark.at - NOW == pytest.approx(reply.progress.at - NOW, abs=1)


def test_the_place_stays_where_it_is(content: Content) -> None:
    asked = under_way(content)
    reply = answered(asked, "TwoWishesIntent", wish="SlowerIntent", other_wish="SofterIntent")
    assert asked.position
    assert reply.progress
    assert reply.progress.place == asked.position.place
    assert reply.progress.spec.pace is Pace.SLOW
    assert reply.changes.preferences == {"pace": Pace.SLOW, "volume": "soft"}


def test_of_wishes_about_areas_each_holds(content: Content) -> None:
    reply = answered(turn(content), "AlwaysSkipIntent", area="jaw", never="neck")
    assert reply.changes.preferences["skipped"] == {"jaw": True, "neck": True}


def test_moves_come_after_what_they_are_to_be_like_and_leaving_last(content: Content) -> None:
    request = turn(content, slots={"wish": "AMAZON.StopIntent", "other_wish": "SetBackgroundIntent:rain"}).request
    wishes = wishes_of(replace(request, intent="AMAZON.NextIntent"))
    assert [each.intent for each in wishes] == ["SetBackgroundIntent", "AMAZON.NextIntent", "AMAZON.StopIntent"]
    assert wishes[0].slots == {"background": "rain"}


def test_while_a_number_is_offered_again_it_is_asked_about_once(content: Content) -> None:
    asked = turn(content, question=Question.CALL, urgency=Urgency.EMERGENCY)
    reply = answered(asked, "TwoWishesIntent", wish="SlowerIntent", other_wish="SofterIntent")
    assert reply == answered(asked, "SetPaceIntent", pace="slow")


def test_a_session_that_begins_leaves_both_out(content: Content) -> None:
    reply = answered(turn(content), "StartIntent", left_out="jaw", never="neck")
    assert reply.progress
    assert reply.progress.spec.skipped == {"jaw", "neck"}
    assert reply.changes.preferences["skipped"] == {"neck": True}


def test_safety_lines_count_as_heard_beside_a_wish_too(content: Content) -> None:
    reply = answered(turn(content), "TwoWishesIntent", wish="SafetyLinesIntent", other_wish="SofterIntent")
    assert reply.safety_until == answered(turn(content), "SafetyLinesIntent").safety_until > NOW


def test_beside_a_condition_the_session_asked_for_is_kept_ready_and_what_is_left_out_is_said(content: Content) -> None:
    reply = answered(turn(content), "StartIntent", minutes="20", left_out="jaw", wish="ConditionIntent:pregnancy")
    assert reply.before.startswith(content.phrases.areas.skipped_now.format(area="your jaw"))
    assert reply.ask
    assert reply.ask.offer
    assert (reply.ask.offer.minutes, reply.ask.offer.tension) == (20, Tension.NONE)
    assert "jaw" in reply.ask.offer.skipped


def test_beside_a_condition_the_usual_is_kept_ready_where_nothing_would_be_left(content: Content) -> None:
    everything = frozenset(content.library.areas)
    asked = turn(content, memory=Memory(welcomed=True, preferences=Preferences(skipped=everything)))
    reply = answered(asked, "StartIntent", minutes="20", left_out="jaw", wish="ConditionIntent:pregnancy")
    assert reply.ask
    assert reply.ask.question is Question.CARE


def test_beside_a_condition_a_direction_that_is_not_known_is_left_alone(content: Content) -> None:
    reply = answered(turn(content), "StartIntent", direction="sideways", wish="ConditionIntent:pregnancy")
    assert reply.ask
    assert reply.ask.question is Question.CARE
