"""The interaction model: what Alexa is given, and what is refused."""

import json
import re
import shutil
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from skill.content.fault import ContentError
from skill.handlers.meanings import MEANINGS
from skill.handlers.several import TOGETHER
from skill.handlers.table import SERVED
from skill.simulator import model, sentences
from skill.simulator.model import FOLDER, alexa_model, main
from skill.simulator.sentences import Sentences, read
from tests.simulator.small_model import change, write

LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")


@pytest.fixture(scope="module")
def english() -> Sentences:
    return read(FOLDER, "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


def test_every_reading_of_a_line_is_a_sample_of_its_own(folder: Path) -> None:
    language = read(folder, "en")
    assert language.samples["StartIntent"] == (
        "begin a {minutes} minute session",
        "begin {minutes} minute session",
        "start a {minutes} minute session",
        "start {minutes} minute session",
        "{minutes}",
    )
    assert language.lines == 4 + 3


def test_alexa_gets_intents_slots_and_values_with_ids_without_what_its_locale_does_not_say(folder: Path) -> None:
    assert alexa_model(read(folder, "en"), "en-US")["interactionModel"]["languageModel"] == {
        "invocationName": "muscle relaxation",
        "intents": [
            {
                "name": "StartIntent",
                "samples": ["start a {minutes} minute session", "start {minutes} minute session", "{minutes}"],
                "slots": [{"name": "minutes", "type": "AMAZON.NUMBER"}],
            },
            {"name": "SetPaceIntent", "samples": ["go {pace}"], "slots": [{"name": "pace", "type": "PACE"}]},
            {"name": "AMAZON.StopIntent", "samples": ["that's enough"]},
            {"name": "AMAZON.FallbackIntent", "samples": []},
        ],
        "types": [
            {
                "name": "PACE",
                "values": [
                    {"id": "slow", "name": {"value": "slower", "synonyms": ["slow"]}},
                    {"id": "brisk", "name": {"value": "faster", "synonyms": []}},
                ],
            }
        ],
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": "LOW"}},
    }


MOMENTS, VALUES, DECLARED = "en/moments.yaml", "en/values.yaml", "intents.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "reason"),
    [
        (MOMENTS, "that's enough", "that's 1 enough", "AMAZON.StopIntent", "small letters"),
        (MOMENTS, "that's enough", "That's enough", "AMAZON.StopIntent", "small letters"),
        (MOMENTS, "that's enough", "that's (enough", "AMAZON.StopIntent", "can't be read"),
        (MOMENTS, "that's enough", '"<that> enough"', "AMAZON.StopIntent", "no part of a sentence"),
        (MOMENTS, "[that's enough]", "[no]", "AMAZON.StopIntent", "can't be read"),
        (MOMENTS, "[that's enough]", "[]", "AMAZON.StopIntent", "list"),
        (MOMENTS, "[that's enough]", "enough", "AMAZON.StopIntent", "list"),
        (MOMENTS, "that's enough", "(a|b|c|d) (a|b|c|d) (a|b|c)", "AMAZON.StopIntent", "48 ways"),
        (MOMENTS, "[that's enough]", '["enough {minutes}"]', "AMAZON.StopIntent", "{minutes}"),
        (MOMENTS, "[that's enough]", '["go {pace}"]', "AMAZON.StopIntent", "{pace}"),
        (MOMENTS, '"{minutes}"', "that's enough", "AMAZON.StopIntent", "a sentence of StartIntent too"),
        (MOMENTS, "go {pace}", "go {speed}", "SetPaceIntent", "{speed}"),
        (MOMENTS, "go {pace}", "{pace}", "SetPaceIntent", "no word of its own"),
        (MOMENTS, "go {pace}", "go", "SetPaceIntent", "no sentence has {pace}"),
        (MOMENTS, "go {pace}", "{pace} and {pace}", "SetPaceIntent", "twice"),
        (MOMENTS, "SetPaceIntent:", "PaceIntent:", "PaceIntent", "unknown"),
        (MOMENTS, 'SetPaceIntent: ["go {pace}"]\n', "", "SetPaceIntent", "no sentences"),
        (VALUES, ", brisk: [faster]", "", "PACE.brisk", "missing"),
        (VALUES, "[faster]", "[slow]", "PACE.brisk", "stands in PACE.slow too"),
        (VALUES, "[faster]", "[]", "PACE.brisk", "list"),
        (VALUES, "[faster]", "[fast-er]", "PACE.brisk", "small letters"),
        (VALUES, "[faster]", f"[{'fast ' * 36}]", "PACE.brisk", "140 characters"),
        ("en/language.yaml", "invocation: muscle relaxation\n", "", "invocation", "missing"),
        ("en/language.yaml", "{}", "{AMAZON.StopIntent: [stop]}", "alexa_knows.AMAZON.StopIntent", "unknown"),
        (DECLARED, "pace: PACE}", "pace: SPEED}", "slots.pace", "SPEED"),
        (DECLARED, "[pace]", "[pace, speed]", "intents.SetPaceIntent", "speed"),
        (DECLARED, "[slow, brisk]", "[slow, brisk, normal]", "PACE.normal", "missing"),
        (DECLARED, "urgent: []", "urgent: [PainIntent]", "urgent", "PainIntent"),
        (DECLARED, "LOW", "SOME", "fallback_sensitivity", "LOW, MEDIUM, HIGH"),
    ],
)
def test_a_fault_names_file_key_and_reason(folder: Path, file: str, old: str, new: str, key: str, reason: str) -> None:
    change(folder, file, old, new)
    with pytest.raises(ContentError) as fault:
        read(folder, "en")
    found = fault.value.faults[0]
    told = {"PACE.normal": VALUES, "SetPaceIntent": "en/" if "no sentences" in reason else MOMENTS}.get(key, file)
    assert found[:2] == (told, key)
    assert reason in found.reason


def test_an_intent_has_its_sentences_in_one_file(folder: Path) -> None:
    (folder / "en" / "more.yaml").write_text("SetPaceIntent: [speed up]\n", "utf-8")
    with pytest.raises(ContentError, match=r"en/more.yaml: SetPaceIntent: its sentences stand in en/moments.yaml too"):
        read(folder, "en")


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("MOST_CHARACTERS", "its model is longer than 1 characters"),
        ("MOST_INTENTS", "4, where Alexa takes 1"),
        ("MOST_SYNONYMS", "3 words for one value, where Alexa takes 2"),
    ],
)
def test_what_alexa_would_not_take_is_refused(
    folder: Path, limit: str, reason: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder, VALUES, "[slower, slow]", "[slower, slow, slowly]")
    monkeypatch.setattr(model, limit, 1)
    assert main([], folder) == 1
    assert reason in capsys.readouterr().err
    assert not (folder / "locales").exists()


def test_a_fault_is_one_line_and_exit_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, VALUES, "[faster]", "[slow]")
    assert main([], folder) == 1
    assert (
        capsys.readouterr().err
        == 'en/values.yaml: PACE.brisk: "slow" stands in PACE.slow too: leave it to one of them\n'
    )
    assert not (folder / "locales").exists()


def test_check_says_what_to_run_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"], folder) == 1
    assert "en-US.json is not current: run `make model`" in capsys.readouterr().err
    assert not (folder / "locales").exists()
    assert main([], folder) == 0
    assert main(["--check"], folder) == 0
    change(folder, MOMENTS, "that's enough", "that's plenty")
    assert main(["--check"], folder) == 1


def test_a_language_can_have_several_locales_and_another_can_stand_beside_it(folder: Path) -> None:
    change(folder, "en/language.yaml", "{en-US: [begin]}", "{en-US: [begin], en-GB: []}")
    shutil.copytree(folder / "en", folder / "de")
    change(folder, "de/language.yaml", "{en-US: [begin], en-GB: []}", "{de-DE: []}")
    assert main([], folder) == 0
    written = {path.name: path.read_text("utf-8") for path in (folder / "locales").iterdir()}
    assert set(written) == {"en-US.json", "en-GB.json", "de-DE.json"}
    assert "begin {minutes} minute session" in written["en-GB.json"]
    assert "begin" not in written["en-US.json"]


def language_model(english: Sentences, locale: str) -> dict[str, Any]:
    written: dict[str, Any] = json.loads((FOLDER / "locales" / f"{locale}.json").read_text("utf-8"))
    assert written == alexa_model(english, locale), "run `make model`"
    model: dict[str, Any] = written["interactionModel"]["languageModel"]
    return model


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_committed_is_current_and_legal_for_alexa(english: Sentences, locale: str) -> None:
    written = language_model(english, locale)
    for intent in written["intents"]:
        declared = {slot["name"] for slot in intent.get("slots", ())}
        for sample in intent["samples"]:
            assert re.fullmatch(r"(?:[a-z']+|\{[a-z_]+\})(?: (?:[a-z']+|\{[a-z_]+\}))*", sample), sample
            slots = re.findall(r"{(\w+)}", sample)
            assert len(slots) == len(set(slots)), sample
            assert set(slots) <= declared, sample
    samples = [sample for intent in written["intents"] for sample in intent["samples"]]
    assert len(samples) == len(set(samples))


def test_every_intent_is_served_or_means_one_that_is(english: Sentences) -> None:
    declared = english.declared["intents"].keys()
    assert {MEANINGS[name][0] if name in MEANINGS else name for name in declared} <= SERVED | {TOGETHER}
    assert MEANINGS.keys() <= declared


def test_what_an_intent_implies_is_not_a_slot_of_it(english: Sentences) -> None:
    for name, (_, values) in MEANINGS.items():
        assert not values.keys() & set(english.declared["intents"][name]), name


@pytest.mark.parametrize("locale", LOCALES)
def test_every_value_of_a_slot_has_a_word_in_every_locale(english: Sentences, locale: str) -> None:
    wishes = english.declared["wishes"]
    declared = english.declared["slot_types"] | {wishes["type"]: wishes["intents"]}
    for slot_type in language_model(english, locale)["types"]:
        words = [[value["name"]["value"], *value["name"]["synonyms"]] for value in slot_type["values"]]
        assert [value["id"] for value in slot_type["values"]] == declared[slot_type["name"]]
        assert len(set(chain.from_iterable(words))) == sum(map(len, words))


def test_a_locale_does_not_say_what_is_said_elsewhere_only(english: Sentences) -> None:
    assert "bum" in english.locales["en-US"]
    assert "'bum'" in str(language_model(english, "en-GB"))
    assert "'bum'" not in str(language_model(english, "en-US"))


def test_the_two_that_alexa_lets_nobody_extend_have_no_samples(english: Sentences) -> None:
    samples = {intent["name"]: intent["samples"] for intent in language_model(english, "en-US")["intents"]}
    assert samples["AMAZON.FallbackIntent"] == samples["AMAZON.NavigateHomeIntent"] == []
    assert {"AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"} == sentences.UNEXTENDED


@pytest.mark.parametrize("slots", ["minutes", "routine", "direction", "minutes routine", "minutes direction",
                                   "routine direction"])  # fmt: skip
def test_a_session_can_be_asked_for_with_any_mix_of_wishes(english: Sentences, slots: str) -> None:
    mixes = [set(re.findall(r"{(\w+)}", sample)) for sample in english.samples["StartIntent"]]
    assert mixes.count(set(slots.split())) >= 3
