"""Which languages there are, and which of them a locale has."""

import copy
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from skill.content.content import build, load
from skill.content.fault import ContentError
from skill.content.files import languages, read
from skill.content.languages import Languages, build_languages, compile_content, load_languages
from skill.practice.name import Name, joined
from skill.simulator import sentences
from skill.simulator.desk import MODEL
from tests.strategies import CONTENT

READ = read(CONTENT, "en")


def another(code: str, locale: str) -> dict[str, Any]:
    """English again, as another language that serves one locale."""
    raw = {name.replace("en/", f"{code}/"): copy.deepcopy(each) for name, each in READ.items()}
    raw[f"{code}/language.yaml"]["locales"] = [locale]
    raw[f"{code}/help_lines.yaml"] = {locale: READ["en/help_lines.yaml"]["en-US"]}
    return raw


def test_a_folder_with_a_language_file_is_a_language(tmp_path: Path) -> None:
    assert languages(CONTENT) == ("en",)
    for code in ("en", "de"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "language.yaml").write_text("")
    (tmp_path / "fr").mkdir()
    assert languages(tmp_path) == ("de", "en")


def test_a_locale_has_the_language_that_claims_it_or_one_of_the_same_code_or_the_first() -> None:
    both = build_languages({**READ, **another("xq", "en-ZZ")})
    assert [both.code(locale) for locale in ("en-US", "en-ZZ", "en-NZ", "xq-XQ", "fr-FR")] == [
        "en", "xq", "en", "xq", "en",
    ]  # fmt: skip
    assert both.of("xq-XQ") is both.contents["xq"]


def test_two_languages_that_claim_one_locale_are_a_fault() -> None:
    with pytest.raises(ContentError) as error:
        build_languages({**READ, **another("xq", "en-GB")})
    assert [fault[:2] for fault in error.value.faults] == [("xq/language.yaml", "locales")]
    assert "en-GB is served by en/language.yaml too" in str(error.value)


def test_faults_of_all_languages_are_told_at_once() -> None:
    raw = {**copy.deepcopy(READ), **another("xq", "xq-XQ")}
    del raw["routines.yaml"]["roles"]["usual"]
    del raw["en/closing.yaml"]["kept"]
    del raw["xq/closing.yaml"]["goodbye"]
    raw["xq/help_lines.yaml"]["xq-XX"] = raw["xq/help_lines.yaml"].pop("xq-XQ")
    with pytest.raises(ContentError) as error:
        build_languages(raw)
    assert [fault[:2] for fault in error.value.faults] == [
        ("routines.yaml", "roles.usual"),
        ("en/closing.yaml", "kept"),
        ("xq/help_lines.yaml", "xq-XX"),
        ("xq/help_lines.yaml", "xq-XQ"),
        ("xq/closing.yaml", "goodbye"),
    ]


def test_without_any_language_nothing_is_loaded(tmp_path: Path) -> None:
    shutil.copy(CONTENT / "routines.yaml", tmp_path)
    with pytest.raises(ContentError, match="there is no language that is served"):
        load_languages(tmp_path)


def test_compiled_content_holds_every_language(tmp_path: Path) -> None:
    compile_content(CONTENT, tmp_path / "content.json")
    compiled = load_languages(tmp_path / "content.json", speaking_rate=2.0)
    assert isinstance(compiled, Languages)
    assert list(compiled.contents) == ["en"]
    assert compiled.of("en-US").phrases == load(CONTENT).phrases
    seconds = [each.library.speech_time.seconds("Let go.") for each in (compiled.of("en-US"), load(CONTENT))]
    assert seconds[0] == pytest.approx(seconds[1] / 2)


def test_compiled_content_leaves_out_what_no_function_says(tmp_path: Path) -> None:
    compile_content(CONTENT, tmp_path / "content.json")
    assert {"en/wording.yaml", "en/leaflet.yaml"}.isdisjoint(json.loads((tmp_path / "content.json").read_text("utf-8")))


def test_the_interaction_model_serves_the_same_locales_and_calls_the_skill_the_same() -> None:
    for code, content in load_languages(CONTENT).contents.items():
        said = sentences.read(MODEL, code)
        assert set(content.language.locales) == set(said.locales), code
        assert content.language.calling.names[0] == said.invocation


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        ({"locales": ["english"]}, "locales[1]", "a locale such as en-US"),
        ({"forms": ["Dative"]}, "forms[1]", "small letters"),
        ({"forms": ["lower"]}, "forms[1]", "another name"),
    ],
)
def test_what_a_language_says_of_itself_is_checked(change: dict[str, Any], key: str, reason: str) -> None:
    raw = copy.deepcopy(READ)
    raw["en/language.yaml"].update(change)
    with pytest.raises(ContentError) as error:
        build(raw, "en")
    assert error.value.faults[0][:2] == ("en/language.yaml", key)
    assert reason in error.value.faults[0].reason


def test_a_line_picks_a_form_that_its_language_declares() -> None:
    raw = copy.deepcopy(READ)
    raw["en/language.yaml"]["forms"] = ["dative"]
    raw["en/opening.yaml"]["back"] = "Back to {place.dative}."
    raw["en/opening.yaml"]["beginning"] = {"plain": "the beginning", "dative": "them beginnings"}
    raw["en/groups.yaml"]["feet"]["name"]["left"] = {"plain": "your left foot", "dative": "them left foot"}
    content = build(raw, "en")
    opening = content.phrases.opening
    assert opening.back.format(place=opening.beginning) == "Back to them beginnings."
    assert opening.back.format(place=opening.closing_rest) == "Back to the closing rest."
    left = content.library.groups["feet"].names
    assert [f"{name} {name.dative}" for name in left.values()][-1] == "your left foot them left foot"


@pytest.mark.parametrize(
    ("file", "line", "words", "reason"),
    [
        ("opening", "back", "Back to {place.genitive}.", "{place.genitive} picks no form"),
        ("keeping", "days_ago", "{days.dative} ago", "there is only {days}"),
        ("opening", "back", "Back to {plaice.dative}.", "{plaice.dative} picks no form"),
    ],
)
def test_a_form_that_is_not_declared_is_refused(file: str, line: str, words: str, reason: str) -> None:
    raw = copy.deepcopy(READ)
    raw["en/language.yaml"]["forms"] = ["dative"]
    raw[f"en/{file}.yaml"][line] = words
    with pytest.raises(ContentError) as error:
        build(raw, "en")
    assert [fault[:2] for fault in error.value.faults] == [(f"en/{file}.yaml", line)]
    assert reason in error.value.faults[0].reason


def test_a_name_without_one_of_its_forms_is_refused() -> None:
    raw = copy.deepcopy(READ)
    raw["en/language.yaml"]["forms"] = ["dative"]
    raw["en/groups.yaml"]["jaw"]["name"] = {"plain": "your jaw"}
    with pytest.raises(ContentError, match=r"en/groups.yaml: jaw.name.dative: this key is missing"):
        build(raw, "en")


def test_names_are_joined_in_all_their_forms() -> None:
    names = [Name(word, {"dative": f"{word}n"}) for word in ("kiefer", "nacken", "füße")]
    both = joined(names, "{first} und {last}")
    assert both == "kiefer, nacken und füße"
    assert both.dative == "kiefern, nackenn und füßen"
    assert joined(names[:1], "{first} und {last}").dative == "kiefern"
    with pytest.raises(AttributeError, match="no form 'genitive'"):
        str(both.genitive)
    assert replace(load(CONTENT).phrases.opening, beginning=copy.deepcopy(both)).beginning.dative == both.dative
