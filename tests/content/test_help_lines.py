import copy
from typing import Any

import pytest

from skill.content.content import Content, build
from skill.content.fault import ContentError
from skill.content.files import read
from skill.content.help_lines import NumberWords
from tests.strategies import CONTENT

WORDS = NumberWords(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "Twelve"),
    ("double", "triple"),
)


@pytest.mark.parametrize(
    ("spoken", "digits"),
    [("nine nine nine", "999"), ("triple zero", "000"), ("call Double Two, eleven", "2211"), ("twelve", "12"),
     ("call us", ""), ("someone", ""), ("double or three", "3")],
)  # fmt: skip
def test_digits_are_heard_in_words(spoken: str, digits: str) -> None:
    assert WORDS.digits(spoken) == digits


@pytest.mark.parametrize("number", ["emergency", "crisis", "hurt"])
def test_what_is_said_is_what_is_dialled(number: str) -> None:
    raw = copy.deepcopy(read(CONTENT, "en"))
    raw["en/help_lines.yaml"]["en-GB"][number]["digits"] += "1"
    with pytest.raises(ContentError) as error:
        build(raw, "en")
    assert [fault[:2] for fault in error.value.faults] == [("en/help_lines.yaml", f"en-GB.{number}.spoken")]


def test_each_country_has_its_own_number(content: Content) -> None:
    assert {locale: line.emergency.digits for locale, line in content.help_lines.items()} == {
        "en-US": "911",
        "en-CA": "911",
        "en-GB": "999",
        "en-AU": "000",
        "en-IN": "112",
    }


@pytest.mark.parametrize(
    ("number", "key", "reason"),
    [
        ({"digits": 911, "spoken": "nine one one"}, "digits", "digits alone"),
        ({"digits": "nine", "spoken": "nine one one"}, "digits", "digits alone"),
        ({"digits": "911", "spoken": "911"}, "spoken", "as words"),
        ({"spoken": "nine one one"}, "digits", "missing"),
    ],
)
def test_a_number_is_digits_and_words(number: dict[str, Any], key: str, reason: str) -> None:
    raw = copy.deepcopy(read(CONTENT, "en"))
    raw["en/help_lines.yaml"]["en-GB"]["emergency"] = number
    with pytest.raises(ContentError) as error:
        build(raw, "en")
    assert [fault[:2] for fault in error.value.faults] == [("en/help_lines.yaml", f"en-GB.emergency.{key}")]
    assert reason in error.value.faults[0].reason


def test_there_are_numbers_for_exactly_the_declared_locales() -> None:
    raw = copy.deepcopy(read(CONTENT, "en"))
    raw["en/help_lines.yaml"]["en-NZ"] = raw["en/help_lines.yaml"].pop("en-AU")
    with pytest.raises(ContentError) as error:
        build(raw, "en")
    assert {fault[:2] for fault in error.value.faults} == {
        ("en/help_lines.yaml", "en-NZ"),
        ("en/help_lines.yaml", "en-AU"),
    }
    assert all("exactly the locales of language.yaml" in fault.reason for fault in error.value.faults)


def test_who_is_hurt_has_a_line_of_the_whole_country_or_none(content: Content) -> None:
    assert {locale: line.hurt and line.hurt.digits for locale, line in content.help_lines.items()} == {
        "en-US": "18007997233",
        "en-CA": None,
        "en-GB": "08082000247",
        "en-AU": "1800737732",
        "en-IN": "181",
    }
