"""What people say: every utterance of the building corpus is right; the unseen one is counted, never looked at."""

from collections import Counter

import pytest

from skill.handlers.meanings import meant
from skill.simulator.understanding import Understanding
from tests.simulator.corpus import NOBODY, judged, read

BUILDING = read("building")
MEANT = sorted({utterance.intent for utterance in BUILDING})


@pytest.mark.parametrize("intent", MEANT)
def test_every_utterance_that_is_built_on_is_right(understanding: Understanding, intent: str) -> None:
    utterances = [utterance for utterance in BUILDING if utterance.intent == intent]
    faults = {each.say: how for each in utterances if (how := judged(each, understanding)) in ("wrong", "missed")}
    assert not faults


def test_of_the_unseen_corpus_as_much_is_right_as_was_measured(understanding: Understanding) -> None:
    unseen = read("unseen")
    meant_for_us = Counter(judged(utterance, understanding) for utterance in unseen if utterance.meant)
    nobodys = Counter(judged(utterance, understanding) for utterance in unseen if not utterance.meant)
    right, wrong = meant_for_us["exact"] + meant_for_us["nearest"], meant_for_us["wrong"]
    assert right >= 0.75 * meant_for_us.total()
    assert wrong <= 0.125 * meant_for_us.total()
    assert nobodys["wrong"] <= 0.055 * nobodys.total()


def test_the_building_corpus_is_large_has_every_intent_and_talk_that_is_meant_for_nobody(
    understanding: Understanding,
) -> None:
    intents = Counter(utterance.intent for utterance in BUILDING)
    assert sum(utterance.meant for utterance in BUILDING) >= 250
    assert intents[NOBODY] >= 80
    unsaid = {meant(intent, {})[0] for intent in understanding.model.samples} - intents.keys()
    assert unsaid <= {"AMAZON.FallbackIntent"}
