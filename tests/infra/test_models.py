"""Every locale's interaction model keeps Alexa's rules as far as they can be checked without an account."""

import re
from collections import Counter
from typing import Any

import pytest

from infra.skill_package import MODELS
from tests.infra.listed import LOCALES, MANIFEST, language_model

EACH_LOCALE = pytest.mark.parametrize("locale", LOCALES)
LAUNCH_WORDS = {"launch", "ask", "tell", "load", "begin", "enable", "run", "start", "play", "resume", "use", "open"}
WAKE_WORDS = {"alexa", "amazon", "echo", "computer", "ziggy", "skill", "app"}
CONNECTING_WORDS = {"to", "from", "in", "using", "with", "about", "for", "that", "by", "if", "and", "whether"}
REQUIRED = {"AMAZON.HelpIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"}
FOR_AUDIO = {"AMAZON.PauseIntent", "AMAZON.ResumeIntent"}
SAMPLE = re.compile(r"(?:[a-z]|[a-z.'-]*[a-z'.]|\{\w+\}(?:'s)?)(?: (?:[a-z.'-]+|\{\w+\}(?:'s)?))*")
LARGEST = 1_500_000
"""Bytes of a model."""


def values(model: dict[str, Any]) -> list[tuple[str, str, list[str]]]:
    """Return the slot type, the id and the words of every value."""
    return [
        (kind["name"], value["id"], [value["name"]["value"], *value["name"]["synonyms"]])
        for kind in model["types"]
        for value in kind["values"]
    ]


def test_there_is_a_model_for_every_locale_of_the_listing_and_for_no_other() -> None:
    assert {path.stem for path in MODELS.glob("*.json")} == set(LOCALES)


@EACH_LOCALE
def test_the_invocation_name(locale: str) -> None:
    name = language_model(locale)["invocationName"]
    words = name.split()
    assert re.fullmatch(r"[a-z][a-z' .]{1,48}[a-z.]", name)
    assert len(words) >= 2
    assert not set(words) & (LAUNCH_WORDS | WAKE_WORDS | CONNECTING_WORDS)


@EACH_LOCALE
def test_the_intents_that_every_skill_needs(locale: str) -> None:
    names = [intent["name"] for intent in language_model(locale)["intents"]]
    assert len(names) == len(set(names)) <= 250
    assert set(names) >= REQUIRED
    assert not [name for name in names if not re.fullmatch(r"(AMAZON\.)?[A-Za-z_]+", name)]
    if {"type": "AUDIO_PLAYER"} in MANIFEST["apis"]["custom"]["interfaces"]:
        assert set(names) >= FOR_AUDIO


@EACH_LOCALE
def test_samples(locale: str) -> None:
    intents = language_model(locale)["intents"]
    samples = [sample for intent in intents for sample in intent["samples"]]
    assert [sample for sample, times in Counter(samples).items() if times > 1] == []
    assert [sample for sample in samples if not SAMPLE.fullmatch(sample) or len(sample) > 200] == []
    assert [
        intent["name"] for intent in intents if not intent["samples"] and not intent["name"].startswith("AMAZON.")
    ] == []


@EACH_LOCALE
def test_slots_are_declared_and_used_once_in_a_sample(locale: str) -> None:
    model = language_model(locale)
    types = {kind["name"] for kind in model["types"]}
    for intent in model["intents"]:
        declared = {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
        assert {kind for kind in declared.values() if not kind.startswith("AMAZON.")} <= types, intent["name"]
        for sample in intent["samples"]:
            used = re.findall(r"\{(\w+)\}", sample)
            assert len(used) == len(set(used)), sample
            assert set(used) <= set(declared), sample
        assert set(declared) <= {name for sample in intent["samples"] for name in re.findall(r"\{(\w+)\}", sample)}


@EACH_LOCALE
def test_slot_values(locale: str) -> None:
    found = values(language_model(locale))
    assert len(found) > 50
    ids = Counter((kind, id_) for kind, id_, _ in found)
    assert [each for each, times in ids.items() if times > 1] == []
    words = Counter((kind, word) for kind, _, each in found for word in each)
    assert [each for each, times in words.items() if times > 1] == []
    assert [word for _, word in words if not 0 < len(word) <= 140] == []
    assert [id_ for _, id_, each in found if len(each) > 101] == []
    assert len(words) < 50_000


@EACH_LOCALE
def test_the_size(locale: str) -> None:
    assert (MODELS / f"{locale}.json").stat().st_size < LARGEST
