"""What people say: every utterance of the building corpus is right; the blind one is measured, never tuned to."""

from collections import Counter

import pytest

from skill.simulator.understanding import Understanding
from tests.simulator.corpus import NOBODY, Utterance, judged, read

BUILDING, BLIND = read("building"), read("blind")
YOUNGER = {"MissingIntent", "SetPostureIntent", "SetTensionIntent", "SetSoftIntent", "EyesClosedIntent"}
"""Intents that came after the blind corpus; only somebody who has not read their sentences can say them there."""
MEANT = sorted({utterance.intent for utterance in BUILDING})


@pytest.mark.parametrize("intent", MEANT)
def test_every_utterance_that_is_built_on_is_right(understanding: Understanding, intent: str) -> None:
    utterances = [utterance for utterance in BUILDING if utterance.intent == intent]
    faults = {each.say: how for each in utterances if (how := judged(each, understanding)) in ("wrong", "missed")}
    assert not faults


def test_of_the_blind_corpus_most_is_right_and_hardly_anything_wrong(understanding: Understanding) -> None:
    meant = Counter(judged(utterance, understanding) for utterance in BLIND if utterance.meant)
    nobodys = Counter(judged(utterance, understanding) for utterance in BLIND if not utterance.meant)
    assert meant["exact"] + meant["nearest"] >= 0.85 * meant.total()
    assert meant["wrong"] <= 0.03 * meant.total()
    assert nobodys["wrong"] <= 0.03 * nobodys.total()


@pytest.mark.parametrize(("corpus", "awaited"), [(BUILDING, set()), (BLIND, YOUNGER)], ids=["building", "blind"])
def test_a_corpus_is_large_has_every_intent_and_talk_that_is_meant_for_nobody(
    understanding: Understanding, corpus: list[Utterance], awaited: set[str]
) -> None:
    intents = Counter(utterance.intent for utterance in corpus)
    assert sum(utterance.meant for utterance in corpus) >= 250
    assert intents[NOBODY] >= 80
    unsaid = understanding.language.declared["intents"].keys() - intents.keys()
    assert unsaid <= {"AMAZON.FallbackIntent"} | awaited


def test_the_corpora_share_nothing() -> None:
    assert not {utterance.say for utterance in BUILDING} & {utterance.say for utterance in BLIND}
