"""Two wishes in a listener's own words: none is swallowed."""

from pathlib import Path

import pytest

from skill.simulator.heard import Heard, SlotValue
from skill.simulator.two_wishes import apart
from skill.simulator.understanding import Understanding

FOLDER = Path(__file__).parents[2] / "interaction_model"


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    """Return the English one, trained once."""
    return Understanding.load(FOLDER)


def _sent(understanding: Understanding, said: str) -> tuple[str, dict[str, str | None]]:
    heard = understanding.understand(said)
    assert heard, said
    return heard.intent, {name: slot.id or slot.value for name, slot in heard.slots.items()}


@pytest.mark.parametrize(
    ("said", "intent", "slots"),
    [
        ("half an hour session please and skip my back", "StartIntent", {"length": "30", "left_out": "back"}),
        ("take me to the buttocks and speak up", "GoToIntent", {"area": "buttocks", "wish": "LouderIntent"}),
    ],
)
def test_both_are_sent_where_a_slot_takes_the_other(
    understanding: Understanding, said: str, intent: str, slots: dict[str, str]
) -> None:
    heard, values = _sent(understanding, said)

    assert heard == intent
    assert values.items() >= slots.items()


@pytest.mark.parametrize(
    ("said", "intent", "rest"),
    [
        ("go straight to my eyes and turn yourself down a notch", "GoToIntent", "turn yourself down a notch"),
        (
            "skip to the face and tell me how much there's still to go",
            "GoToIntent",
            "tell me how much there's still to go",
        ),
    ],
)
def test_words_that_are_no_value_are_sent_without_an_id(
    understanding: Understanding, said: str, intent: str, rest: str
) -> None:
    heard = understanding.understand(said)

    assert heard is not None
    assert heard.intent == intent
    assert heard.slots["wish"].value == rest
    assert heard.slots["wish"].id is None


def test_where_neither_takes_the_other_both_stand_in_slots(understanding: Understanding) -> None:
    heard = understanding.understand("what else have you got and what are you leaving out")

    assert heard is not None
    assert heard.intent == "TwoWishesIntent"
    assert {name: slot.value for name, slot in heard.slots.items()} == {
        "wish": "what else have you got",
        "other_wish": "what are you leaving out",
    }


@pytest.mark.parametrize(
    "said",
    [
        "skip my knees and my back",
        "nothing but my arms and my legs please",
        "i'm in bed and i can't sleep",
    ],
)
def test_and_within_one_wish_parts_nothing(understanding: Understanding, said: str) -> None:
    heard = understanding.understand(said)

    assert heard is None or not {"wish", "other_wish"} & heard.slots.keys()


def test_a_cry_for_help_takes_the_whole(understanding: Understanding) -> None:
    heard = understanding.understand("go straight to my eyes and i have a pain in my chest")

    assert heard is not None
    assert heard.intent == "EmergencyIntent"


MINUTES, BACK = SlotValue("5", None), SlotValue("back", "back")
ALONE = {
    "a further five minutes": Heard("MoreMinutesIntent", {"minutes": MINUTES}, "nearest", 0.9),
    "skip my back": Heard("SkipIntent", {"area": BACK}, "exact"),
    "louder": Heard("LouderIntent", {}, "exact"),
    "a little less loud": Heard("SofterIntent", {}, "nearest", 0.9),
}


@pytest.mark.parametrize(
    ("said", "intent", "slots"),
    [
        ("a further five minutes and skip my back", "MoreMinutesIntent", {"minutes": MINUTES, "left_out": BACK}),
        ("skip my back but a further five minutes", "MoreMinutesIntent", {"minutes": MINUTES, "left_out": BACK}),
        ("louder and skip my back", "SkipIntent", {"area": BACK, "wish": SlotValue("louder", "LouderIntent")}),
        (
            "skip my back and a little less loud",
            "SkipIntent",
            {"area": BACK, "wish": SlotValue("a little less loud", None)},
        ),
    ],
)
def test_each_is_sent_with_the_other_in_a_slot(
    understanding: Understanding, said: str, intent: str, slots: dict[str, SlotValue]
) -> None:
    heard = apart(understanding.model, said, ALONE.get, "ThanksIntent")

    assert heard is not None
    assert (heard.intent, heard.slots) == (intent, slots)


def test_what_means_the_same_on_both_sides_or_is_not_sure_parts_nothing(understanding: Understanding) -> None:
    unsure = {**ALONE, "skip my back": Heard("SkipIntent", {"area": BACK}, "nearest", 0.4)}

    assert apart(understanding.model, "louder and louder", ALONE.get, "ThanksIntent") is None
    assert apart(understanding.model, "louder and skip my back", unsure.get, "ThanksIntent") is None
