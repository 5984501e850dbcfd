"""Whom to call, by locale and by what it is about: nobody is ever given another country's number."""

from dataclasses import replace
from typing import Any

import pytest

from skill.content.content import Content
from skill.handlers import table
from skill.handlers.events import ToldWhomToCall
from skill.handlers.moments import urgent
from skill.handlers.offers import A_DAY
from skill.handlers.reply import Reply
from skill.handlers.turn import Question, Turn, Urgency
from skill.practice.place import Place
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec
from tests.handlers.turns import NOW, standing_at, turn

LOCALES = ("en-US", "en-CA", "en-GB", "en-AU", "en-IN")
ANSWERS = {
    Urgency.EMERGENCY: urgent.emergency,
    Urgency.CRISIS: urgent.self_harm,
    Urgency.HURT: urgent.hurt_by_others,
    Urgency.HARM: urgent.harm_others,
}
UNKNOWN = ("en-ZA", "fr-FR", "")


def of(content: Content, locale: str, **state: Any) -> Turn:
    asked = turn(content, **state)
    return replace(asked, request=replace(asked.request, locale=locale))


def words(reply: Reply) -> str:
    assert reply.spoken
    return " ".join(beat.text for beat in reply.spoken.beats if beat.text)


def numbers(content: Content, locale: str) -> set[str]:
    line = content.help_lines[locale]
    return {each.spoken for each in (line.emergency, line.crisis, line.hurt) if each}


@pytest.mark.promise("danger")
@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("urgency", Urgency)
def test_the_number_is_said_twice_and_slowly_and_no_other_country_s(
    locale: str, urgency: Urgency, content: Content
) -> None:
    reply, line = ANSWERS[urgency](of(content, locale)), content.help_lines[locale]
    own = {Urgency.CRISIS: line.crisis, Urgency.HURT: line.hurt}.get(urgency) or line.emergency
    assert reply.spoken
    assert reply.spoken.prosody.rate < 1
    assert words(reply).lower().count(own.spoken.lower()) == 2
    assert line.emergency.spoken in words(reply).lower()
    others = {number for other in LOCALES for number in numbers(content, other)} - numbers(content, locale)
    assert not [number for number in others if number in words(reply).lower()]
    assert content.phrases.urgent.cannot_call in words(reply)
    assert reply.state.question is Question.CALL
    assert reply.state.urgency is urgency


@pytest.mark.parametrize("locale", UNKNOWN)
@pytest.mark.parametrize("urgency", Urgency)
def test_where_no_number_is_known_none_is_said_nor_offered_again(
    locale: str, urgency: Urgency, content: Content
) -> None:
    reply = ANSWERS[urgency](of(content, locale))
    assert "your local emergency number" in words(reply)
    every = {number for each in LOCALES for number in numbers(content, each)}
    assert not [number for number in every if number in words(reply)]
    assert reply.ask is None
    assert reply.card is None
    asked_again = urgent.again(of(content, locale, question=Question.CALL, urgency=urgency))
    assert asked_again.before == content.phrases.urgent.closed


@pytest.mark.parametrize("urgency", Urgency)
def test_a_card_has_the_number_alone_and_none_is_shown_to_a_household_where_somebody_is_hurt(
    urgency: Urgency, content: Content
) -> None:
    card = ANSWERS[urgency](of(content, "en-GB")).card
    if urgency is Urgency.HURT:
        assert card is None
    else:
        assert card
        assert card.title == "To call"
        assert card.text == ("116123, or 999" if urgency is Urgency.CRISIS else "999")


def test_of_somebody_who_is_hurt_nothing_is_kept(content: Content) -> None:
    position = Position.at(make_plan(Spec("standard", 10), content.library), Place("thighs"))
    reply = ANSWERS[Urgency.HURT](of(content, "en-US", progress=standing_at(position, NOW - 10)))
    assert not reply.changes


@pytest.mark.parametrize("urgency", [each for each in Urgency if each is not Urgency.HURT])
def test_nothing_is_offered_for_a_day_and_it_is_not_told_why(urgency: Urgency, content: Content) -> None:
    plan = make_plan(Spec("standard", 10), content.library)
    position = Position.at(plan, Place("thighs"))
    reply = ANSWERS[urgency](of(content, "en-US", progress=standing_at(position, NOW - 10)))
    assert reply.changes.quiet_until == NOW + A_DAY
    assert reply.changes.bookmark
    assert reply.state.progress is None
    assert reply.stop
    assert ToldWhomToCall() in reply.events
    assert (len(reply.events) == 1) is (urgency is Urgency.HURT)


def test_without_knowing_what_it_was_about_the_emergency_number_is_said_again(content: Content) -> None:
    assert "Nine one one." in words(urgent.first(of(content, "en-US", question=Question.CALL)))


@pytest.mark.parametrize("leaving", ["NoIntent", "StopIntent", "CancelIntent", "NavigateHomeIntent"])
def test_whoever_leaves_after_the_number_hears_of_no_session(leaving: str, content: Content) -> None:
    asked = turn(content, question=Question.CALL)
    reply = table.answer(replace(asked, request=replace(asked.request, intent=f"AMAZON.{leaving}")))
    assert (reply.before, reply.ask) == (content.phrases.urgent.closed, None)
