"""Which mutants are tried, and with which tests."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.recording import Recording
from tests.mutation.trials import ROOT

PACKAGES = ("skill/practice", "skill/store", "skill/handlers")
IN_FULL = ("skill/practice/planner.py", "skill/practice/bookmark.py", "skill/store/record.py")
"""Files of which every mutant is tried, whatever the sample."""


def files() -> list[str]:
    """Return the files that are mutated."""
    return sorted(str(path.relative_to(ROOT)) for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@cache
def source(file: str) -> bytes:
    """Return what a file holds."""
    return (ROOT / file).read_bytes()


@cache
def mutants_of(file: str) -> tuple[Mutant, ...]:
    """Return every mutant of a file."""
    return tuple(mutants(file, source(file)))


def sample(seed: int, number: int) -> list[Mutant]:
    """Return so many mutants by chance; code that changes elsewhere leaves most of them in it."""
    return sorted((each for file in files() for each in mutants_of(file)), key=lambda each: each.rank(seed))[:number]


def in_full(seed: int) -> list[Mutant]:
    """Return every mutant of the files that are tried in full, in an order by chance."""
    return sorted((each for file in IN_FULL for each in mutants_of(file)), key=lambda each: each.rank(seed))


def tests_for(mutant: Mutant, recording: Recording) -> set[str]:
    """Return the tests that run a mutant's lines; or what is made of them, where they run at import.

    What runs as content is loaded alone concerns the tests of its package, and of content.
    """
    if mutant.in_function:
        folders = (f"tests/{mutant.file.split('/')[1]}/", "tests/content/")
        found = recording.tests_of(mutant.file, mutant.lines)
        return found or {test for test in recording.seconds if test.startswith(folders)}
    lines, name = _statement(mutant)
    found = recording.tests_of(mutant.file, lines)
    for file, mentioned in _mentions(name):
        found |= recording.tests_of(file, mentioned)
    naming = {path for path in {test.partition("::")[0] for test in recording.seconds} if _names(path, name)}
    return found | {test for test in recording.seconds if test.partition("::")[0] in naming}


@cache
def _names(path: str, name: str) -> bool:
    """Whether a file of tests names something."""
    return bool(name) and re.search(rf"\b{re.escape(name)}\b", (ROOT / path).read_text("utf-8")) is not None


def _statement(mutant: Mutant) -> tuple[range, str]:
    """Return the lines of the statement at the module's level that a mutant stands in, and what it names."""
    for each in ast.parse(source(mutant.file)).body:
        lines = range(each.lineno, (each.end_lineno or each.lineno) + 1)
        if mutant.lines[0] in lines:
            target = each.targets[0] if isinstance(each, ast.Assign) else getattr(each, "target", each)
            return lines, str(getattr(target, "name", getattr(target, "id", "")))

    raise AssertionError(mutant)


def _mentions(name: str) -> Iterator[tuple[str, list[int]]]:
    """Yield by file the lines of the skill that name something."""
    if not name:
        return
    word = re.compile(rf"\b{re.escape(name)}\b")
    for path, lines in _skill():
        if mentioned := [number for number, line in enumerate(lines, 1) if word.search(line)]:
            yield path, mentioned


@cache
def _skill() -> tuple[tuple[str, list[str]], ...]:
    return tuple(
        (str(path.relative_to(ROOT)), path.read_text("utf-8").splitlines())
        for path in sorted(Path(ROOT / "skill").rglob("*.py"))
        if "simulator" not in path.parts and "studio" not in path.parts
    )
