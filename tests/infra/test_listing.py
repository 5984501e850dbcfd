"""What is written for the store is refused where it can't be used: file, key, reason and remedy."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from infra.listing import FOLDER, listings
from skill.content.content import Content
from skill.content.fault import ContentError
from tests.infra.listed import LOCALES

Change = Callable[[dict[str, Any]], object]


def refusal(folder: Path, content: Content, change: Change) -> str:
    """Return what is said of the English listing once it is changed."""
    raw = yaml.safe_load((FOLDER / "en.yaml").read_text("utf-8"))
    change(raw)
    (folder / "en.yaml").write_text(yaml.safe_dump(raw, allow_unicode=True), "utf-8")
    with pytest.raises(ContentError) as refused:
        listings("en", content.help_lines, LOCALES, folder)
    return str(refused.value)


def test_a_locale_without_a_model_is_refused_with_those_that_there_are(tmp_path: Path, content: Content) -> None:
    said = refusal(
        tmp_path, content, lambda raw: raw["locales"].update({"en-IE": {"practise": "practise", "doctor": "GP"}})
    )
    assert said == (
        "infra/listing/en.yaml: locales.en-IE: the skill doesn't speak it: take it out; "
        f"there are {', '.join(content.help_lines)}"
    )


def test_a_locale_without_a_model_is_refused_though_it_has_numbers_to_call(content: Content) -> None:
    with pytest.raises(ContentError, match=r"locales\.en-GB: .+; there are en-US, en-CA, en-AU, en-IN$"):
        listings("en", content.help_lines, set(LOCALES) - {"en-GB"})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda raw: raw.update(name=True), 'name: put yes, no, on and off in "quotes"'),
        (lambda raw: raw.update(name="x" * 51), "name: a name of 2 to 50 characters"),
        (lambda raw: raw.update(name=7), "not 7"),
        (lambda raw: raw.update(summary=["calm"]), "not ['calm']"),
        (lambda raw: raw.update(summary="x" * 161), "summary: a line of at most 160 characters"),
        (lambda raw: raw.update(description=None), "description: nothing stands here"),
        (lambda raw: raw.update(description=12), "description: a text is expected here, not 12"),
        (lambda raw: raw.update(description="Call {emergency"), "description: the braces do not match"),
        (lambda raw: raw.update(description="Ask {whom}"), "locales.en-US.whom: the description has this word"),
        (lambda raw: raw.update(description="x" * 4001), "description: 4001 characters for en-US"),
        (lambda raw: raw.update(keywords="calm, sleep"), "keywords: a list is expected here"),
        (lambda raw: raw.update(keywords=["calm, sleep"]), "not 'calm, sleep'"),
        (lambda raw: raw.update(keywords=["calm", "calm"]), "keywords[2]: this is the same as keywords[1]"),
        (lambda raw: raw.update(keywords=[f"word {each}" for each in range(31)]), "keywords: 31 stand here"),
        (lambda raw: raw.update(example_phrases="Alexa, open it"), "example_phrases: a list is expected here"),
        (
            lambda raw: raw["example_phrases"].append("the night"),
            "example_phrases: 4 stand here, and the store takes 3",
        ),
        (lambda raw: raw.update(example_phrases=[{"say": "it"}]), "not {'say': 'it'}"),
        (lambda raw: raw.update(locales=["en-US"]), "locales: keys with values are expected here"),
        (lambda raw: raw.update(locales={}), "locales: there is no locale"),
        (lambda raw: raw["locales"].update({"en-US": "doctor"}), "locales.en-US: keys with values are expected here"),
        (lambda raw: raw["locales"]["en-US"].update(doctor=1), "locales.en-US.doctor: a word of this locale"),
        (lambda raw: raw.update(title="Calm"), "title: unknown key"),
        (lambda raw: raw.pop("summary"), "summary: this key is missing"),
    ],
)
def test_what_the_store_does_not_take_is_refused(tmp_path: Path, content: Content, change: Change, told: str) -> None:
    said = refusal(tmp_path, content, change)
    assert said.startswith("infra/listing/en.yaml: ")
    assert told in said


def test_a_language_without_a_listing_and_one_in_other_letters_are_refused(tmp_path: Path, content: Content) -> None:
    with pytest.raises(ContentError, match="this file is missing, and the language is served: write it as"):
        listings("en", content.help_lines, LOCALES, tmp_path)
    (tmp_path / "en.yaml").write_bytes("name: \N{LATIN SMALL LETTER E WITH ACUTE}\n".encode("latin-1"))
    with pytest.raises(ContentError, match=r"line 1: .+ save the file as UTF-8"):
        listings("en", content.help_lines, LOCALES, tmp_path)
