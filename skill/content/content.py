"""Reads content/ into a library and phrases; all faults are found at once, each with its file, key and reason."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from skill.content.answers import Answer, Answers, answer_faults
from skill.content.fault import WHOLE, ContentError, Fault
from skill.content.help_lines import HelpLine
from skill.content.muscle_groups import GroupWords, make_areas, make_groups
from skill.content.phrases import Phrases
from skill.content.reader import FAULTY, Reader
from skill.content.routines import ROUTINES, Shared, check_roles, check_tensed, make_routines
from skill.content.wording import Wording, line_faults
from skill.practice.declaration import declare, declared
from skill.practice.guidance import Guidance
from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.practice.speech_time import SpeechTime

Raw = Mapping[str, Any]
"""Plain values by the name of their file within content/."""


@dataclass(frozen=True, eq=False)
class Content:
    """Everything that is said, in one language."""

    library: Library
    phrases: Phrases
    help_lines: Mapping[str, HelpLine]
    """By locale."""
    usual_minutes: Mapping[str, int]
    """The minutes of a routine when only the routine is asked for."""
    answers: Mapping[str, Answer]
    """By topic."""
    default_topic: str
    """What is asked about where no topic is named: what the practice is."""


@dataclass(frozen=True)
class Words:
    """The files of a language besides those of Phrases, each named as its field."""

    guidance: Guidance
    speech_time: SpeechTime
    help_lines: Mapping[str, HelpLine]
    answers: Answers
    wording: Wording
    """For authors: compiled content was checked by it and comes without."""
    groups: Mapping[str, GroupWords] = declare(keys="groups")
    area_names: Mapping[str, Mapping[Side, str]] = declare(keys="areas")


FILES = {each.name: each for each in (*fields(Words), *fields(Phrases))}
WORDING = "wording"


def load(path: Path, language: str = "en", speaking_rate: float = 1.0) -> Content:
    """Read content from a folder of YAML, or from the one JSON file that `compile_content` made of it.

    A speaking rate of 1.1 says that the real voice is a tenth faster than the one it was calibrated on.
    Raises ContentError with every fault.
    """
    raw = json.loads(path.read_text("utf-8")) if path.suffix == ".json" else read_folder(path, language)
    return build(raw, language, speaking_rate)


def read_folder(folder: Path, language: str) -> dict[str, Any]:
    """Return the parsed files as plain values, by name; a Fault in the place of one that cannot be parsed."""
    names = [ROUTINES, *(_file(language, name) for name in FILES)]
    return {name: _parse(folder / name, name) for name in names}


def compile_content(folder: Path, target: Path, language: str = "en") -> None:
    """Check content and write it as one JSON file, which loads without a YAML parser; raises ContentError."""
    raw = read_folder(folder, language)
    build(raw, language)
    del raw[_file(language, WORDING)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(raw, ensure_ascii=False, sort_keys=False), "utf-8")


def build(raw: Raw, language: str, speaking_rate: float = 1.0) -> Content:
    """Make values of parsed files; raises ContentError with every fault."""
    known = {part: _keys(raw, ROUTINES, part) for part in ("groups", "areas", "routines")}
    known["named"] = {**known["groups"], **known["areas"]}
    known["answers"] = _keys(raw, _file(language, "answers"), "answers")
    facts = Reader(ROUTINES, known)
    readers = {name: replace(facts, file=_file(language, name)) for name in FILES}
    shared, words = facts.parts(Shared, raw[ROUTINES]), dict[str, Any]()
    for name, reader in readers.items():
        if reader.file in raw:
            value = reader.value(FILES[name].type, raw[reader.file], "", declared(FILES[name].metadata))
            words |= {} if value is FAULTY else {name: value}
    groups = make_groups(shared.get("groups", {}), words.get("groups", {}), readers["groups"])
    areas = make_areas(shared.get("areas", {}), words.get("area_names", {}), groups, readers["area_names"])
    check_tensed(shared.get("routines", {}), shared.get("groups", {}), facts)
    if "roles" in shared:
        check_roles(shared["roles"], shared.get("routines", {}), shared.get("groups", {}), facts)
    if rules := words.get(WORDING):
        said, file = words["answers"].answers if "answers" in words else {}, readers[WORDING].file
        unread = {fault.file for fault in facts.faults}
        facts.faults.extend(line_faults(facts.texts, rules, file, unread))
        facts.faults.extend(answer_faults(said, rules.answers, readers["answers"].file, file))
    facts.close()
    library = Library(
        groups=groups,
        areas=areas,
        routines=make_routines(shared["routines"], shared["pacing"], words["guidance"].routines),
        tempos=shared["paces"],
        bedtime=shared["bedtime"],
        roles=shared["roles"],
        guidance=words["guidance"],
        speech_time=words["speech_time"].at_rate(speaking_rate),
    )
    phrases = Phrases(**{each.name: words[each.name] for each in fields(Phrases)})
    usual = {key: routine.usual for key, routine in shared["routines"].items()}
    return Content(library, phrases, words["help_lines"], usual, words["answers"].answers, words["answers"].default)


def _keys(raw: Raw, file: str, part: str) -> Mapping[str, Any]:
    """Return the keys of a part of content, in whatever state it is."""
    whole = raw.get(file)
    keys = whole.get(part) if isinstance(whole, Mapping) else None
    return keys if isinstance(keys, Mapping) else {}


def _file(language: str, name: str) -> str:
    return f"{language}/{name}.yaml"


def _parse(path: Path, name: str) -> Any:
    from skill.content.yaml_file import parse  # only where content is YAML: the Lambda function ships no parser

    if not path.is_file():
        return Fault(name, WHOLE, "this file is missing")
    try:
        return parse(path.read_text("utf-8"), name)
    except ContentError as error:
        return error.faults[0]


if __name__ == "__main__":
    compile_content(Path(sys.argv[1]), Path(sys.argv[2]))
