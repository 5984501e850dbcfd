"""What mutants are made of a source, which of them a sample takes, and how a living function becomes one."""

import ast
from random import Random

import pytest

from skill.practice import rotation
from tests.mutation.choosing import PACKAGES, files, mutants_of, sample, source
from tests.mutation.known import CHANGES, known
from tests.mutation.mutants import mutants
from tests.mutation.swapping import swap


def changes(code: str) -> list[str]:
    return [each.change.partition(" → ")[2] for each in mutants("x.py", code.encode())]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("a < b", ["a <= b"]),
        ("a == b", ["a != b"]),
        ("a is None", ["a is not None"]),
        ("a in b", ["a not in b"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("a + b", ["a - b"]),
        ("a | b", ["a & b"]),
        ("min(a, b)", ["max(a, b)"]),
        ("7", ["8"]),
        ("True", ["False"]),
        ("'key'", ["'key_'"]),
        ("''", []),
        ("b if a else c", ["b if (not (a)) else c"]),
        ("b if a is None else c", ["b if (a is not None) else c"]),
        ("[b for b in a if b]", ["[b for b in a if (not (b))]"]),
        ("f(a, b=c)", ["f(a, **{})"]),
        ("f'{a} words {b}'", []),
    ],
)
def test_an_expression_is_changed(code: str, expected: list[str]) -> None:
    assert changes(f"x = {code}") == [f"x = {each}" for each in expected]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("f(a)", ["pass"]),
        ("x[a] = b", ["pass"]),
        ("x = b", []),
        ("x += b", ["pass"]),
        ("raise Fault('words')", ["pass"]),
        ("assert a > 7", []),
        ("'a docstring'", []),
        ("from a import b", []),
        ("def f(a: int = 7) -> 'A': pass", ["def f(a: int = 8) -> 'A': pass"]),
        ("@kept(7)\ndef f(): return a", ["return None"]),
    ],
)
def test_a_statement_is_changed_or_left_out(code: str, expected: list[str]) -> None:
    assert [each.removeprefix("def f(): ") for each in changes(code)] == expected


def test_a_mutant_knows_its_function_and_whether_it_runs_when_that_is_called() -> None:
    code = b"class A:\n    b: int = 7\n    def c(self, d=7):\n        def e():\n            return 7\n"
    found = {(each.function, each.in_function) for each in mutants("x.py", code)}
    assert found == {("A", False), ("A.c", False), ("A.c.e", True)}


def test_of_equal_changes_in_one_function_each_has_a_name() -> None:
    first, second = mutants("x.py", b"def f():\n    g(7)\n    g(7)\n")[1::2]
    assert (first.change, first.nth, second.nth) == (second.change, 0, 1)
    assert first.name != second.name


def test_every_mutant_is_another_program() -> None:
    for file in Random(7).sample(files(), 3):
        true = ast.dump(ast.parse(source(file)))
        for each in mutants_of(file):
            assert ast.dump(ast.parse(each.applied(source(file)))) != true, each.name


def test_a_sample_is_the_same_each_time_and_of_every_package() -> None:
    chosen = sample(12, 100)
    assert [each.name for each in chosen[:50]] == [each.name for each in sample(12, 50)]
    assert [package for package in PACKAGES if not any(each.file.startswith(package) for each in chosen)] == []
    assert {each.name for each in sample(13, 100)} != {each.name for each in chosen}


def test_what_is_known_to_matter_can_still_be_changed() -> None:
    assert len(known()) == len(CHANGES)
    for each in known():
        ast.parse(each.applied(source(each.file)))


def test_a_living_function_becomes_its_mutant() -> None:
    file, function = "skill/practice/rotation.py", rotation.Longest.take
    mutant = next(each for each in mutants_of(file) if each.function == "Longest.take" and each.text == "return None")
    true = function.__code__
    try:
        assert rotation.Longest().take("a line", ("short", "longer")) == "longer"
        assert swap(mutant, mutant.applied(source(file)))
        assert rotation.Longest().take("a line", ("short", "longer")) is None
    finally:
        function.__code__ = true
