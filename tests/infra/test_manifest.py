"""The manifest keeps the store's rules as far as they can be checked without an account."""

import json
import re
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import pytest
from ask_sdk_model_runtime import DefaultSerializer
from ask_smapi_model.v1.skill.manifest.skill_manifest import SkillManifest

from skill.app.app import App
from skill.content.content import Content
from skill.simulator.calling import address
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device
from skill.simulator.script import Cue, Player
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from tests.infra.listed import CLINIC, LISTINGS, LOCALES, MANIFEST, in_one_sentence_alone, language_model

EACH_LOCALE = pytest.mark.parametrize("locale", LOCALES)
LAUNCHED = re.compile(r"alexa, (?:start|open|launch|begin) (?P<name>.+)")
HEADING = "PLEASE NOTE"
ANY = "[a-z]+(?: [a-z]+)?"
"""What fills a slot of Amazon's own types: a number in words."""


def quoted(text: str) -> list[str]:
    """Return what a text tells to say."""
    return re.findall(r'"([^"]+)"', text)


def is_sample(utterance: str, model: dict[str, Any]) -> bool:
    """Say whether an utterance is one of the model's samples, with values in its slots."""
    spoken = {kind["name"]: "|".join(re.escape(words) for words in said(kind)) for kind in model["types"]}
    return any(
        re.fullmatch(
            pattern(sample, {slot["name"]: spoken.get(slot["type"], ANY) for slot in intent.get("slots", ())}),
            utterance,
        )
        for intent in model["intents"]
        for sample in intent["samples"]
        if own_words(sample) <= set(utterance.split())  # most can't be, and their pattern takes long to make
    )


def own_words(sample: str) -> set[str]:
    """Return the words of a sample beside its slots."""
    return set(re.sub(r"\{\w+\}", "", sample).split())


def said(kind: dict[str, Any]) -> Iterator[str]:
    """Yield every way to say a value of a slot type."""
    for value in kind["values"]:
        yield from (value["name"]["value"], *value["name"]["synonyms"])


def pattern(sample: str, slots: Mapping[str, str]) -> str:
    """Return the regular expression of a sample."""
    return re.sub(r"\\{(\w+)\\}", lambda found: f"(?:{slots[found[1]]})", re.escape(sample))


def test_amazons_own_types_read_every_key_and_nothing_is_lost() -> None:
    serializer = DefaultSerializer()
    read = serializer.deserialize(json.dumps(MANIFEST), SkillManifest)
    assert serializer.serialize(read) == MANIFEST


def test_the_answers_about_privacy() -> None:
    answers = {key: value for key, value in MANIFEST["privacyAndCompliance"].items() if key != "locales"}
    assert answers == {
        "allowsPurchases": False,
        "containsAds": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "usesHealthInfo": False,
        "usesPersonalInfo": True,
    }


def test_alexa_calls_the_alias_for_requests_and_for_the_end() -> None:
    assert MANIFEST["apis"]["custom"]["endpoint"] == MANIFEST["events"]["endpoint"] == {"uri": CLINIC.endpoint}
    assert MANIFEST["events"]["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]


def test_the_reviewer_is_told_how_to_test() -> None:
    instructions = MANIFEST["publishingInformation"]["testingInstructions"]
    assert 500 < len(instructions) <= 4000
    assert "Alexa, open muscle relaxation" in instructions


def steps() -> list[list[str]]:
    """Return what each step of the testing instructions tells a reviewer to say."""
    lines = re.findall(r"^\d\. (.+)$", MANIFEST["publishingInformation"]["testingInstructions"], re.MULTILINE)
    said = [re.findall(r"[Ss]ay(?: (each of these))?: ([^.]+)\.", line) for line in lines]
    return [[one for each, words in step for one in (words.split(", ") if each else [words])] for step in said]


@pytest.mark.promise("reviewer")
def test_a_reviewer_can_follow_the_testing_instructions_word_for_word(
    content: Content, understanding: Understanding
) -> None:
    whole = steps()
    interrupting = {"Alexa, pause": 90.0, **dict.fromkeys(("my foot hurts", *whole[3]), 20.0)}
    app = App(content, MemoryStore(clock=lambda: 0.0), Random(1))
    device = Device(desk_skill(app), understanding, content.library.speech_time, 1_800_000_000.0)
    player, heard = Player(device), []
    for step in whole:
        cues = [Cue(words, interrupting.get(words)) for words in step]
        heard.append(" ".join(line for cue in cues for line in player.step(cue)))
        heard[-1] += " open" if device.open else " closed"
    caring = content.phrases.caring
    first, paused, resumed, way, short, urgent, data, night = heard
    assert content.phrases.opening.welcome in first
    assert content.phrases.guiding.paused in paused
    assert paused.endswith("closed")
    assert content.phrases.opening.resume_offer.partition("{")[0] in resumed
    assert content.phrases.guiding.time_left.partition("{")[0] in way
    assert "Two minutes" in short
    assert short.endswith("closed")
    assert all(each in urgent for each in (caring.pain, content.phrases.urgent.cannot_call, "closed"))
    assert any(each in urgent for each in caring.distress)
    assert content.phrases.keeping.deleted in data
    assert content.phrases.opening.welcome in night  # nothing is known any more
    assert night.endswith("closed")
    again = " ".join(player.step(Cue("Alexa, open muscle relaxation")))
    assert "?" not in again  # as the instructions say: the same night goes on, without a question
    assert not device.open


def test_every_locale_has_numbers_to_call_and_addresses_to_read(content: Content) -> None:
    assert set(LOCALES) == set(content.help_lines)
    assert set(LOCALES) == set(MANIFEST["privacyAndCompliance"]["locales"])
    for pages in MANIFEST["privacyAndCompliance"]["locales"].values():
        assert pages == {"privacyPolicyUrl": CLINIC.privacy_policy_url, "termsOfUseUrl": CLINIC.terms_of_use_url}


@EACH_LOCALE
def test_lengths(locale: str) -> None:
    listing = LISTINGS[locale]
    assert 2 <= len(listing["name"]) <= 50
    assert len(listing["summary"]) <= 160
    assert len(listing["description"]) <= 4000
    assert len(listing["keywords"]) == len(set(listing["keywords"])) <= 30
    assert len(listing["examplePhrases"]) == len(set(listing["examplePhrases"])) == 3
    assert not [word for word in listing["keywords"] if "," in word or len(word) > 50]


@EACH_LOCALE
def test_the_name_is_what_is_said(locale: str) -> None:
    assert LISTINGS[locale]["name"].lower() == language_model(locale)["invocationName"]


@EACH_LOCALE
def test_the_first_phrase_opens_the_skill(locale: str) -> None:
    found = LAUNCHED.fullmatch(LISTINGS[locale]["examplePhrases"][0].lower())
    assert found
    assert found["name"] == language_model(locale)["invocationName"]


@EACH_LOCALE
def test_every_other_phrase_is_a_sample_to_be_said_once_it_is_open(locale: str) -> None:
    model = language_model(locale)
    for phrase in LISTINGS[locale]["examplePhrases"][1:]:
        assert is_sample(phrase.lower(), model), phrase


@EACH_LOCALE
def test_the_description_offers_nothing_in_one_sentence_alone(locale: str, understanding: Understanding) -> None:
    description = LISTINGS[locale]["description"]
    assert in_one_sentence_alone(quoted(description), understanding.calling) == []
    assert "Alexa+" in description


def test_what_is_no_sample_is_found_out() -> None:
    assert not is_sample("bake a ten minute cake", language_model(LOCALES[0]))


@EACH_LOCALE
def test_what_the_description_says_to_say_is_understood(locale: str, understanding: Understanding) -> None:
    said = quoted(LISTINGS[locale]["description"])
    assert len(said) > 5
    for utterance in said:
        spoken = address(utterance, understanding.calling)
        heard = understanding.understand(spoken.words) if spoken.words else None
        assert heard or (spoken.opens and not spoken.words), utterance


@EACH_LOCALE
def test_the_disclaimer_and_whom_to_call(locale: str, content: Content) -> None:
    note = LISTINGS[locale]["description"].partition(HEADING)[2]
    assert "no substitute for professional medical advice, diagnosis or treatment" in note
    assert f"In an emergency, call {content.help_lines[locale].emergency.digits};" in note


def test_each_country_its_own_number_and_spelling() -> None:
    numbers = {locale: re.search(r"call (\d+);", listing["description"]) for locale, listing in LISTINGS.items()}
    assert {locale: found and found[1] for locale, found in numbers.items()} == {
        "en-US": "911",
        "en-GB": "999",
        "en-AU": "000",
        "en-CA": "911",
        "en-IN": "112",
    }
    british = {locale for locale, listing in LISTINGS.items() if "before you practise" in listing["description"]}
    assert british == set(LOCALES) - {"en-US"}
