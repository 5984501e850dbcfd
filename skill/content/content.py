"""Content: everything that is said in one language, as values; all faults are found at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from skill.content.answers import Topic, answer_faults
from skill.content.fault import WHOLE, ContentError, Fault
from skill.content.files import WORDING, Parts, Raw, languages, read, read_parts
from skill.content.fingerprint import fingerprint
from skill.content.help_lines import HelpLine, number_faults
from skill.content.language import LANGUAGE, Language
from skill.content.muscle_groups import check_covered, make_areas, make_groups
from skill.content.phrases import Phrases
from skill.content.reader import Text
from skill.content.routines import ROUTINES, check_pacing, check_parts, check_roles, check_routines, make_routines
from skill.content.wording import line_faults
from skill.practice.library import Library
from skill.practice.muscle_group import Side

ROLES_OF_PARTS = ("emergency", "toes", "fingers", "standing", "eyes")
"""The roles that are had by a part of the body."""


@dataclass(frozen=True, eq=False)
class Content:
    """Everything that is said, in one language."""

    language: Language
    library: Library
    phrases: Phrases
    help_lines: Mapping[str, HelpLine]
    """By locale."""
    usual_minutes: Mapping[str, int]
    """The minutes of a routine when only the routine is asked for."""
    answers: Mapping[str, Topic]
    """By topic."""
    default_topic: str
    """What is asked about where no topic is named: what the practice is."""


def load(path: Path, language: str = "en", speaking_rate: float = 1.0) -> Content:
    """Read one language from a folder of YAML, or from the JSON file that `compile_content` made of it.

    A speaking rate of 1.1 says that the real voice is a tenth faster than the one it was calibrated on.
    Raises ContentError with every fault, or with one where there is no such language.
    """
    there = languages(path)
    if path.is_dir() and language not in there:
        raise ContentError(
            Fault(f"{language}/{LANGUAGE}", WHOLE, f"there is no such language; there are {', '.join(there)}")
        )
    return build(read(path, language), language, speaking_rate)


def build(raw: Raw, language: str, speaking_rate: float = 1.0) -> Content:
    """Make values of parsed files; raises ContentError with every fault."""
    parts = read_parts(raw, language)
    shared, words = parts.shared, parts.words
    groups = make_groups(shared.get("groups", {}), words.get("groups", {}), parts.readers["groups"])
    areas = make_areas(shared.get("areas", {}), words.get("area_names", {}), groups, parts.readers["area_names"])
    _check(parts)
    parts.facts.close()
    library = Library(
        groups=groups,
        areas=areas,
        routines=make_routines(shared["routines"], shared["pacing"], words["guidance"].routines),
        tempos=shared["paces"],
        bedtime=shared["bedtime"],
        roles=shared["roles"],
        guidance=words["guidance"],
        speech_time=words["speech_time"].at_rate(speaking_rate),
        made_by=fingerprint(raw, language, speaking_rate),
    )
    return Content(
        language=words["language"],
        library=library,
        phrases=Phrases(**{each.name: words[each.name] for each in fields(Phrases)}),
        help_lines=words["help_lines"],
        usual_minutes={key: routine.usual for key, routine in shared["routines"].items()},
        answers=words["answers"].answers,
        default_topic=words["answers"].default,
    )


def _check(parts: Parts) -> None:
    """Note where values that could be read don't fit together, or break a rule of their language."""
    facts, routines, groups = parts.facts, parts.shared.get("routines", {}), parts.shared.get("groups", {})
    check_parts(groups, facts)
    check_routines(routines, groups, facts)
    check_pacing(parts.shared, facts)
    check_covered(parts.shared.get("areas", {}), groups, facts)
    if roles := parts.shared.get("roles"):
        check_roles(roles, routines, groups, facts)
    if rules := parts.words.get(WORDING):
        file, unread = parts.readers[WORDING].file, {fault.file for fault in facts.faults}
        texts = [*facts.texts, *_named_by_roles(parts)]
        facts.faults.extend(line_faults(texts, rules, file, unread | {ROUTINES} if unread else unread))
        if lines := parts.words.get("help_lines"):
            facts.faults.extend(number_faults(lines, rules.numbers, parts.readers["help_lines"].file))
        if answers := parts.words.get("answers"):
            facts.faults.extend(answer_faults(answers.answers, rules.answers, parts.readers["answers"].file, file))


def _named_by_roles(parts: Parts) -> Iterator[Text]:
    """Yield for each role that a part of the body has what that is called, as a line that rules can speak of."""
    names = {key: group.name for key, group in parts.words.get("groups", {}).items()} | parts.words.get(
        "area_names", {}
    )
    roles = parts.shared.get("roles")
    for name in ROLES_OF_PARTS if roles else ():
        if called := names.get(getattr(roles, name)):
            yield Text(ROUTINES, f"roles.{name}", called.get(Side.BOTH, ""), spoken=False)
