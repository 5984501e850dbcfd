"""docs/promises.md names a test for each promise, and each test that is marked as one stands there."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.dialogue import dialogues

PAGE = (ROOT / "docs" / "promises.md").read_text("utf-8")
ROW = re.compile(r"^\| (?P<name>[a-z-]+) \| (?P<words>[^|]+\.) \| `(?P<test>[^`]+)` \|$", re.MULTILINE)
NAMED = [(found["name"], found["test"]) for found in ROW.finditer(PAGE)]


def marked() -> Iterator[tuple[str, str]]:
    """Yield each promise that a test is marked with, and the test."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                for name in map(promise, node.decorator_list):
                    if name:
                        yield name, f"{path.relative_to(ROOT).as_posix()}::{node.name}"
    for name, each in dialogues():
        if each.promise:
            yield each.promise, name


def promise(decorator: ast.expr) -> str | None:
    """Return the promise that a decorator marks; None where it marks none."""
    match decorator:
        case ast.Call(func=function, args=[ast.Constant(value=str(name))]) if (
            ast.unparse(function) == "pytest.mark.promise"
        ):
            return name
    return None


def test_every_promise_is_kept_by_the_test_that_it_names_and_no_other_test_is_marked() -> None:
    assert sorted(NAMED) == sorted(marked())


def test_a_promise_stands_once_and_every_row_is_read() -> None:
    names = [name for name, _ in NAMED]
    assert len(names) == len(set(names))
    assert len(names) == PAGE.count("\n| ") - PAGE.count("\n| name |")


@pytest.mark.parametrize("heading", ["Listeners", "Therapists and authors", "Clinics and publishers", "Engineers"])
def test_everyone_is_promised_something(heading: str) -> None:
    assert ROW.search(PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0])
