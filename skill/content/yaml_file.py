"""Parses one YAML file of content, with duplicate keys refused."""

from pathlib import Path
from typing import Any

import yaml

from skill.content.fault import WHOLE, ContentError, Fault


class _Loader(yaml.CSafeLoader):
    """PyYAML's safe loader in C, ten times as fast; it would let a second key silently replace the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(None, None, f"{key.value!r} stands here twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


PLAINLY = {
    "violates indentation": "a tab stands here: indent with spaces",
    "another document": "three dashes begin another document: a file is one",
    "cannot start any token": 'a tab or a sign of YAML begins this: indent with spaces, put such words in "quotes"',
    "mapping values are not allowed": 'a second colon stands in this line: put the words in "quotes"',
    "could not find expected ':'": "a colon is missing after a key, or the words of the line before are cut off",
    "did not find expected key": 'indented unlike its neighbours, or with a quote or brace: put its words in "quotes"',
    "did not find expected '-' indicator": "this list has a line without a dash, or one that is indented differently",
    "did not find expected ',' or": 'a bracket is not closed: put words that have { } [ ] in "quotes"',
    "did not find expected node content": 'a bracket is not closed: put words that have { } [ ] in "quotes"',
    "unexpected end of stream": "a quote is opened and never closed",
    "undefined alias": 'a star begins this: put the words in "quotes"',
    "unexpected document indicator": "a quote is opened and never closed",
}
"""What the parser's words mean to somebody who writes."""


def parse(text: str, file: str) -> Any:
    """Return the values of a YAML text; raises ContentError with the line where it cannot be read."""
    try:
        return yaml.load(text, _Loader)  # a safe loader, see above
    except yaml.MarkedYAMLError as error:
        where = f"line {error.problem_mark.line + 1}" if error.problem_mark else WHOLE
        raise ContentError(Fault(file, where, _plainly(str(error.problem)))) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        reason = f"a sign that can't be seen stands here (number {error.character}): delete it and type the words anew"
        raise ContentError(Fault(file, f"line {line}", reason)) from None


def parse_file(path: Path, file: str) -> Any:
    """Return the values of a file of YAML; raises ContentError where it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        reason = "these letters are in another encoding: save the file as UTF-8"
        raise ContentError(Fault(file, f"line {line}", reason)) from None
    return parse(text, file)


def _plainly(problem: str) -> str:
    return next((f"{plain} ({problem})" for known, plain in PLAINLY.items() if known in problem), problem)
