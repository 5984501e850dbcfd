"""Content says what serves where code needs one of something; code names no key of content."""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from skill.content.content import Content, build
from skill.content.fault import ContentError
from skill.content.files import read
from skill.practice.preferences import NAMES
from skill.practice.routine import Pacing
from tests.strategies import CONTENT

SKILL = CONTENT.parent / "skill"
READ = read(CONTENT, "en")


def without_routine(key: str) -> Callable[[dict[str, Any]], None]:
    def edit(raw: dict[str, Any]) -> None:
        del raw["routines.yaml"]["routines"][key]
        for part in ("routines", "cautions"):
            raw["en/guidance.yaml"][part].pop(key, None)

    return edit


def without_chest(raw: dict[str, Any]) -> None:
    shared = raw["routines.yaml"]
    del shared["groups"]["chest"]
    del raw["en/groups.yaml"]["chest"]
    for group in shared["groups"].values():
        if "chest" in group.get("parts", ()):
            group["parts"].remove("chest")
    for routine in shared["routines"].values():
        routine["order"] = [step for step in routine["order"] if step != "chest"]
    for need in raw["en/wording.yaml"]["needed"]:
        need["lines"] = [line for line in need["lines"] if ".chest." not in line]


def without_role(role: str) -> Callable[[dict[str, Any]], None]:
    return lambda raw: raw["routines.yaml"]["roles"].pop(role)


def with_role(role: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda raw: raw["routines.yaml"]["roles"].update({role: value})


@pytest.mark.parametrize(
    ("region", "paired", "area"), [("legs", True, "legs"), ("arms", True, "arms"), ("head", False, "head")]
)
def test_a_muscle_group_that_is_added_belongs_to_the_area_of_its_region(region: str, paired: bool, area: str) -> None:
    raw = copy.deepcopy(READ)
    raw["routines.yaml"]["groups"]["added"] = {"region": region, "paired": paired, "tension": [3, 5]}
    with pytest.raises(ContentError) as raised:
        build(raw, "en")
    assert f"it covers the region {region}: name its muscle group 'added' too" in str(raised.value)
    assert f"areas.{area}.parts" in str(raised.value)


@pytest.mark.parametrize(
    ("edit", "key", "reason"),
    [
        (without_routine("counting"), "roles.fallback", "no routine 'counting': name the routine that needs no muscle"),
        (without_routine("standard"), "roles.full", "no routine 'standard': name the routine from which sessions of"),
        (without_chest, "roles.emergency", "no area or muscle group 'chest': name the area whose pain is an emergency"),
        (without_role("fallback"), "roles.fallback", "missing: name the routine that needs no muscle group"),
        (without_role("full"), "roles.full", "missing: name the routine"),
        (without_role("emergency"), "roles.emergency", "missing: name the area"),
        (without_routine("recall"), "roles.recall", "no routine 'recall': name the routine whose large parts"),
        (without_role("recall"), "roles.recall", "missing: name the routine whose large parts"),
        (without_role("toes"), "roles.toes", "missing: name what the toes belong to"),
        (with_role("toes", "toes"), "roles.toes", "no area or muscle group 'toes': name what the toes belong to"),
        (without_role("fingers"), "roles.fingers", "missing: name what the fingers belong to"),
        (with_role("fingers", "hand"), "roles.fingers", "no area or muscle group 'hand': name what the fingers"),
        (without_role("standing"), "roles.standing", "missing: name what somebody stands on"),
        (with_role("standing", "leg"), "roles.standing", "no area or muscle group 'leg': name what somebody stands on"),
        (without_role("eyes"), "roles.eyes", "missing: name the group that closes the eyes"),
        (with_role("eyes", "face"), "roles.eyes", "no muscle group 'face': name the group that closes the eyes"),
        (without_role("usual"), "roles.usual", "missing: say how many minutes"),
        (with_role("usual", 41), "roles.usual", "a whole number from 2 to 40"),
        (with_role("fallback", "quick"), "roles.fallback", "name a routine that needs none"),
        (with_role("full", "bedtime_short"), "roles.full", "name a routine that does"),
        (lambda raw: raw["routines.yaml"].pop("roles"), "roles", "missing"),
        (lambda raw: raw["routines.yaml"]["paces"]["slow"].pop("longer"), "paces.slow.longer", "missing"),
    ],
)
def test_a_role_that_nothing_fills_is_a_fault_that_says_what_to_do(edit: Any, key: str, reason: str) -> None:
    raw = copy.deepcopy(READ)
    edit(raw)
    with pytest.raises(ContentError) as error:
        build(raw, "en")
    assert [fault[:2] for fault in error.value.faults] == [("routines.yaml", key)]
    assert reason in error.value.faults[0].reason


def test_the_topic_when_none_is_named_has_its_answer(content: Content) -> None:
    assert content.default_topic in content.answers
    raw = copy.deepcopy(READ)
    del raw["en/answers.yaml"]["answers"][content.default_topic]
    with pytest.raises(ContentError, match=r"default: there is no answer 'what': name the topic"):
        build(raw, "en")


def literals(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the strings of a module with their lines, but those that are no docstrings and no values of an enum."""
    passed = {
        id(inner)
        for node in ast.walk(tree)
        for inner in ast.walk(node)
        if isinstance(node, ast.Expr)
        or (isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "StrEnum" for base in node.bases))
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.lineno, node.value


NOT_CODE = ("meanings.py", "figure.py")
CODE = sorted(path for path in SKILL.rglob("*.py") if "dialogue" not in path.parts and path.name not in NOT_CODE)
"""A dialogue's own words, such as "back", are no keys of content; what an intent implies is sent as a value; the figure
is made of a drawing that is content."""


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(SKILL)))
def test_no_key_of_content_stands_in_code(path: Path, content: Content) -> None:
    kinds_of_silence = {field.name for field in fields(Pacing)}
    keys = {*content.library.areas, *content.library.routines} - kinds_of_silence - {*NAMES}  # "eyes" is a wish too
    assert not [(line, text) for line, text in literals(ast.parse(path.read_text())) if text.partition("/")[0] in keys]
