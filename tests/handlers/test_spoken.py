from dataclasses import replace

import pytest

from skill.content.content import Content
from skill.handlers.request import Request
from skill.handlers.spoken import spoken_from
from skill.handlers.turn import State, Turn
from skill.practice.muscle_group import Caution
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec

NOW = 1_790_000_000


@pytest.fixture
def turn(content: Content) -> Turn:
    return Turn(request=Request(kind="IntentRequest", now=NOW), content=content)


@pytest.fixture
def session(content: Content) -> Position:
    return Position(make_plan(Spec("standard", 10), content.library))


def test_the_plan_begins_when_the_words_before_it_have_been_said(turn: Turn, session: Position) -> None:
    words = "A few words before it begins, which take a while."
    progress = spoken_from(turn, session, words, begins=True).progress
    assert progress is not None
    assert progress.at == NOW + turn.library.speech_time.seconds(words) > NOW + 1


def test_a_run_is_the_same_until_it_is_begun_or_taken_up_again(turn: Turn, session: Position) -> None:
    first = spoken_from(turn, session, begins=True)
    later = replace(turn, request=replace(turn.request, now=NOW + 100), state=State(progress=first.progress))
    on = spoken_from(later, session.first_group())
    assert on.progress is not None
    assert (on.progress.started_at, on.changes.started_at) == (NOW, NOW)
    assert spoken_from(later, session, begins=True).changes.started_at == NOW + 100


def test_a_place_that_was_just_named_is_not_named_again(turn: Turn, session: Position) -> None:
    named = spoken_from(turn, session.first_group(), "Back to your feet.").spoken
    unnamed = spoken_from(turn, session.first_group(), "Onward.").spoken
    assert named is not None
    assert unnamed is not None
    caution = turn.library.guidance.cautions[Caution.CRAMP]
    assert named.beats[0].text.startswith(caution)
    assert unnamed.beats[0].text.startswith(f"Your feet. {caution}")


def test_a_session_counts_as_begun_at_its_beginning_and_never_on_its_way(turn: Turn, session: Position) -> None:
    assert spoken_from(turn, session, begins=True).changes.begun
    assert not spoken_from(turn, session.first_group(), begins=True).changes.begun
    under_way = replace(turn, state=State(progress=spoken_from(turn, session).progress))
    assert not spoken_from(under_way, session.start_over()).changes.begun
