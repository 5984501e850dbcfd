"""What the tests run of the skill: `make coverage` names every line and branch that they don't, and wants enough.

Of handlers and practice they run everything; of the whole skill at least WHOLE percent of lines and branches.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coverage import Coverage

from tests.conftest import ROOT

EVERYTHING_OF = ("skill/handlers/", "skill/practice/")
WHOLE = 95.0
"""Percent of the lines and branches of skill/."""


@dataclass(frozen=True, slots=True)
class File:
    """How much of a file is run, counted in lines and branches."""

    name: str
    covered: int
    all: int
    missing: tuple[str, ...]
    """Lines, and branches as "from→to"; "exit" leaves the function."""

    @classmethod
    def read(cls, name: str, raw: Any) -> "File":
        """Return what coverage's JSON says of a file."""
        counts = raw["summary"]
        lines = [str(line) for line in raw["missing_lines"]]
        unseen = set(raw["missing_lines"])
        branches = [
            f"{start}→{'exit' if end < 0 else end}"
            for start, end in raw["missing_branches"]
            if start not in unseen and end not in unseen
        ]
        return cls(
            name,
            counts["covered_lines"] + counts["covered_branches"],
            counts["num_statements"] + counts["num_branches"],
            (*_ranges(lines), *branches),
        )


def _ranges(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines in a row as one: "7-9"."""
    first = last = 0
    for line in [*map(int, lines), 0]:
        if line != last + 1:
            if first:
                yield str(first) if first == last else f"{first}-{last}"
            first = line
        last = line


def percent(files: Iterable[File]) -> float:
    """Return how much of files is run."""
    counted = [(each.covered, each.all) for each in files]
    every = sum(total for _, total in counted)
    return 100.0 * sum(covered for covered, _ in counted) / every if every else 100.0


def faults(files: Iterable[File]) -> list[str]:
    """Return in sentences what is run too little."""
    files = list(files)
    found = [
        f"{name} has to be run as a whole: {percent(part):.1f} % is"
        for name in EVERYTHING_OF
        if percent(part := [each for each in files if each.name.startswith(name)]) < 100
    ]
    if (whole := percent(files)) < WHOLE:
        found.append(f"skill/ has to be run to {WHOLE:g} %: {whole:.1f} % is")
    return found


def measured(data: Path) -> list[File]:
    """Return the files that coverage has measured, from its data."""
    report = data.with_name("report.json")
    coverage = Coverage(data_file=str(data), config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    coverage.json_report(outfile=str(report))
    return [File.read(name, raw) for name, raw in sorted(json.loads(report.read_text("utf-8"))["files"].items())]


def main() -> int:
    """Print what is not run; return 1 if that is too much."""
    files = measured(ROOT / "build" / "coverage" / "data")
    for each in files:
        if each.missing:
            print(f"{percent([each]):5.1f} %  {each.name}: not run are {', '.join(each.missing)}")
    print(f"{percent(files):5.1f} %  skill/, of {sum(each.all for each in files)} lines and branches")
    for fault in (found := faults(files)):
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
