"""The laws of the house that no other tool keeps."""

import ast
import re
from collections import Counter

from tests.conftest import ROOT

SKILL = ROOT / "skill"
README = (ROOT / "README.md").read_text("utf-8")
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}


def test_no_module_lies_loose() -> None:
    assert [path.name for path in SKILL.glob("*.py")] == ["__init__.py"]


def test_no_module_is_a_drawer() -> None:
    folders = (SKILL, ROOT / "infra", ROOT / "tests")
    assert not [path for folder in folders for path in folder.rglob("*.py") if path.stem in DRAWERS]


def test_no_public_class_name_stands_twice() -> None:
    names = Counter(
        node.name
        for path in SKILL.rglob("*.py")
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_the_map_names_every_package_and_nothing_else() -> None:
    named = set(re.findall(r"^\| `(\w+(?:/\w+)?)/?` \|", README, re.MULTILINE))
    packages = {f"skill/{path.parent.name}" for path in SKILL.glob("*/__init__.py")}
    assert named == packages | {"content", "interaction_model", "infra", "docs", "tests"}


def test_every_package_says_what_it_is() -> None:
    for path in SKILL.glob("*/__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_every_package_has_its_tests_in_a_folder_of_its_name() -> None:
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert {path.parent.name for path in SKILL.glob("*/__init__.py")} - tested == set()
