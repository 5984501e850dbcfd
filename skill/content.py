"""Reads content/ into a library and phrases; every fault names the file, the key and the reason."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, get_type_hints

from skill.answers import Answer, read_answers
from skill.lines import ContentError, Raw, check_keys, check_text, placeholders, read_lines
from skill.phrases import Phrases
from skill.practice.guidance import Guidance
from skill.practice.library import Library, Tempo
from skill.practice.muscle_group import Area, MuscleGroup, Region, Side
from skill.practice.routine import Direction, Manner, Pacing, Routine, Step
from skill.practice.spec import Pace
from skill.practice.speech_time import SpeechTime

ROUTINES = "routines.yaml"
MOMENTS = tuple(field.name for field in fields(Phrases))
LANGUAGE_FILES = ("groups", "area_names", "guidance", "speech_time", "help_lines", *MOMENTS)
ANSWERS = "answers"
"""The one file of words with a check of its own."""
GROUP_WORDS = ("full", "brief", "release", "imagine", "release_only")
GROUP_PLACEHOLDERS = frozenset(("Part", "part", "gently"))


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Whom to call, as spoken."""

    emergency: str
    crisis: str
    source: str


@dataclass(frozen=True, slots=True, eq=False)
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
    content = build(raw, language)
    speech_time = content.library.speech_time.at_rate(speaking_rate)
    return replace(content, library=replace(content.library, speech_time=speech_time))


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


def build(raw: Raw, language: str) -> Content:
    """Make values of parsed files; raises ContentError."""

    def of(name: str) -> tuple[Any, str]:
        file = f"{language}/{name}.yaml"
        return raw[file], file

    shared = raw[ROUTINES]
    check_keys(shared, ("groups", "areas", "pacing", "paces", "bedtime", "routines"), ROUTINES)
    guidance = read_lines(Guidance, *of("guidance"))
    groups = _groups(shared["groups"], *of("groups"))
    library = Library(
        groups=groups,
        areas=_areas(shared["areas"], groups, *of("area_names")),
        routines=_routines(shared, groups, guidance, of("guidance")[1]),
        tempos={Pace(key): Tempo(**tempo) for key, tempo in shared["paces"].items()},
        bedtime=Tempo(**shared["bedtime"]),
        guidance=guidance,
        speech_time=SpeechTime(**raw[of("speech_time")[1]]),
    )
    moments = get_type_hints(Phrases)
    phrases = Phrases(**{moment: read_lines(moments[moment], *of(moment)) for moment in MOMENTS})
    usual = {key: routine["usual"] for key, routine in shared["routines"].items()}
    return Content(library, phrases, _help_lines(*of("help_lines")), usual, read_answers(*of(ANSWERS)))


def _help_lines(raw: Raw, file: str) -> dict[str, HelpLine]:
    for locale, lines in raw.items():
        check_keys(lines, ("emergency", "crisis", "source"), file, locale)
        for key in ("emergency", "crisis"):
            check_text(lines[key], file, f"{locale}.{key}")
    return {locale: HelpLine(**lines) for locale, lines in raw.items()}


def _parse(path: Path, name: str) -> Any:
    from skill.yaml_file import parse  # only where content is YAML: the Lambda function ships no parser

    if not path.is_file():
        raise ContentError(name, "(the whole file)", "this file is missing")
    return parse(path.read_text("utf-8"), name)


def _groups(shared: Raw, words: Raw, file: str) -> dict[str, MuscleGroup]:
    check_keys(words, shared, file)
    return {key: _group(key, facts, words[key], file) for key, facts in shared.items()}


def _group(key: str, facts: Raw, words: Raw, file: str) -> MuscleGroup:
    check_keys(facts, ("region", "paired", "tension"), ROUTINES, f"groups.{key}", optional=("parts",))
    check_keys(words, ("name", *GROUP_WORDS), file, key)
    for name in GROUP_WORDS:
        text = check_text(words[name], file, f"{key}.{name}")
        if unknown := placeholders(text, file, f"{key}.{name}") - GROUP_PLACEHOLDERS:
            raise ContentError(file, f"{key}.{name}", f"unknown placeholder {{{min(unknown)}}}")
    low, high = _range(facts["tension"], f"groups.{key}.tension")
    return MuscleGroup(
        key=key,
        region=_member(Region, facts["region"], f"groups.{key}.region"),
        paired=facts["paired"],
        tension=(low, high),
        parts=frozenset(facts.get("parts", (key,))),
        names=_names(words["name"], facts["paired"], file, f"{key}.name"),
        **{name: " ".join(words[name].split()) for name in GROUP_WORDS},
    )


def _areas(shared: Raw, groups: Mapping[str, MuscleGroup], words: Raw, file: str) -> dict[str, Area]:
    check_keys(words, shared, file)
    areas = {key: Area(key, group.parts, group.names) for key, group in groups.items()}
    for key, facts in shared.items():
        check_keys(facts, ("paired", "parts"), ROUTINES, f"areas.{key}")
        for part in facts["parts"]:
            _step(part, groups, f"areas.{key}.parts")
        areas[key] = Area(key, frozenset(facts["parts"]), _names(words[key], facts["paired"], file, key))
    return areas


def _names(name: Any, paired: bool, file: str, key: str) -> dict[Side, str]:
    if not paired:
        return {Side.BOTH: check_text(name, file, key)}
    check_keys(name, tuple(Side), file, key)
    return {side: check_text(name[side], file, f"{key}.{side}") for side in Side}


def _routines(shared: Raw, groups: Mapping[str, MuscleGroup], guidance: Guidance, file: str) -> dict[str, Routine]:
    check_keys(guidance.routines, shared["routines"], file, "routines")
    pacings = {
        time: Pacing(**{kind: _range(ends, f"pacing.{time}.{kind}") for kind, ends in pacing.items()})
        for time, pacing in shared["pacing"].items()
    }
    return {
        key: _routine(key, facts, guidance.routines[key], groups, pacings) for key, facts in shared["routines"].items()
    }


def _routine(
    key: str, facts: Raw, name: str, groups: Mapping[str, MuscleGroup], pacings: Mapping[str, Pacing]
) -> Routine:
    at = f"routines.{key}"
    wanted, optional = (
        ("manner", "time", "cycles", "usual", "order"),
        ("direction", "picked", "brief", "fixed", "released"),
    )
    check_keys(facts, wanted, ROUTINES, at, optional)
    if facts["time"] not in pacings:
        raise ContentError(ROUTINES, f"{at}.time", f"one of {', '.join(pacings)} is expected here")
    return Routine(
        key=key,
        name=name,
        manner=_member(Manner, facts["manner"], f"{at}.manner"),
        order=tuple(_step(step, groups, f"{at}.order") for step in facts["order"]),
        cycles=tuple(facts["cycles"]),
        pacing=pacings[facts["time"]],
        direction=_member(Direction, facts["direction"], f"{at}.direction") if "direction" in facts else None,
        bedtime=facts["time"] == "bedtime",
        brief=facts.get("brief", False),
        fixed=facts.get("fixed", False),
        released=frozenset(facts.get("released", ())),
        picked=facts.get("picked", False),
    )


def _step(step: str, groups: Mapping[str, MuscleGroup], at: str) -> Step:
    group, _, side = step.partition("/")
    if group not in groups:
        raise ContentError(ROUTINES, at, f"there is no muscle group {group!r}")
    return Step(group, _member(Side, side, at) if side else None)


def _range(ends: Any, at: str) -> tuple[int, int]:
    match ends:
        case [int(low), int(high)] if 0 <= low <= high:
            return low, high
    raise ContentError(ROUTINES, at, "two whole numbers of seconds are expected here, the shorter first")


def _member(kind: Any, value: Any, at: str) -> Any:
    if value not in set(kind):
        raise ContentError(ROUTINES, at, f"one of {', '.join(kind)} is expected here, not {value!r}")
    return kind(value)


if __name__ == "__main__":
    compile_content(Path(sys.argv[1]), Path(sys.argv[2]))
