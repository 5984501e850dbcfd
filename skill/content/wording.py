"""What a language may not say and what it has to: rules that an author is told of when a line breaks one."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from skill.content.evidence import AnswerWording
from skill.content.fault import Fault
from skill.content.help_lines import NumberWords
from skill.content.matching import is_said, pattern
from skill.content.reader import Text
from skill.practice.declaration import declare

LINE = r"\w+(\.[\w-]+(\[\d+\])?)+"
LINES = r"\w+(\.([\w-]+|\*)(\[\d+\])?)+"


@dataclass(frozen=True)
class Unspoken:
    """Words that no spoken line may have, whatever punctuation stands between them.

    A word that ends with * stands for any ending, and a * alone for a few words or none, here and below.
    """

    words: tuple[str, ...] = declare(spoken=False)
    reason: str = declare(spoken=False)
    unless_after: tuple[str, ...] = declare((), spoken=False, fewest=0)
    """Directly behind one of these they are a warning, and may be said: "never"."""
    lines: tuple[str, ...] = declare(
        (), form=LINES, what="the name of a line, or of several (groups.*.tense),", fewest=0
    )
    """Where they are not said; without it, nowhere. A * stands for any key."""


@dataclass(frozen=True)
class Needed:
    """Words that some lines must have, each line all of them."""

    lines: tuple[str, ...] = declare(form=LINE, what="the name of a line (opening.safety)")
    words: tuple[str, ...] = declare(spoken=False)
    reason: str = declare(spoken=False)


@dataclass(frozen=True)
class Wording:
    """One language's rules: the file."""

    unspoken: tuple[Unspoken, ...]
    needed: tuple[Needed, ...]
    answers: AnswerWording
    numbers: NumberWords


def line_faults(texts: Iterable[Text], wording: Wording, file: str, unread: Collection[str] = ()) -> Iterator[Fault]:
    """Yield where a spoken line says what it may not, or a line lacks what it must say.

    `file` has the rules; in the files that are `unread` a line may be there that could not be read.
    """
    lines = {_name(text.file, text.key): text for text in texts}
    unread = {*map(_stem, unread)}
    for order, rule in enumerate(wording.unspoken, start=1):
        yield from _missing(rule.lines, lines, unread, file, f"unspoken[{order}].lines")
        for name, text in lines.items():
            said = _said(rule, text.words) if text.spoken and _is_about(rule, name) else ""
            if said:
                yield Fault(text.file, text.key, f"{said!r} is never said: {rule.reason}")
    for order, need in enumerate(wording.needed, start=1):
        yield from _missing(need.lines, lines, unread, file, f"needed[{order}].lines")
        for text in (lines[name] for name in need.lines if name in lines):
            for words in (words for words in need.words if not is_said(words, text.words)):
                yield Fault(text.file, text.key, f"{words!r} is missing: {need.reason}")


def _missing(
    names: Iterable[str], lines: Collection[str], unread: Collection[str], file: str, at: str
) -> Iterator[Fault]:
    """Yield the names that no line has, in the files that could be read."""
    for name in names:
        if name.partition(".")[0] not in unread and not any(_is_called(each, name) for each in lines):
            yield Fault(file, at, f"there is no line {name!r}: a line is its file and key")


def _is_called(line: str, name: str) -> bool:
    """Whether a line has a name, in which * stands for any key."""
    return line == name or ("*" in name and re.fullmatch(re.escape(name).replace(r"\*", r"[\w-]+"), line) is not None)


def _is_about(rule: Unspoken, line: str) -> bool:
    return not rule.lines or any(_is_called(line, name) for name in rule.lines)


def _said(rule: Unspoken, words: str) -> str:
    """Return what is said against a rule, and is no warning; nothing, if there is none."""
    warned = re.compile(rf"{pattern(rule.unless_after).pattern}\s*\Z", re.IGNORECASE)
    found = pattern(rule.words, across=True).finditer(words)
    return next((each[0] for each in found if not warned.search(words[: each.start()])), "")


def _name(file: str, key: str) -> str:
    """Return "opening.safety" for the key safety of en/opening.yaml."""
    return key if key.startswith(f"{_stem(file)}.") else f"{_stem(file)}.{key}"


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")
