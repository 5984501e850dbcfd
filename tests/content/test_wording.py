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
OF_ROLES = "routines.roles."
RULES = [(need, name) for need in WORDING["needed"] for name in need["lines"]]
NEEDED = [(need, name) for need, name in RULES if not name.startswith(OF_ROLES)]
ROLES = [(need, name.removeprefix(OF_ROLES)) for need, name in RULES if name.startswith(OF_ROLES)]
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


def saying(words: str, at: tuple[str, ...] = ("closing", "kept")) -> list[Fault]:
    """What is told where a line says these words."""
    raw = copy.deepcopy(READ)
    file, *path, last = at
    holder = raw[f"en/{file}.yaml"]
    for key in path:
        holder = holder[key]
    holder[last] = words
    return faults(raw)


@pytest.mark.parametrize(("rule", "words"), FORBIDDEN, ids=[words for _, words in FORBIDDEN])
def test_a_line_that_says_what_it_may_not_is_refused(rule: dict[str, Any], words: str) -> None:
    said = " ".join(words.replace("*", "").split())
    at = ("groups", "feet", "tense") if "lines" in rule else ("closing", "kept")
    reasons = [fault.reason for fault in saying(f"Now {said}.", at)]
    assert any(reason.endswith(f"is never said: {rule['reason']}") for reason in reasons)
    assert any(words.replace("*", "").split()[0] in reason.lower() for reason in reasons)


@pytest.mark.parametrize(
    "words",
    ["Hold your breath.", "Take a deep breath.", "You will sleep.", "It heals.", "You'll fall asleep in no time.",
     "As hard as you can.", "Clench it.", "Go limp.", "Your numb hand.", "The dominant hand.", "Roll your head.",
     "Breathe in, and hold.", "Breathe in. And hold.", "Take a breath and keep it.",
     "Breathe in through the nose, and hold it.",
     "Take a slow breath, hold it.", "Inhale, then hold.", "Hold, your breath.", "Tense it, holding your breath.",
     "Stress is a thing of the past.", "It is clinically effective.", "This replaces a therapist.",
     "This will replace your doctor.", "You need no doctor.", "You don't need a doctor for that.",
     "You're going to feel light.", "Press with all your strength.", "Make it as tight as possible.",
     "Never mind, hold your breath."],
)  # fmt: skip
def test_what_english_never_says(words: str) -> None:
    assert [fault[:2] for fault in saying(words)] == [("en/closing.yaml", "kept")]


@pytest.mark.parametrize(
    "words",
    ["Never hold your breath.", "Don't hold your breath.", "Go on without holding your breath.",
     "Not with all your strength.",
     "Don't tense as hard as you can.", "It doesn't replace your doctor.", "Breathe in easily, and out slowly.",
     "Tense it, and keep breathing.", "Hold it, and breathe on."],
)  # fmt: skip
def test_a_warning_may_be_said(words: str) -> None:
    raw = copy.deepcopy(READ)
    raw["en/closing.yaml"]["kept"] = words
    build(raw, "en")


def test_the_hold_that_follows_is_none_of_the_breath() -> None:
    assert saying("Breathe in, and press the heels down.", ("groups", "feet", "tense")) == [
        Fault("en/groups.yaml", "feet.tense",
              "'Breathe in' is never said: the hold comes next, and the breath would be held as well")
    ]  # fmt: skip


def test_a_rule_for_lines_that_are_not_there_is_refused() -> None:
    raw = copy.deepcopy(READ)
    raw["en/wording.yaml"]["unspoken"][1]["lines"] = ["groups.*.tense", "groups.*.tens"]
    assert faults(raw) == [
        Fault("en/wording.yaml", "unspoken[2].lines",
              "there is no line 'groups.*.tens': a line is its file and key")
    ]  # fmt: skip


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


@pytest.mark.parametrize(("need", "role"), ROLES, ids=[role for _, role in ROLES])
def test_a_role_of_the_body_is_had_by_what_is_called_so(need: dict[str, Any], role: str) -> None:
    raw = copy.deepcopy(READ)
    raw["routines.yaml"]["roles"][role] = "jaw"
    reason = f"{need['words'][0]!r} is missing: {need['reason']}"
    assert faults(raw) == [Fault("routines.yaml", f"roles.{role}", reason)]


def test_a_rule_about_a_line_that_is_not_there_is_refused() -> None:
    raw = copy.deepcopy(READ)
    raw["en/wording.yaml"]["needed"][0]["lines"] = ["opening.safty", "opening"]
    assert [(fault.key, fault.reason) for fault in faults(raw)] == [
        ("needed[1].lines[2]", "the name of a line (opening.safety) is expected here, not 'opening'"),
    ]
    raw["en/wording.yaml"]["needed"][0]["lines"] = ["opening.safty"]
    assert [fault[:2] for fault in faults(raw)] == [("en/wording.yaml", "needed[1].lines")]
