"""The interaction model: what Alexa is given, and what is refused."""

import json
import re
import shutil
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from skill.content.fault import ContentError
from skill.simulator import sentences
from skill.simulator.model import FOLDER, alexa_model, check_conflicts, main
from skill.simulator.sentences import MOST_SAMPLES, Sentences, read

LOCALES = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")
INTENTS = """
slots: {minutes: AMAZON.NUMBER, pace: PACE}
intents: {StartIntent: [minutes], SetPaceIntent: [pace], AMAZON.StopIntent: [], AMAZON.FallbackIntent: []}
urgent: []
remarks: []
slot_types: {PACE: [slow, brisk]}
fallback_sensitivity: LOW
"""
ENGLISH = """
locales: {en-US: [begin]}
invocation: muscle relaxation
spellings: {"'s": is}
clauses: {starts: [but], subjects: [it], verbs: [is], others: [she]}
fillers: {hesitations: [please], requests: [can you]}
rules: {begin: (start|begin)}
intents:
  StartIntent: ["<begin> [a] [new] {minutes} minute session", "{minutes} minutes"]
  SetPaceIntent: ["[go] {pace}"]
  AMAZON.StopIntent: [that's enough]
alexa_knows: {AMAZON.StopIntent: [stop]}
slot_types:
  PACE: {slow: [slower, slow], brisk: [faster]}
"""


@pytest.fixture(scope="module")
def english() -> Sentences:
    return read(FOLDER, "en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "intents.yaml").write_text(INTENTS, "utf-8")
    (tmp_path / "en.yaml").write_text(ENGLISH, "utf-8")
    return tmp_path


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert text.count(old) == 1
    (folder / file).write_text(text.replace(old, new), "utf-8")


def test_samples_differ_from_the_plainest_in_one_place(folder: Path) -> None:
    assert read(folder, "en").samples["StartIntent"] == (
        "start {minutes} minute session",
        "{minutes} minutes",
        "begin {minutes} minute session",
        "start a {minutes} minute session",
        "start new {minutes} minute session",
    )


def test_a_cap_leaves_no_template_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "MOST_SAMPLES", 2)
    assert read(folder, "en").samples["StartIntent"] == (
        "start {minutes} minute session",
        "{minutes} minutes",
    )


def test_a_template_that_would_explode_is_sampled_in_proportion(folder: Path) -> None:
    change(folder, "en.yaml", "that's enough]", f'that\'s enough, "no {"[more|further|other] " * 30}today"]')
    assert len(read(folder, "en").samples["AMAZON.StopIntent"]) < 200


def test_alexa_gets_intents_slots_and_values_with_ids_without_what_its_locale_does_not_say(folder: Path) -> None:
    assert alexa_model(read(folder, "en"), "en-US")["interactionModel"]["languageModel"] == {
        "invocationName": "muscle relaxation",
        "intents": [
            {
                "name": "StartIntent",
                "samples": [
                    "start {minutes} minute session",
                    "{minutes} minutes",
                    "start a {minutes} minute session",
                    "start new {minutes} minute session",
                ],
                "slots": [{"name": "minutes", "type": "AMAZON.NUMBER"}],
            },
            {
                "name": "SetPaceIntent",
                "samples": ["{pace}", "go {pace}"],
                "slots": [{"name": "pace", "type": "PACE"}],
            },
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


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "reason"),
    [
        ("en.yaml", "that's enough", "that's 1 enough", "intents.AMAZON.StopIntent", "small letters"),
        ("en.yaml", "that's enough", "That's enough", "intents.AMAZON.StopIntent", "small letters"),
        ("en.yaml", "that's enough", "that's (enough", "intents.AMAZON.StopIntent", "no template"),
        ("en.yaml", "[that's enough]", "[no]", "intents.AMAZON.StopIntent", "no template"),
        ("en.yaml", "[that's enough]", "[]", "intents.AMAZON.StopIntent", "list"),
        ("en.yaml", "[that's enough]", "enough", "intents.AMAZON.StopIntent", "list"),
        ("en.yaml", "[stop]", "[stop!]", "alexa_knows.AMAZON.StopIntent", "small letters"),
        ("en.yaml", "[that's enough]", '["enough {minutes}"]', "intents.AMAZON.StopIntent", "{minutes}"),
        ("en.yaml", "[go] {pace}", "[go] {speed}", "intents.SetPaceIntent", "{speed}"),
        ("en.yaml", "[go] {pace}", "go", "intents.SetPaceIntent", "no sentence has {pace}"),
        ("en.yaml", "[go] {pace}", "{pace} and {pace}", "intents.SetPaceIntent", "twice"),
        ("en.yaml", '"<begin>', '"<beginning>', "intents.StartIntent", "no rule <beginning>"),
        ("en.yaml", "(start|begin)", '"(start|begin"', "rules.begin", "no template"),
        ("en.yaml", "SetPaceIntent:", "PaceIntent:", "intents.PaceIntent", "unknown"),
        ("en.yaml", '  SetPaceIntent: ["[go] {pace}"]\n', "", "intents.SetPaceIntent", "missing"),
        ("en.yaml", ", brisk: [faster]", "", "slot_types.PACE.brisk", "missing"),
        ("en.yaml", "[faster]", "[slow]", "slot_types.PACE.brisk", "twice"),
        ("en.yaml", "[faster]", "[]", "slot_types.PACE.brisk", "list"),
        ("en.yaml", "[faster]", "[fast-er]", "slot_types.PACE.brisk", "small letters"),
        ("en.yaml", "[faster]", "[on]", "slot_types.PACE.brisk", "quotes"),
        ("en.yaml", "hesitations: [please], ", "", "fillers.hesitations", "missing"),
        ("en.yaml", "others: [she]", "people: [she]", "clauses.people", "unknown"),
        ("intents.yaml", "pace: PACE}", "pace: SPEED}", "slots.pace", "SPEED"),
        ("intents.yaml", "[pace]", "[pace, speed]", "intents.SetPaceIntent", "speed"),
        ("intents.yaml", "SetPaceIntent: [pace], ", "", "intents.SetPaceIntent", "unknown"),
        ("intents.yaml", "[slow, brisk]", "[slow, brisk, normal]", "slot_types.PACE.normal", "missing"),
        ("intents.yaml", "urgent: []", "urgent: [PainIntent]", "urgent", "PainIntent"),
        ("intents.yaml", "remarks: []", "remarks: [sneezing]", "remarks", "sneezing"),
        ("intents.yaml", "LOW", "SOME", "fallback_sensitivity", "LOW, MEDIUM, HIGH"),
    ],
)
def test_a_fault_names_file_key_and_reason(folder: Path, file: str, old: str, new: str, key: str, reason: str) -> None:
    change(folder, file, old, new)
    with pytest.raises(ContentError) as fault:
        read(folder, "en")
    declared = key in ("slots.pace", "urgent", "remarks", "fallback_sensitivity") or "speed]" in new
    assert fault.value.faults[0][:2] == ("intents.yaml" if declared else "en.yaml", key)
    assert reason in fault.value.faults[0].reason


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("that's enough", "go slow", "intents.AMAZON.StopIntent"),
        ("that's enough", "faster", "intents.AMAZON.StopIntent"),
        ("that's enough", "start a ten minute session", "intents.AMAZON.StopIntent"),
        ('"{minutes} minutes"', '"slower {minutes}", "slower"', "intents.SetPaceIntent"),
    ],
    ids=["with a value", "a bare value", "with a number", "a value of another"],
)
def test_no_sentence_is_served_by_two_intents(folder: Path, old: str, new: str, key: str) -> None:
    change(folder, "en.yaml", old, new)
    with pytest.raises(ContentError, match="is a sentence of") as fault:
        check_conflicts(read(folder, "en"))
    assert fault.value.faults[0][:2] == ("en.yaml", key)


def test_what_is_urgent_may_take_a_sentence_from_any_other(folder: Path) -> None:
    change(folder, "intents.yaml", "urgent: []", "urgent: [SetPaceIntent]")
    change(folder, "en.yaml", "that's enough", "go slow")
    check_conflicts(read(folder, "en"))


def test_a_fault_is_one_line_and_exit_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder, "en.yaml", "[faster]", "[slow]")
    assert main([], folder) == 1
    assert capsys.readouterr().err == 'en.yaml: slot_types.PACE.brisk: "slow" stands twice in PACE\n'
    assert not (folder / "locales").exists()


def test_check_says_what_to_run_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"], folder) == 1
    assert "en-US.json is not current: run `make model`" in capsys.readouterr().err
    assert not (folder / "locales").exists()
    assert main([], folder) == 0
    assert main(["--check"], folder) == 0
    change(folder, "en.yaml", "that's enough", "that's plenty")
    assert main(["--check"], folder) == 1


def test_a_language_can_have_several_locales_and_another_can_stand_beside_it(folder: Path) -> None:
    change(folder, "en.yaml", "{en-US: [begin]}", "{en-US: [begin], en-GB: []}")
    shutil.copy(folder / "en.yaml", folder / "de.yaml")
    change(folder, "de.yaml", "{en-US: [begin], en-GB: []}", "{de-DE: []}")
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
        assert len(intent["samples"]) == len(set(intent["samples"])) <= MOST_SAMPLES
        for sample in intent["samples"]:
            assert re.fullmatch(r"(?:[a-z']+|\{[a-z_]+\})(?: (?:[a-z']+|\{[a-z_]+\}))*", sample), sample
            slots = re.findall(r"{(\w+)}", sample)
            assert len(slots) == len(set(slots)), sample
            assert set(slots) <= declared, sample
    samples = [sample for intent in written["intents"] for sample in intent["samples"]]
    assert len(samples) == len(set(samples))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_value_of_a_slot_has_a_word_in_every_locale(english: Sentences, locale: str) -> None:
    for slot_type in language_model(english, locale)["types"]:
        words = [[value["name"]["value"], *value["name"]["synonyms"]] for value in slot_type["values"]]
        assert [value["id"] for value in slot_type["values"]] == english.declared["slot_types"][slot_type["name"]]
        assert len(set(chain.from_iterable(words))) == sum(map(len, words))
        assert all(len(each) <= 140 for each in chain.from_iterable(words))


def test_a_locale_does_not_say_what_is_said_elsewhere_only(english: Sentences) -> None:
    assert "bum" in english.said["locales"]["en-US"]
    assert "'bum'" in str(language_model(english, "en-GB"))
    assert "'bum'" not in str(language_model(english, "en-US"))


def test_the_two_that_alexa_lets_nobody_extend_have_no_samples(english: Sentences) -> None:
    samples = {intent["name"]: intent["samples"] for intent in language_model(english, "en-US")["intents"]}
    assert samples["AMAZON.FallbackIntent"] == samples["AMAZON.NavigateHomeIntent"] == []


@pytest.mark.parametrize("slots", ["minutes", "routine", "direction", "minutes routine", "minutes direction",
                                   "routine direction", "minutes routine direction"])  # fmt: skip
def test_a_session_can_be_asked_for_with_any_mix_of_wishes(english: Sentences, slots: str) -> None:
    mixes = [set(re.findall(r"{(\w+)}", sample)) for sample in english.samples["StartIntent"]]
    assert mixes.count(set(slots.split())) >= 3
