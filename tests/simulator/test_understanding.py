"""What people say, and the intent and slots they mean."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.handlers.meanings import meant
from skill.simulator.calling import address
from skill.simulator.declared import NUMBER
from skill.simulator.heard import Heard, SlotValue
from skill.simulator.learning import NUMBERS
from skill.simulator.readings import SLOT
from skill.simulator.understanding import LONGEST, Understanding
from tests.simulator.corpus import one

MODEL = Path(__file__).parents[2] / "interaction_model"


# Numbers are written as Alexa sends them, values by their id.
MEANT = [
    ("start", "StartIntent", {}),
    ("Begin a session.", "StartIntent", {}),
    ("the usual one", "StartIntent", {}),
    ("start a ten minute session", "StartIntent", {"minutes": "10"}),
    ("ten minutes", "StartIntent", {"minutes": "10"}),
    ("10 minutes please", "StartIntent", {"minutes": "10"}),
    ("a 15-minute session", "StartIntent", {"minutes": "15"}),
    ("forty-five minutes", "StartIntent", {"minutes": "45"}),
    ("i only have five minutes", "StartIntent", {"minutes": "5"}),
    ("a session of about twenty minutes", "StartIntent", {"minutes": "20"}),
    ("a zero minute session", "StartIntent", {"minutes": "0"}),
    ("bedtime", "StartIntent", {"routine": "bedtime"}),
    ("the bedtime version", "StartIntent", {"routine": "bedtime"}),
    ("um, the night version, please", "StartIntent", {"routine": "bedtime"}),
    ("sleep session", "StartIntent", {"routine": "bedtime"}),
    ("help me fall asleep", "StartIntent", {"routine": "bedtime"}),
    ("I can\N{RIGHT SINGLE QUOTATION MARK}t sleep", "StartIntent", {"routine": "bedtime"}),
    ("a gentle bedtime session", "StartIntent", {"routine": "bedtime_gentle"}),
    ("a quick one please", "StartIntent", {"routine": "quick"}),
    ("give me the full session", "StartIntent", {"routine": "standard"}),
    ("the sixteen part routine", "StartIntent", {"routine": "sixteen"}),
    ("start the recall", "StartIntent", {"routine": "recall"}),
    ("counting", "StartIntent", {"routine": "counting"}),
    ("a ten minute bedtime session", "StartIntent", {"minutes": "10", "routine": "bedtime"}),
    ("start the bedtime version for twenty minutes", "StartIntent", {"minutes": "20", "routine": "bedtime"}),
    (
        "give me fifteen minutes from head to feet",
        "StartIntent",
        {"minutes": "15", "direction": "head_to_feet"},
    ),
    ("bedtime from feet to head", "StartIntent", {"routine": "bedtime", "direction": "feet_to_head"}),
    (
        "start the bedtime version for twenty minutes starting at my feet",
        "StartIntent",
        {"minutes": "20", "routine": "bedtime", "direction": "feet_to_head"},
    ),
    ("skip", "SkipIntent", {}),
    ("skip this one", "SkipIntent", {}),
    ("leave this one out", "SkipIntent", {}),
    ("how much is left", "TimeLeftIntent", {}),
    ("how much longer?", "TimeLeftIntent", {}),
    ("Where are we?", "TimeLeftIntent", {}),
    ("how many minutes are left", "TimeLeftIntent", {}),
    ("remember ten minutes", "SetMinutesIntent", {"minutes": "10"}),
    ("always ten minutes", "SetMinutesIntent", {"minutes": "10"}),
    ("make my sessions fifteen minutes long", "SetMinutesIntent", {"minutes": "15"}),
    ("always start at my feet", "SetDirectionIntent", {"direction": "feet_to_head"}),
    ("remember head to feet", "SetDirectionIntent", {"direction": "head_to_feet"}),
    ("feet first from now on", "SetDirectionIntent", {"direction": "feet_to_head"}),
    ("slower", "SetPaceIntent", {"pace": "slow"}),
    ("go faster", "SetPaceIntent", {"pace": "brisk"}),
    ("normal pace", "SetPaceIntent", {"pace": "normal"}),
    ("no questions", "SetCheckInsIntent", {"check_ins": "none"}),
    ("stop asking", "SetCheckInsIntent", {"check_ins": "none"}),
    ("ask me more often", "SetCheckInsIntent", {"check_ins": "more"}),
    ("check in as usual", "SetCheckInsIntent", {"check_ins": "default"}),
    ("what are my settings", "SettingsIntent", {}),
    ("yes", "AMAZON.YesIntent", {}),
    ("okay", "AMAZON.YesIntent", {}),
    ("no thanks", "AMAZON.NoIntent", {}),
    ("next", "AMAZON.NextIntent", {}),
    ("move on", "AMAZON.NextIntent", {}),
    ("go back", "AMAZON.PreviousIntent", {}),
    ("repeat that", "AMAZON.RepeatIntent", {}),
    ("from the beginning", "AMAZON.StartOverIntent", {}),
    ("start over", "AMAZON.StartOverIntent", {}),
    ("hold on", "AMAZON.PauseIntent", {}),
    ("wait a moment", "AMAZON.PauseIntent", {}),
    ("start ten minute session", "StartIntent", {"minutes": "10"}),
    ("half an hour", "StartIntent", {"length": "30"}),
    ("start the bed time version", "StartIntent", {"routine": "bedtime"}),
    ("make my session fifteen minutes long", "SetMinutesIntent", {"minutes": "15"}),
    ("keep on going", "AMAZON.ResumeIntent", {}),
    ("okay, go on", "AMAZON.ResumeIntent", {}),
    ("pick up where I left off", "AMAZON.ResumeIntent", {}),
    ("where I stopped", "AMAZON.ResumeIntent", {}),
    ("stop", "AMAZON.StopIntent", {}),
    ("that's enough", "AMAZON.StopIntent", {}),
    ("I'm done", "AMAZON.StopIntent", {}),
    ("never mind", "AMAZON.CancelIntent", {}),
    ("go home", "AMAZON.NavigateHomeIntent", {}),
    ("help", "AMAZON.HelpIntent", {}),
    ("what can I say", "AMAZON.HelpIntent", {}),
]

# In no template: Alexa understands these all the same.
NEARLY = [
    ("bedtime vershun", "StartIntent", {"routine": "bedtime"}),
    ("head to feet", "SetDirectionIntent", {"direction": "head_to_feet"}),
    ("how much time we have left", "TimeLeftIntent", {}),
    ("all quiet again so you can carry on with it", "AMAZON.ResumeIntent", {}),
    ("my shoulder is sore, so skip it", "PainIntent", {"area": "shoulders"}),
    ("i've got a mask on, skip my face", "SkipIntent", {"area": "face"}),
]

MEANT_FOR_NOBODY = [
    "",
    "please",
    "purple monkey dishwasher",
    "what's the weather in paris",
    "what's ten times twelve",
    "set a timer for ten minutes",
    "set an alarm for seven",
    "remind me to sleep",
    "how long is the nile",
    "what time is it",
    "next door",
    "shop",
    "know",
    "play some jazz",
    "turn off the light",
    "order a pizza",
    "his mother had a heart attack",
    "she's a pain in the neck",
]


def ids(slots: object) -> dict[str, str]:
    assert isinstance(slots, dict)
    return {slot: value.id or value.value for slot, value in slots.items()}


def told(heard: Heard | None) -> tuple[str, dict[str, str]]:
    """Return what is meant: the intent of the table, with the ids of its slots' values."""
    assert heard is not None
    return meant(heard.intent, {slot: value.id or value.value for slot, value in heard.slots.items()})


@pytest.mark.parametrize(("words", "intent", "slots"), MEANT)
def test_what_is_said_most_is_understood(
    understanding: Understanding, words: str, intent: str, slots: dict[str, str]
) -> None:
    assert told(understanding.understand(words)) == (intent, slots)


@pytest.mark.parametrize(("words", "intent", "slots"), NEARLY)
def test_what_is_nearly_a_sentence_is_understood(
    understanding: Understanding, words: str, intent: str, slots: dict[str, str]
) -> None:
    heard = understanding.understand(words)
    assert told(heard) == (intent, slots)
    assert heard
    assert heard.how == "nearest"


@pytest.mark.parametrize("words", MEANT_FOR_NOBODY)
def test_other_words_are_left_to_fallback(understanding: Understanding, words: str) -> None:
    assert understanding.understand(words) is None


def test_a_sample_is_understood_word_for_word_as_what_its_intent_means(understanding: Understanding) -> None:
    model, faults = understanding.model, list[str]()
    first = {type_: next(iter(values)) for type_, values in model.values.items()} | {NUMBER: NUMBERS[0]}
    for intent, samples in model.samples.items():
        for sample in samples[::5]:
            said = sample.format(**{slot: first[model.slots[intent][slot]] for slot in SLOT.findall(sample)})
            heard = understanding.understand(said)
            if heard is None or heard.how != "exact" or one(meant(heard.intent, {})[0]) != one(meant(intent, {})[0]):
                faults.append(f"{intent}: {said}: {heard}")
    assert not faults


WORDS = st.sampled_from(" ".join(words for words, _, _ in MEANT).split())


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=40) | st.lists(WORDS, max_size=8).map(" ".join))
def test_whatever_is_said_is_an_intent_with_its_own_slots_or_nothing(understanding: Understanding, words: str) -> None:
    heard = understanding.understand(address(words, understanding.calling).words)
    if heard is not None:
        assert heard.slots.keys() <= understanding.model.slots.get(heard.intent, {}).keys()


def test_what_never_ends_is_bounded(understanding: Understanding) -> None:
    talk = " ".join(["and then she said skip my knees"] * 2000)
    assert understanding.understand(talk) == understanding.understand(" ".join(talk.split()[:LONGEST]))


def test_a_slot_carries_what_was_said_and_its_id(understanding: Understanding) -> None:
    heard = understanding.understand("a ten minute full body session")
    assert heard is not None
    assert heard.slots == {"minutes": SlotValue("10", None), "routine": SlotValue("full body", "standard")}


def test_a_synonym_is_sent_as_it_was_said(understanding: Understanding) -> None:
    heard = understanding.understand("skip my tummy")
    assert heard is not None
    assert heard.slots == {"area": SlotValue("tummy", "stomach")}


def test_words_that_are_no_value_are_sent_without_an_id(understanding: Understanding) -> None:
    heard = understanding.understand("skip my wings")
    assert heard is not None
    assert (heard.intent, heard.slots) == ("SkipIntent", {"area": SlotValue("wings", None)})


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        ("ten no wait twenty minutes", {"minutes": "20"}),
        ("skip my neck and my knees", {"area": "neck", "other_area": "knees"}),
        ("skip my right knee", {"area": "knees", "side": "right"}),
        ("put my neck back in", {"area": "neck"}),
        ("i've just come off a twelve hour shift give me ten minutes please", {"minutes": "10"}),
    ],
)
def test_values_are_taken_where_they_stand_as_in_a_sample(
    understanding: Understanding, words: str, slots: dict[str, str]
) -> None:
    assert told(understanding.understand(words))[1] == slots


def test_what_was_understood_can_be_shown(understanding: Understanding) -> None:
    assert str(understanding.understand("skip my knees")) == "SkipIntent area=knees, word for word"
    nearly = Heard("SkipIntent", {"area": SlotValue("wings", None)}, "nearest", 0.934)
    assert str(nearly) == "SkipIntent area=wings, 93% sure"


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("the bedtime version my chest hurts", "EmergencyIntent"),
        ("for the bedtime version i took all my pills", "EmergencyIntent"),
        ("ten minutes in the car", "DrivingIntent"),
        ("the bedtime version while i'm in the bathtub", "NotNowIntent"),
    ],
)
def test_a_cry_for_help_beside_a_wish_counts_more(understanding: Understanding, words: str, intent: str) -> None:
    assert told(understanding.understand(words))[0] == intent
