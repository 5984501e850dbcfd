"""Judgements: what somebody has listened to and found fine, kept with the reason in docs/heard/<language>.yaml."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from skill.content.fault import ContentError, Fault
from skill.content.reader import Reader
from skill.content.yaml_file import parse
from skill.practice.declaration import declare


@dataclass(frozen=True)
class Judgement:
    """One line that is fine, whatever the ear heard."""

    line: str
    why: str = declare(spoken=False)


@dataclass(frozen=True)
class Judgements:
    """The file."""

    fine: tuple[Judgement, ...] = declare(fewest=0, again=True)
    pronunciations: Mapping[str, str] = declare(spoken=False, by_word=True)
    """Words that the recogniser's dictionary lacks, or has with other sounds: their sounds, as CMUdict writes them."""


def read_judgements(path: Path) -> Judgements:
    """Return what a file says, nothing where there is none; raises ContentError."""
    if not path.is_file():
        return Judgements((), {})
    reader = Reader(path.name)
    judged: Judgements = reader.value(Judgements, parse(path.read_text("utf-8"), path.name))
    reader.close()
    return judged


def check_judgements(judged: Judgements, lines: Collection[str], file: str) -> None:
    """Raise ContentError where a line is judged that is no longer said, or is judged twice."""
    if faults := list(_faults(judged, lines, file)):
        raise ContentError(*faults)


def _faults(judged: Judgements, lines: Collection[str], file: str) -> Iterator[Fault]:
    seen = set[str]()
    for order, each in enumerate(judged.fine, start=1):
        if each.line not in lines:
            yield Fault(file, f"fine[{order}]", f"{each.line!r} is no longer said: take the judgement out")
        if each.line in seen:
            yield Fault(file, f"fine[{order}]", f"{each.line!r} is judged twice")
        seen.add(each.line)
