"""The files of content/: which there are, what each holds, and reading them as far as that goes."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from skill.content.answers import Answers
from skill.content.fault import WHOLE, Fault, Partial
from skill.content.help_lines import HelpLine
from skill.content.language import LANGUAGE, Language
from skill.content.leaflet import Leaflet
from skill.content.muscle_groups import GroupWords
from skill.content.phrases import Phrases
from skill.content.reader import FAULTY, Reader
from skill.content.routines import ROUTINES, Shared
from skill.content.wording import Wording
from skill.practice.declaration import declare, declared
from skill.practice.guidance import Guidance
from skill.practice.muscle_group import Side
from skill.practice.name import Name
from skill.practice.speech_time import SpeechTime

Raw = Mapping[str, Any]
"""Plain values by the name of their file within content/."""


@dataclass(frozen=True)
class LanguageFiles:
    """The files of a language besides those of Phrases, each named as its field."""

    language: Language
    guidance: Guidance
    speech_time: SpeechTime
    answers: Answers
    leaflet: Leaflet
    """On paper only: compiled content comes without."""
    wording: Wording
    """For authors: compiled content was checked by it and comes without."""
    help_lines: Mapping[str, HelpLine] = declare(
        keys="locales", remedy="it holds the numbers to call in exactly the locales of language.yaml"
    )
    groups: Mapping[str, GroupWords] = declare(keys="groups")
    area_names: Mapping[str, Mapping[Side, Name]] = declare(keys="areas")


FILES = {each.name: each for each in (*fields(LanguageFiles), *fields(Phrases))}
WORDING, LEAFLET = "wording", "leaflet"
CODE = re.compile(r"[a-z]{2}")
"""Of a language: what its folder is called."""


@dataclass(frozen=True)
class Parts:
    """What could be read of one language, and of what all languages share; what has faults is missing."""

    facts: Reader
    """Of what is shared. All readers have the same list of faults, and the same of texts."""
    readers: Mapping[str, Reader]
    shared: Mapping[str, Any]
    words: Mapping[str, Any]
    """By the name of the file."""


def languages(content: Path) -> tuple[str, ...]:
    """Return the codes of the languages that there are: the folders of content/ with a language.yaml, in order."""
    return tuple(
        sorted(path.parent.name for path in content.glob(f"??/{LANGUAGE}") if CODE.fullmatch(path.parent.name))
    )


def stray(content: Path) -> list[Fault]:
    """Return what lies in content/ and would never be read: files of another name or in another place."""
    if not content.is_dir():
        return []
    codes = languages(content)
    known = {ROUTINES, *(file_of(code, name) for code in codes for name in FILES)}
    names = (path.relative_to(content).as_posix() for path in sorted(content.rglob("*.y*ml")))
    return [Fault(name, WHOLE, _astray(name, codes)) for name in names if name not in known]


def _astray(name: str, codes: Collection[str]) -> str:
    folder = name.rpartition("/")[0]
    if folder in codes:
        return f"no file is called so; there are {', '.join(f'{each}.yaml' for each in FILES)}"
    if not CODE.fullmatch(folder):
        return "nothing is read here: what is said lies in a folder that is called by its language, two small letters"
    return f"the language {folder} has no {LANGUAGE}: run `make language LANGUAGE={folder}`"


def read(path: Path, *languages: str) -> dict[str, Any]:
    """Return a folder's parsed files as plain values, by name; a Partial in the place of one that is wrong in itself.

    Of compiled content, whose path ends with .json, all languages are returned.
    """
    if path.suffix == ".json":
        compiled: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return compiled
    names = [ROUTINES, *(file_of(language, name) for language in languages for name in FILES)]
    return {name: _parse(path / name, name) for name in names}


def read_language(folder: Path, code: str) -> Language:
    """Return what a language says of itself, of a folder of YAML; raises ContentError."""
    file = file_of(code, "language")
    reader = Reader(file)
    language: Language = reader.value(Language, reader.opened(_parse(folder / file, file)))
    reader.close()
    return language


def read_parts(raw: Raw, language: str) -> Parts:
    """Return what can be read, each value as it is declared; faults are noted."""
    facts = Reader(ROUTINES, _known(raw, language), compiled=file_of(language, WORDING) not in raw)
    shared, words = facts.parts(Shared, facts.opened(raw[ROUTINES])), dict[str, Any]()
    readers = {name: replace(facts, file=file_of(language, name)) for name in FILES}
    for name, reader in readers.items():
        given = reader.opened(raw.get(reader.file, FAULTY))
        if given is not FAULTY:
            value = reader.value(FILES[name].type, given, "", declared(FILES[name].metadata))
            words |= {} if value is FAULTY else {name: value}
    return Parts(facts, readers, shared, words)


def file_of(language: str, name: str) -> str:
    """Return the name of a language's file within content/."""
    return f"{language}/{name}.yaml"


def keys_of(raw: Raw, file: str, part: str) -> tuple[str, ...]:
    """Return the keys of a part of content, or the entries of a list, in whatever state it is."""
    whole = values_of(raw.get(file))
    keys = whole.get(part) if isinstance(whole, Mapping) else None
    return tuple(map(str, keys)) if isinstance(keys, (Mapping, list)) else ()


def values_of(file: Any) -> Any:
    """Return what could be read of a parsed file, in whatever state it is."""
    return file.values if isinstance(file, Partial) else file


def _known(raw: Raw, language: str) -> dict[str, tuple[str, ...]]:
    known = {part: keys_of(raw, ROUTINES, part) for part in ("groups", "areas", "routines")}
    known |= {part: keys_of(raw, file_of(language, "language"), part) for part in ("locales", "forms")}
    known["answers"] = keys_of(raw, file_of(language, "answers"), "answers")
    return known | {"named": known["groups"] + known["areas"]}


def _parse(path: Path, name: str) -> Any:
    from skill.content.yaml_file import read_file  # only where content is YAML: the Lambda function ships no parser

    if not path.exists():
        laid_out = f", or run `make language LANGUAGE={name.partition('/')[0]}`" if "/" in name else ""
        return Partial(
            None, (Fault(name, WHOLE, f"this file is missing: take it back from the last commit{laid_out}"),)
        )
    return read_file(path, name)
