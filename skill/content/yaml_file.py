"""Parses one YAML file that somebody wrote: maps, lists and words, without whatever else YAML can do."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import yaml

from skill.content.fault import WHOLE, ContentError, Fault, Partial

DEEPEST = 20
"""Maps and lists within each other; beyond, the parser would take all of the memory."""
UNSEEN = re.compile(r"[^\S \r\n]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""A sign that nobody sees, or that only looks like a space."""
MISSING = "this file is missing: take it back from the last commit"
OTHER_ENCODING = "these letters are in another encoding: save the file as UTF-8"
TRUE, FALSE = {"yes", "on", "true"}, {"no", "off", "false"}
WHOLE_NUMBER, NUMBER = re.compile(r"[-+]?(0|[1-9]\d{0,8})"), re.compile(r"[-+]?(0|[1-9]\d{0,8})\.\d{1,8}")
"""As people write them; 010, 0x1F, 12:30, .inf and the like are text, so that none is taken for another number."""
UNCLOSED = re.compile(r"""\s*(?:- )?(?:[\w.-]+: +)?(?:"[^"]*|'[^']*)""")
"""A line whose quote ends on another one."""
SIGN_FIRST = re.compile(r"""\s*(?:- )?(?:[\w.-]+: +)?([*&!%@`{\[|>])""")
"""A line whose words begin with a sign that means something in YAML."""
KEYLESS = re.compile(r"\s*[^\s#](?:(?!: |:$).)*")
"""A line that has no key."""
NOT_BY_ITS_SIGN = ("',' or", "node content", "escape")
"""What the parser says of a line whose first sign isn't to blame."""
PLAINLY = {
    "another document": "three dashes begin another document: a file is one",
    "expected <document start>": "a file is one document: take out the lines of three dashes or dots",
    "cannot start any token": 'a sign of YAML begins this: put such words in "quotes"',
    "mapping values are not allowed": 'a second colon stands in this line: put the words in "quotes"',
    "could not find expected ':'": "a colon is missing after a key, or the words of the line before are cut off",
    "did not find expected key": 'indented unlike its neighbours, or with a quote or brace: put its words in "quotes"',
    "did not find expected '-' indicator": "this list has a line without a dash, or one that is indented differently",
    "did not find expected ',' or": 'a bracket is not closed: put words that have { } [ ] in "quotes"',
    "did not find expected node content": 'a bracket is not closed: put words that have { } [ ] in "quotes"',
    "unexpected end of stream": "a quote is opened and never closed",
    "unexpected document indicator": "a quote is opened and never closed",
    "escape": "a backslash stands here: leave it out, or put the words in 'single quotes'",
    "hexdecimal": "a backslash stands here: leave it out, or put the words in 'single quotes'",
    "block mapping": 'indented unlike its neighbours, or with a quote or brace: put its words in "quotes"',
}
"""What the parser's words mean to somebody who writes."""


def parse(text: str, file: str) -> Any:
    """Return the values of a YAML text; raises ContentError with every line that can't be used."""
    return _sound(_read(text, file))


def parse_file(path: Path, file: str) -> Any:
    """Return the values of a file of YAML; raises ContentError with every line that can't be used."""
    return _sound(read_file(path, file))


def read_file(path: Path, file: str) -> Any:
    """Return the values of a file of YAML; where it is wrong in itself, a Partial of what can be read all the same."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Partial(None, (Fault(file, WHOLE, MISSING),))
    except OSError as error:
        return Partial(
            None,
            (Fault(file, WHOLE, f"this file can't be opened: {(error.strerror or 'for whatever reason').lower()}"),),
        )
    except UnicodeDecodeError as error:
        return _encoded(file, error.object.count(b"\n", 0, error.start) + 1)
    return _encoded(file, 1) if "\0" in text else _read(text, file)


def _sound(read: Any) -> Any:
    if isinstance(read, Partial):
        raise ContentError(*read.faults)
    return read


def _encoded(file: str, line: int) -> Partial:
    return Partial(None, (Fault(file, f"line {line}", OTHER_ENCODING),))


def _read(text: str, file: str) -> Any:
    """Return the values of a text, or a Partial."""
    unseen = tuple(Fault(file, f"line {line}", reason) for line, reason in _unseen(text))
    builder = _Builder(UNSEEN.sub(" ", unicodedata.normalize("NFC", text)))
    try:
        values = builder.document()
    except yaml.MarkedYAMLError as error:
        where, reason = builder.explained(error)
        return Partial(None, unseen or (Fault(file, where, reason),))
    faults = (*unseen, *(Fault(file, f"line {line}", reason) for line, reason in builder.faults))
    return Partial(values, faults) if faults else values


def _unseen(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines with a sign that can't be seen, and which it is."""
    for line, words in enumerate(text.split("\n"), start=1):
        if found := UNSEEN.search(words):
            name = unicodedata.name(found[0], f"number {ord(found[0])}").lower()
            plain = found[0] == "\t"
            yield (
                line,
                (
                    "a tab stands here: indent with spaces"
                    if plain
                    else f"a sign that can't be seen stands here ({name}): delete it and type the words anew"
                ),
            )


class _Builder:
    """Makes values of what the parser in C tells of a text, step by step: nothing is built that isn't plain."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.faults: list[tuple[int, str]] = []
        """By line."""
        self._events = yaml.parse(text, yaml.CSafeLoader)
        self._depth = 0

    def document(self) -> Any:
        """Return the values of the only document, None of an empty one; raises yaml.MarkedYAMLError."""
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events))
        next(self._events)
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            self._fail("another document", after)
        return value

    def explained(self, error: yaml.MarkedYAMLError) -> tuple[str, str]:
        """Return the line that is to be mended, and what is wrong with it."""
        line = error.problem_mark.line if error.problem_mark else 0
        line = min(line, len(self.lines) - 1)
        if (begun := next((at for at in range(line, -1, -1) if UNCLOSED.fullmatch(self.lines[at])), line)) < line:
            return f"line {begun + 1}", "a quote is opened here and not closed in this line"
        problem = str(error.problem)
        if "mapping values" in problem and line and KEYLESS.fullmatch(self.lines[line - 1]):
            return f"line {line}", "a colon and a space are missing behind a key"
        told = any(known in problem for known in NOT_BY_ITS_SIGN)
        if (sign := SIGN_FIRST.match(self.lines[line])) and not told:
            return f"line {line + 1}", f'the words begin with {sign[1]}, a sign of YAML: put them in "quotes"'
        return f"line {line + 1}", next((plain for known, plain in PLAINLY.items() if known in problem), problem)

    def _value(self, event: Any) -> Any:
        if getattr(event, "anchor", None) is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._note(event, f'the words begin with {sign}, a sign of YAML: put them in "quotes"')
        if isinstance(event, yaml.AliasEvent):
            return None
        if event.tag is not None:
            self._note(event, 'the words begin with !, a sign of YAML: put them in "quotes"')
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail(f"brackets or lists stand in each other more than {DEEPEST} deep", event)
        value = self._mapping() if isinstance(event, yaml.MappingStartEvent) else self._list()
        self._depth -= 1
        return value

    def _mapping(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._value(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._note(event, 'a key is a word: put words that begin with { or [ in "quotes"')
                self._value(next(self._events))
            elif event.value in values:
                self._note(event, f"{event.value!r} stands here twice: keep one of them")
                self._value(next(self._events))
            else:
                key = event.value
                values[key] = self._value(next(self._events))
        return values

    def _list(self) -> list[Any]:
        values = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            values.append(self._value(event))
        return values

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        """Return text, or what is written as a number, yes or no, or nothing."""
        words = event.value
        if event.style:
            return words
        end: Any = event.end_mark
        behind = self.lines[end.line][end.column :] if " " in words else ""
        if behind.lstrip().startswith("#"):
            self._note(event, '# begins a comment, and the words end there: put them in "quotes"')
        if words.lower() in TRUE | FALSE:
            return words.lower() in TRUE
        if WHOLE_NUMBER.fullmatch(words):
            return int(words)
        if NUMBER.fullmatch(words):
            return float(words)
        return None if words.lower() in ("", "~", "null") else words

    def _note(self, event: Any, reason: str) -> None:
        self.faults.append((event.start_mark.line + 1, reason))

    def _fail(self, problem: str, event: Any) -> NoReturn:
        raise yaml.MarkedYAMLError(None, None, problem, event.start_mark)
