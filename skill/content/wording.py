"""What a language may not say and what it has to: rules that an author is told of when a line breaks one."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from skill.content.evidence import AnswerWording
from skill.content.fault import Fault
from skill.content.matching import is_said, pattern
from skill.content.reader import Text
from skill.practice.declaration import declare


@dataclass(frozen=True)
class Unspoken:
    """Words that no spoken line may have. A word that ends with * stands for any ending, here and below."""

    words: tuple[str, ...] = declare(spoken=False)
    reason: str = declare(spoken=False)


@dataclass(frozen=True)
class Needed:
    """Words that some lines must have, each line all of them."""

    lines: tuple[str, ...] = declare(form=r"\w+(\.[\w-]+(\[\d+\])?)+", what="the name of a line (opening.safety)")
    words: tuple[str, ...] = declare(spoken=False)
    reason: str = declare(spoken=False)


@dataclass(frozen=True)
class Wording:
    """One language's rules: the file."""

    unspoken: tuple[Unspoken, ...]
    needed: tuple[Needed, ...]
    answers: AnswerWording


def line_faults(texts: Iterable[Text], wording: Wording, file: str, unread: Collection[str] = ()) -> Iterator[Fault]:
    """Yield where a spoken line says what it may not, or a line lacks what it must say.

    `file` has the rules; in the files that are `unread` a line may be there that could not be read.
    """
    lines = {_name(text.file, text.key): text for text in texts}
    for rule in wording.unspoken:
        for text in lines.values():
            if text.spoken and (found := pattern(rule.words).search(text.words)):
                yield Fault(text.file, text.key, f"{found[0]!r} is never said: {rule.reason}")
    for order, need in enumerate(wording.needed, start=1):
        for name in need.lines:
            if name not in lines and name.partition(".")[0] not in map(_stem, unread):
                yield Fault(file, f"needed[{order}].lines", f"there is no line {name!r}: a line is its file and key")
            for words in need.words if name in lines else ():
                if not is_said(words, lines[name].words):
                    yield Fault(lines[name].file, lines[name].key, f"{words!r} is missing: {need.reason}")


def _name(file: str, key: str) -> str:
    """Return "opening.safety" for the key safety of en/opening.yaml."""
    return key if key.startswith(f"{_stem(file)}.") else f"{_stem(file)}.{key}"


def _stem(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")
