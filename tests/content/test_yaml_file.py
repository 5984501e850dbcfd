"""What breaks a file of YAML is said in words that help somebody who writes, with the line."""

from pathlib import Path

import pytest

from skill.content import checks
from skill.content.fault import ContentError
from skill.content.yaml_file import parse, parse_file
from skill.practice.declaration import PLAIN

QUOTED = 'put its words in "quotes"'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: one\n\tb: two\n", 2, "a tab stands here: indent with spaces"),
        ("a:\n\t- one\n", 2, "a tab stands here: indent with spaces"),
        ("a: say: this\n", 1, "a second colon stands in this line"),
        ("a: {minutes} minutes\n", 1, "the words begin with {, a sign of YAML"),
        ("a: {minutes minutes\nb: two\n", 2, "a bracket is not closed"),
        ("a: [one, two\nb: three\n", 2, "a bracket is not closed"),
        ('a: "hello\nb: two\n', 1, "a quote is opened here and not closed in this line"),
        ('a: "say "this" now"\n', 1, QUOTED),
        ("a: 'it's mine'\n", 1, QUOTED),
        ("a:\n  b: one\n c: two\n", 3, "indented unlike its neighbours"),
        ("a: *all of it\n", 1, "the words begin with *, a sign of YAML"),
        ("a: %one\n", 1, "the words begin with %, a sign of YAML"),
        ("a: @one\n", 1, "the words begin with @, a sign of YAML"),
        ("a:\n  - one\n  two\n", 4, "a colon is missing"),
        ("a: one\nhello\nb: two\n", 3, "a colon is missing"),
        ("a: one\n---\nb: two\n", 2, "three dashes begin another document"),
        ("a: one\na: two\n", 2, "'a' stands here twice"),
        ("a: one\nb: t\x07wo\n", 2, "a sign that can't be seen stands here"),
    ],
)
def test_what_breaks_a_file_is_said_plainly(text: str, line: int, said: str) -> None:
    with pytest.raises(ContentError) as raised:
        parse(text, "guidance.yaml")
    (fault,) = raised.value.faults
    assert (fault.file, fault.key) == ("guidance.yaml", f"line {line}")
    assert said in fault.reason


@pytest.mark.parametrize(("encoding", "line"), [("latin-1", 2), ("utf-16", 1)])
def test_another_encoding_is_named_with_its_remedy(encoding: str, line: int, tmp_path: Path) -> None:
    path = tmp_path / "guidance.yaml"
    path.write_bytes("a: one\nb: caf\N{LATIN SMALL LETTER E WITH ACUTE}\n".encode(encoding))
    with pytest.raises(ContentError) as raised:
        parse_file(path, path.name)
    assert (
        str(raised.value)
        == f"guidance.yaml: line {line}: these letters are in another encoding: save the file as UTF-8"
    )


def test_a_mark_before_the_first_letter_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "guidance.yaml"
    path.write_bytes("a: one\n".encode("utf-8-sig"))
    assert parse_file(path, path.name) == {"a": "one"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Let go. \N{GRINNING FACE}", "can't be said: write it in words"),
        ("Let go \N{BLACK HEART SUIT}.", "can't be said: write it in words"),
        ("Let go\N{ZERO WIDTH SPACE} now.", "can't be said: write it in words"),
        ("It\N{RIGHT SINGLE QUOTATION MARK}s soft.", "write straight quotes and apostrophes"),
        ("Say \N{LEFT DOUBLE QUOTATION MARK}stop.", "write straight quotes and apostrophes"),
        ("Let go. " * 1500, "3000 words, where 150 are the most"),
    ],
)
def test_what_nobody_can_say_or_listen_to_is_refused(line: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        checks.words(line, PLAIN)
