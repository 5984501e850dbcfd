"""The judges that know only the JSON: trained on a model of three intents, and looked up in it."""

import pytest

from tests.bench.recogniser import NOBODY, Model, Recogniser
from tests.bench.word_for_word import WordForWord

AREAS = {"feet": ["my feet", "feet", "toes"], "neck": ["my neck", "neck"], "back": ["my back", "back"]}
OTHERS = ["play some music", "what's the weather like", "turn the kitchen light on", "call my sister", "dinner's ready"]


def intent(name: str, samples: list[str], **slots: str) -> dict[str, object]:
    return {
        "name": name,
        "samples": samples,
        "slots": [{"name": slot, "type": type_} for slot, type_ in slots.items()],
    }


@pytest.fixture(scope="module")
def model() -> Model:
    intents = [
        intent("StartIntent", ["start a session", "relax me", "{minutes} minutes please"], minutes="AMAZON.NUMBER"),
        intent("SkipIntent", ["skip {area}", "leave out {area}", "not {area}"], area="AREA"),
        intent("IncludeIntent", ["put {area} back in", "take {area} in again"], area="AREA"),
        intent("OnlyIntent", ["only {area} and {other_area}", "just {area}"], area="AREA", other_area="AREA"),
    ]
    values = [{"id": id_, "name": {"value": words[0], "synonyms": words[1:]}} for id_, words in AREAS.items()]
    language = {"intents": intents, "types": [{"name": "AREA", "values": values}]}
    return Model({"interactionModel": {"languageModel": language}}, {"ten": "10", "one": "1", "twenty": "20"})


@pytest.fixture(scope="module")
def recogniser(model: Model) -> Recogniser:
    return Recogniser.trained(model, OTHERS)


@pytest.mark.parametrize(
    ("say", "meant"),
    [
        ("please start a session now", "StartIntent"),
        ("would you skip my feet", "SkipIntent"),
        ("you can put my neck back in now", "IncludeIntent"),
        ("turn the light on", NOBODY),
    ],
)
def test_it_hears_in_other_words_what_it_was_trained_on(say: str, meant: str, recogniser: Recogniser) -> None:
    (guess,) = recogniser.guesses([say])
    assert guess.intent == meant


def test_what_an_intent_cannot_say_is_not_accounted_for(recogniser: Recogniser) -> None:
    told, half = recogniser.guesses(["skip my feet", "skip my feet of clay darling"])
    assert told.accounted == pytest.approx(1)
    assert 0 < half.accounted < 0.7
    assert told.weight > half.weight


@pytest.mark.parametrize(
    ("intent", "say", "slots"),
    [
        ("SkipIntent", "skip my neck", {"area": "neck"}),
        ("IncludeIntent", "put my neck back in", {"area": "neck"}),
        ("OnlyIntent", "only my feet and my back", {"area": "feet", "other_area": "back"}),
        ("OnlyIntent", "just my feet", {"area": "feet"}),
        ("StartIntent", "one session of twenty minutes please", {"minutes": "20"}),
        ("StartIntent", "ten no twenty minutes please", {"minutes": "20"}),
        ("SkipIntent", "the neck's sore so skip", {"area": "neck"}),
        ("StartIntent", "relax me", {}),
    ],
)
def test_slots_stand_as_samples_have_them(intent: str, say: str, slots: dict[str, str], recogniser: Recogniser) -> None:
    assert recogniser.slots(intent, say) == slots


@pytest.mark.parametrize(
    ("say", "intent", "slots"),
    [
        ("leave out toes", "SkipIntent", {"area": "feet"}),
        ("relax me", "StartIntent", {}),
        ("leave out the cat", NOBODY, {}),
        ("please relax me", NOBODY, {}),
    ],
)
def test_word_for_word_is_just_that(say: str, intent: str, slots: dict[str, str], model: Model) -> None:
    assert WordForWord(model).heard(say) == (intent, slots)
