"""What is said last counts, where somebody corrects themselves."""

from pathlib import Path

import pytest

from skill.simulator.alexa_model import AlexaModel
from skill.simulator.corrections import corrected
from skill.simulator.heard import Heard, SlotValue
from skill.simulator.understanding import HARMFUL, Understanding
from tests.simulator.corpus import one

FOLDER = Path(__file__).parents[2] / "interaction_model"


@pytest.fixture(scope="module")
def model() -> AlexaModel:
    """Return what Alexa gets of English."""
    return AlexaModel.read(FOLDER / "locales" / "en-US.json")


def _heard(intent: str, **slots: str) -> Heard:
    return Heard(intent, {name: SlotValue(each, each) for name, each in slots.items()}, "nearest", 0.9)


@pytest.mark.parametrize(
    ("said", "first", "meant"),
    [
        ("softer oops i meant it louder so louder", _heard("SofterIntent"), "LouderIntent"),
        ("not what it is oh dear how does it work", _heard("WhatIsItIntent"), "HowItWorksIntent"),
        ("yes mmm well no", _heard("AgreeIntent"), "AMAZON.NoIntent"),
    ],
)
def test_the_last_of_two_that_differ_in_a_value_counts(model: AlexaModel, said: str, first: Heard, meant: str) -> None:
    assert corrected(model, said, first).intent == meant


def test_what_was_said_before_stays_where_nothing_else_is_said_of_it(model: AlexaModel) -> None:
    first = Heard("SkipIntent", {"area": SlotValue("knee", "knees"), "side": SlotValue("left", "left")}, "nearest", 0.9)

    heard = corrected(model, "skip the left knee oh bother skip my ankles", first)

    assert {name: slot.id for name, slot in heard.slots.items()} == {"area": "ankles", "side": "left"}


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("i would not want to stop", _heard("CarryOnIntent")),  # an ending that means something else
        ("what is it and how does it work", _heard("WhatIsItIntent")),  # both are wished
        ("give me now gentle bedtime", _heard("StartIntent", routine="bedtime_gentle")),  # within a value
        ("no it isn't all okay", _heard("DeclineIntent")),  # no yes out of a no
        ("a twenty minute one", Heard("StartIntent", {"minutes": SlotValue("20", None)}, "nearest", 0.9)),
        ("quite a lot slower", _heard("SlowerIntent")),  # the same once more
        ("softer", _heard("SofterIntent")),
    ],
)
def test_nothing_else_changes_what_was_heard(model: AlexaModel, said: str, first: Heard) -> None:
    assert corrected(model, said, first) == first


def test_a_yes_that_is_taken_back_is_none() -> None:
    heard = Understanding.load(FOLDER).understand("yes oh dear me no")

    assert heard is None or one(heard.intent) not in HARMFUL


@pytest.mark.parametrize("said", ["skip my left knee no the right one", "skip my left elbow no it's the right one"])
def test_a_side_before_a_part_makes_no_row_with_it(understanding: Understanding, said: str) -> None:
    heard = understanding.understand(said)
    assert heard
    assert heard.slots["side"].id == "right"


@pytest.mark.parametrize(
    ("said", "slot", "value"),
    [
        ("eight groups oh hang on seven groups", "routine", "seven"),
        ("after six weeks without any let me hear rain in a session", "background", "rain"),
        ("my feet are throbbing so could we do the short bedtime one", "routine", "bedtime_short"),
        ("my head is full of bees so let's do the counting one", "routine", "counting"),
        ("begin at the head no sorry at the feet", "direction", "feet_to_head"),
    ],
)
def test_what_is_only_mentioned_is_no_value(understanding: Understanding, said: str, slot: str, value: str) -> None:
    heard = understanding.understand(said)
    assert heard
    assert {name: each.id for name, each in heard.slots.items()} == {slot: value}


@pytest.mark.parametrize("said", ["a session with my jaw left out", "twenty minutes without my feet"])
def test_what_is_left_out_is_told_by_the_words_around_it(understanding: Understanding, said: str) -> None:
    heard = understanding.understand(said)
    assert heard
    assert heard.slots["left_out"].id in ("jaw", "feet")
