"""What packaging compiles is what Python would compile; and where it doesn't fit, Python compiles as ever."""

import json
import marshal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from infra.ready_made import Noting
from tests.conftest import ROOT

SOURCE = """
import json, re, sys
from dataclasses import dataclass, field
from pathlib import Path

@dataclass(frozen=True, order=True)
class Made:
    name: str
    parts: list[int] = field(default_factory=list)

minutes = re.compile("(?P<count>[0-9]+) minutes?|a (night)", re.IGNORECASE)
raw = re.compile(rb"ab+")
first, second = Made("a"), Made("b", [1])
found = [repr(first), first < second, hash(Made("x", ())) == hash(Made("x", ())), Made.__init__.__annotations__ == {
    "name": str, "parts": list[int], "return": None}]
try:
    first.name = "c"
except AttributeError as error:
    found.append(str(error))
found += [minutes.match("12 MINUTES").groupdict(), minutes.match("a night").groups(), minutes.flags, minutes.pattern]
found += [len(raw.search(b"xabbb").group())]
"""
"""Makes a dataclass and patterns, and tells what they are like."""
TELL = "\nprint(json.dumps(found))\n"
NOTED = f"""
import sys
from pathlib import Path
from infra.ready_made import Noting
noting = Noting()
noting.begin()
{SOURCE}
Path(sys.argv[1]).write_bytes(noting.written())
{TELL}
"""
USED = f"""
import sys
from pathlib import Path
from skill.aws import ready_made
used = ready_made.use(Path(sys.argv[1]))
import re._parser
def none(*_): raise AssertionError("parsed")
if used:
    re._parser.parse = none
{SOURCE}
assert used is (sys.argv[2] == "used")
{TELL}
"""
"""The same with a file of what is ready; where that can be used, to parse a pattern is an error."""


def ran(code: str, *arguments: str) -> Any:
    command = [sys.executable, "-c", code, *arguments]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A file of what was compiled, and what it was like."""
    file = tmp_path_factory.mktemp("made") / "ready_made.bin"
    return file, ran(NOTED, str(file))


def test_what_is_ready_made_is_as_python_makes_it(made: tuple[Path, Any]) -> None:
    file, found = made
    assert found == ran(SOURCE + TELL) == ran(USED, str(file), "used")


def test_it_holds_each_method_and_each_pattern(made: tuple[Path, Any]) -> None:
    _, methods, patterns = marshal.loads(made[0].read_bytes())
    text = "\n".join(methods)
    assert all(f"def {name}(" in text for name in ("__init__", "__repr__", "__eq__", "__lt__", "__hash__"))
    assert {(rb"ab+", 0), ("(?P<count>[0-9]+) minutes?|a (night)", 2)} <= set(patterns)


def test_what_another_python_made_is_not_used(made: tuple[Path, Any], tmp_path: Path) -> None:
    file = tmp_path / "ready_made.bin"
    _, methods, patterns = marshal.loads(made[0].read_bytes())
    file.write_bytes(marshal.dumps((b"old\n", methods, patterns)))
    assert ran(USED, str(file), "unused") == made[1]


def test_where_there_is_none_python_compiles(made: tuple[Path, Any], tmp_path: Path) -> None:
    assert ran(USED, str(tmp_path / "none"), "unused") == made[1]


def test_the_same_is_written_alike() -> None:
    noting = Noting()
    noting.methods["x = 1"] = compile("x = 1", "<string>", "exec")
    assert noting.written() == noting.written()
