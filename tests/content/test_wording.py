"""What a language may not say and what it has to is content, and whoever breaks it is told where and why."""

import copy
import re
from typing import Any

import pytest

from skill.content.content import build
from skill.content.fault import ContentError, Fault
from skill.content.files import FILES, read
from tests.strategies import CONTENT

READ = read(CONTENT, "en")
WORDING = READ["en/wording.yaml"]
FORBIDDEN = [(rule, words) for rule in WORDING["unspoken"] for words in rule["words"]]
NEEDED = [(need, name) for need in WORDING["needed"] for name in need["lines"]]
UNSPOKEN = ("language", "wording", "speech_time")
WRITTEN = {
    "title",
    "card",
    "strength",
    "default",
    "digits",
    "source",
    "sources",
    "doctor_first",
    "names_doctor",
    "steps_more",
}


def faults(raw: dict[str, Any]) -> list[Fault]:
    with pytest.raises(ContentError) as error:
        build(raw, "en")
    return list(error.value.faults)


@pytest.mark.parametrize(("rule", "words"), FORBIDDEN, ids=[words for _, words in FORBIDDEN])
def test_a_line_that_says_what_it_may_not_is_refused(rule: dict[str, Any], words: str) -> None:
    raw = copy.deepcopy(READ)
    said = words.replace("*", "")
    raw["en/closing.yaml"]["kept"] = f"Now {said}."
    assert (Fault("en/closing.yaml", "kept", f"{said!r} is never said: {rule['reason']}")) in faults(raw)


@pytest.mark.parametrize(
    "words",
    ["Hold your breath.", "Take a deep breath.", "You will sleep.", "It heals.", "You'll fall asleep in no time.",
     "As hard as you can.", "Clench it.", "Go limp.", "Your numb hand.", "The dominant hand.", "Roll your head."],
)  # fmt: skip
def test_what_english_never_says(words: str) -> None:
    raw = copy.deepcopy(READ)
    raw["en/guidance.yaml"]["rest"] = words
    assert [fault[:2] for fault in faults(raw)] == [("en/guidance.yaml", "rest")]


def test_every_spoken_line_is_looked_at() -> None:
    raw = copy.deepcopy(READ)
    changed = set()

    def change(value: Any, file: str, at: str) -> Any:
        if isinstance(value, dict):
            return {key: value[key] if key in WRITTEN else change(value[key], file, f"{at}.{key}") for key in value}
        if isinstance(value, list):
            return [change(each, file, f"{at}[{order}]") for order, each in enumerate(value, start=1)]
        changed.add((file, at.removeprefix(".")))
        return f"limp {value}"

    for file in (f"en/{name}.yaml" for name in FILES if name not in UNSPOKEN):
        raw[file] = change(raw[file], file, "")
    refused = {fault[:2] for fault in faults(raw) if fault.reason.startswith("'limp' is never said")}
    assert len(changed) > 400
    assert refused == changed


@pytest.mark.parametrize(("need", "name"), NEEDED, ids=[f"{order} {name}" for order, (_, name) in enumerate(NEEDED)])
def test_a_line_without_what_it_must_say_is_refused(need: dict[str, Any], name: str) -> None:
    raw = copy.deepcopy(READ)
    stem, _, key = name.partition(".")
    holder: Any = raw[f"en/{stem}.yaml"][stem] if stem == "answers" else raw[f"en/{stem}.yaml"]
    *path, last = (int(each[1:-1]) - 1 if each[0] == "[" else each for each in re.findall(r"[\w-]+|\[\d+\]", key))
    for each in path:
        holder = holder[each]
    for words in need["words"]:
        kept = holder[last]
        holder[last] = re.sub(words.replace("*", r"\w*"), "mhm", " ".join(kept.split()), flags=re.IGNORECASE)
        reasons = {fault.reason for fault in faults(raw) if fault.key.endswith(key)}
        assert f"{words!r} is missing: {need['reason']}" in reasons
        holder[last] = kept


def test_a_rule_about_a_line_that_is_not_there_is_refused() -> None:
    raw = copy.deepcopy(READ)
    raw["en/wording.yaml"]["needed"][0]["lines"] = ["opening.safty", "opening"]
    assert [(fault.key, fault.reason) for fault in faults(raw)] == [
        ("needed[1].lines[2]", "the name of a line (opening.safety) is expected here, not 'opening'"),
    ]
    raw["en/wording.yaml"]["needed"][0]["lines"] = ["opening.safty"]
    assert [fault[:2] for fault in faults(raw)] == [("en/wording.yaml", "needed[1].lines")]
