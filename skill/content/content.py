"""Reads content/ into a library and phrases; every fault names the file, the key and the reason."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints

from skill.content.answers import Answer, read_answers
from skill.content.checks import ROUTINES, keys
from skill.content.lines import ContentError, Raw, check_keys, check_text, read_lines
from skill.content.muscle_groups import read_areas, read_groups
from skill.content.phrases import Phrases
from skill.content.routines import MOST_CYCLES, read_routines, read_tempo, read_tempos, read_usual
from skill.practice.guidance import Guidance
from skill.practice.library import Library
from skill.practice.spec import LONGEST
from skill.practice.speech_time import SpeechTime

MOMENTS = tuple(field.name for field in fields(Phrases))
LANGUAGE_FILES = ("groups", "area_names", "guidance", "speech_time", "help_lines", *MOMENTS)
ANSWERS = "answers"
"""The one file of words with a check of its own."""


@dataclass(frozen=True)
class HelpLine:
    """Whom to call, as spoken."""

    emergency: str
    crisis: str
    source: str


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


def load(path: Path, language: str = "en", speaking_rate: float = 1.0) -> Content:
    """Read content from a folder of YAML, or from the one JSON file that `compile_content` made of it.

    A speaking rate of 1.1 says that the real voice is a tenth faster than the one it was calibrated on.
    Raises ContentError, naming file, key and reason.
    """
    raw = json.loads(path.read_text("utf-8")) if path.suffix == ".json" else read_folder(path, language)
    return build(raw, language, speaking_rate)


def read_folder(folder: Path, language: str) -> dict[str, Any]:
    """Return the parsed files as plain values, by the name of the file within content/."""
    names = [ROUTINES, *(f"{language}/{name}.yaml" for name in (*LANGUAGE_FILES, ANSWERS))]
    raw = {name: _parse(folder / name, name) for name in names}
    check_keys(raw[f"{language}/{ANSWERS}.yaml"], ("answers", "wording"), f"{language}/{ANSWERS}.yaml")
    return raw


def compile_content(folder: Path, target: Path, language: str = "en") -> None:
    """Check content and write it as one JSON file, which loads without a YAML parser."""
    raw = read_folder(folder, language)
    build(raw, language)
    del raw[f"{language}/{ANSWERS}.yaml"]["wording"]  # checked by now, and nothing that is said
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(raw, ensure_ascii=False, sort_keys=False), "utf-8")


def build(raw: Raw, language: str, speaking_rate: float = 1.0) -> Content:
    """Make values of parsed files; raises ContentError."""

    def of(name: str) -> tuple[Any, str]:
        file = f"{language}/{name}.yaml"
        return raw[file], file

    shared = keys(raw[ROUTINES], "", ("groups", "areas", "pacing", "paces", "bedtime", "routines"))
    groups = read_groups(shared["groups"], *of("groups"))
    guidance = _guidance(*of("guidance"), shared["routines"])
    library = Library(
        groups=groups,
        areas=read_areas(shared["areas"], groups, *of("area_names")),
        routines=read_routines(shared["routines"], shared["pacing"], guidance.routines, groups),
        tempos=read_tempos(shared["paces"]),
        bedtime=read_tempo(shared["bedtime"], "bedtime"),
        guidance=guidance,
        speech_time=_speech_time(*of("speech_time")).at_rate(speaking_rate),
    )
    moments = get_type_hints(Phrases)
    phrases = Phrases(**{moment: read_lines(moments[moment], *of(moment)) for moment in MOMENTS})
    usual = read_usual(shared["routines"])
    return Content(library, phrases, _help_lines(*of("help_lines")), usual, read_answers(*of(ANSWERS)))


def _help_lines(raw: Raw, file: str) -> dict[str, HelpLine]:
    for locale, lines in raw.items():
        check_keys(lines, ("emergency", "crisis", "source"), file, locale)
        for key in ("emergency", "crisis"):
            check_text(lines[key], file, f"{locale}.{key}")
    return {locale: HelpLine(**lines) for locale, lines in raw.items()}


def _parse(path: Path, name: str) -> Any:
    from skill.content.yaml_file import parse  # only where content is YAML: the Lambda function ships no parser

    if not path.is_file():
        raise ContentError(name, "(the whole file)", "this file is missing")
    return parse(path.read_text("utf-8"), name)


def _speech_time(raw: Any, file: str) -> SpeechTime:
    names = tuple(field.name for field in fields(SpeechTime))
    check_keys(raw, names, file)
    for name in names:
        if type(raw[name]) not in (int, float) or raw[name] < 0:
            raise ContentError(file, name, "a number of seconds is expected here; run make calibrate")
    return SpeechTime(**raw)


def _guidance(raw: Any, file: str, routines: Raw) -> Guidance:
    guidance = read_lines(Guidance, raw, file)
    check_keys(guidance.routines, routines, file, "routines")
    check_keys(guidance.cautions, (), file, "cautions", optional=routines)
    for name, least in (("numbers", LONGEST), ("counts", MOST_CYCLES)):
        if len(getattr(guidance, name)) < least:
            raise ContentError(file, name, f"at least {least} of them are needed")
    return guidance


if __name__ == "__main__":
    compile_content(Path(sys.argv[1]), Path(sys.argv[2]))
