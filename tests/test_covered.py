"""The check of what the tests run."""

from typing import Any

import pytest

from tests.covered import File, faults, percent


def raw(covered: int, every: int, lines: tuple[int, ...] = (), branches: tuple[tuple[int, int], ...] = ()) -> Any:
    counts = {"covered_lines": covered, "covered_branches": 0, "num_statements": every, "num_branches": 0}
    return {"summary": counts, "missing_lines": list(lines), "missing_branches": [list(each) for each in branches]}


def test_lines_in_a_row_are_one_and_a_branch_into_a_line_not_run_is_not_named_twice() -> None:
    file = File.read("skill/x.py", raw(1, 9, (3, 4, 5, 9, 12, 13), ((2, 3), (20, -1), (21, 30), (9, 10))))
    assert file.missing == ("3-5", "9", "12-13", "20→exit", "21→30")


@pytest.mark.parametrize(
    ("handlers", "whole", "found"),
    [
        ((10, 10), (85, 90), []),
        ((9, 10), (90, 90), ["skill/handlers/ has to be run as a whole: 90.0 % is"]),
        ((10, 10), (80, 90), ["skill/ has to be run to 95 %: 90.0 % is"]),
    ],
)
def test_too_little_is_told(handlers: tuple[int, int], whole: tuple[int, int], found: list[str]) -> None:
    files = [File.read("skill/handlers/x.py", raw(*handlers)), File.read("skill/app/x.py", raw(*whole))]
    assert faults(files) == found


def test_what_has_no_lines_is_run_as_a_whole() -> None:
    assert percent([File.read("skill/__init__.py", raw(0, 0))]) == 100
