"""Reads the sentences of interaction_model/, and checks them against what is declared."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.content.fault import WHOLE, ContentError, Fault
from skill.content.outside import check_keys, check_text, noting
from skill.content.yaml_file import MISSING, OTHER_ENCODING, parse_file
from skill.simulator.declared import DECLARATION, check_declared
from skill.simulator.joined import wishes
from skill.simulator.readings import SLOT, WAKE_WORDS, check_legal, check_not_called, readings

LANGUAGE, VALUES, OTHER_TALK = "language.yaml", "values.yaml", "other_talk.txt"
"""Of a language: its locales, the words for values, talk to others; its other files are sentences said to us."""
BUILT_IN = "AMAZON."
UNEXTENDED = {"AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"}
"""Alexa takes no samples for these."""
MOST_CHARACTERS = 140
"""Of a value."""
LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
INVOCATION = re.compile(r"[^\W\d_A-Z]+(?:[ '.][^\W\d_A-Z]+)+")


@dataclass(frozen=True, slots=True)
class Sentences:
    """What a language says, held against the declaration."""

    code: str
    declared: Mapping[str, Any]
    locales: Mapping[str, Sequence[str]]
    """By locale, the words that are not said there."""
    invocation: str
    samples: Mapping[str, tuple[str, ...]]
    """By intent, every reading of its sentences, with {slots}."""
    values: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By slot type and id, the words for it."""
    lines: int
    """How many lines of sentences and values somebody wrote."""


def read(folder: Path, code: str) -> Sentences:
    """Return what a language says; raises ContentError with all that doesn't fit in its files and the declaration."""
    declared = parse_file(folder / DECLARATION, DECLARATION)
    check_declared(declared)
    faults: list[Fault] = []
    language: dict[str, Any] = {}
    values: dict[str, dict[str, tuple[str, ...]]] = {}
    samples: dict[str, tuple[str, ...]] = {}
    lines = 0
    with noting(faults):
        language = _language(folder, code)
    with noting(faults):
        said = _parsed_file(folder, code, VALUES)
        lines = sum(len(texts) for ids in said.values() for texts in ids.values()) if _is_nested(said) else 0
        values = _values(said, declared["slot_types"], f"{code}/{VALUES}")
    with noting(faults):
        samples, written = _samples(folder, code, declared)
        lines += written
    if faults:
        raise ContentError(*faults)
    if "wishes" in declared:
        values[declared["wishes"]["type"]] = wishes(declared, samples, values)
    return Sentences(code, declared, language["locales"], language["invocation"], samples, values, lines)


def _is_nested(said: Any) -> bool:
    return isinstance(said, dict) and all(isinstance(ids, dict) for ids in said.values())


def _language(folder: Path, code: str) -> dict[str, Any]:
    """Return what a language says of itself to Alexa; raises ContentError."""
    file = f"{code}/{LANGUAGE}"
    language: dict[str, Any] = _parsed_file(folder, code, LANGUAGE)
    check_keys(language, ("locales", "invocation", "alexa_knows"), file)
    faults: list[Fault] = []
    with noting(faults):
        check_keys(language["alexa_knows"], (), file, "alexa_knows", UNEXTENDED)
    if not (isinstance(language["invocation"], str) and INVOCATION.fullmatch(language["invocation"])):
        faults.append(Fault(file, "invocation", "two words or more are expected here, in small letters"))
    elif woken := sorted({*language["invocation"].split()} & {*WAKE_WORDS}):
        faults.append(
            Fault(file, "invocation", f'devices wake up at "{woken[0]}", so no skill is called so: take it out')
        )
    if not isinstance(language["locales"], dict) or not language["locales"]:
        faults.append(
            Fault(file, "locales", "locales are expected here, each with the words that are not said there, or []")
        )
        raise ContentError(*faults)
    for locale, unsaid in language["locales"].items():
        if not LOCALE.fullmatch(locale):
            faults.append(Fault(file, f"locales.{locale}", "a locale such as en-US is expected here"))
        if not isinstance(unsaid, list) or not all(isinstance(words, str) and words.strip() for words in unsaid):
            faults.append(Fault(file, f"locales.{locale}", "a list of words is expected here, or []"))
    if faults:
        raise ContentError(*faults)
    return language


def other_talk(folder: Path, code: str) -> list[str]:
    """Return what is said in a language that is meant for nobody, a line each."""
    file = f"{code}/{OTHER_TALK}"
    try:
        lines = (folder / file).read_bytes().decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ContentError(Fault(file, WHOLE, OTHER_ENCODING)) from None
    except OSError:
        raise ContentError(Fault(file, WHOLE, MISSING)) from None
    faults: list[Fault] = []
    for order, line in ((order, line) for order, line in enumerate(lines, start=1) if line.strip()):
        with noting(faults):
            check_legal(line, (), file, f"line {order}")
    if faults:
        raise ContentError(*faults)
    return lines


def alexa_knows(folder: Path, code: str) -> Mapping[str, Sequence[str]]:
    """Return by intent what Alexa understands by herself in a language, and takes no samples for."""
    return {
        intent: readings(lines, f"{code}/{LANGUAGE}", intent)
        for intent, lines in _parsed_file(folder, code, LANGUAGE)["alexa_knows"].items()
    }


def _parsed_file(folder: Path, code: str, name: str) -> Any:
    return parse_file(folder / code / name, f"{code}/{name}")


def _values(said: Any, declared: Mapping[str, Any], file: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the words for every value; raises ContentError where ids lack words, or words mean two things."""
    faults: list[Fault] = []
    with noting(faults):
        check_keys(said, declared, file)
    types: dict[str, dict[str, tuple[str, ...]]] = {}
    owners: dict[str, str] = {}
    for type_, ids in declared.items() if isinstance(said, dict) else ():
        types[type_] = {}
        with noting(faults):
            check_keys(said.get(type_, {}), ids if type_ in said else (), file, type_)
        written = said.get(type_)
        for id_, lines in written.items() if isinstance(written, dict) else ():
            key = f"{type_}.{id_}"
            with noting(faults):
                types[type_][id_] = readings(lines, file, key)
            for words in types[type_].get(id_, ()):
                with noting(faults):
                    _check_value(words, file, key)
                if owners.setdefault(words, key) != key:
                    reason = f'"{words}" stands in {owners[words]} too: leave it to one of them'
                    faults.append(Fault(file, key, reason))
    if faults:
        raise ContentError(*faults)
    return types


def _check_value(words: str, file: str, key: str) -> None:
    check_text(words, file, key)
    check_legal(words, (), file, key)
    check_not_called(words, file, key)
    if len(words) > MOST_CHARACTERS:
        raise ContentError(Fault(file, key, f'"{words}" is longer than {MOST_CHARACTERS} characters: shorten it'))


def _samples(folder: Path, code: str, declared: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], int]:
    """Return the readings by intent, and how many lines they are; raises ContentError."""
    intents, faults = declared["intents"], list[Fault]()
    samples: dict[str, tuple[str, ...]] = dict.fromkeys(intents, ())
    owners: dict[str, str] = {}
    places: dict[str, str] = {}
    lines, unread = 0, False
    for name in sentence_files(folder, code):
        file, said = f"{code}/{name}", dict[str, Any]()
        before = len(faults)
        with noting(faults):
            said = _parsed_file(folder, code, name)
            check_keys(said, (), file, "", intents.keys() - UNEXTENDED)
        unread |= len(faults) > before
        for intent, written in said.items() if isinstance(said, dict) else ():
            if intent not in intents:
                continue
            if places.setdefault(intent, file) != file:
                reason = f"its sentences stand in {places[intent]} too: put all of them into one file"
                faults.append(Fault(file, intent, reason))
                continue
            with noting(faults):
                samples[intent] = readings(written, file, intent)
                lines += len(written)
            faults.extend(_sample_faults(samples[intent], intents[intent], owners, file, intent))
    for intent in (intent for intent in intents if intent not in places and not unread):
        if not intent.startswith(BUILT_IN):
            faults.append(Fault(f"{code}/", intent, "it has no sentences in any of the files: write some"))
    if faults:
        raise ContentError(*faults)
    return samples, lines


def _sample_faults(
    samples: Sequence[str], slots: Sequence[str], owners: dict[str, str], file: str, intent: str
) -> Iterator[Fault]:
    """Yield what is wrong with an intent's sentences; `owners` are the intents by sentence, and it is added to."""
    faults: list[Fault] = []
    for sample in samples:
        with noting(faults):
            check_legal(sample, slots, file, intent)
            check_not_called(sample, file, intent)
        if owners.setdefault(sample, intent) != intent:
            reason = f'"{sample}" is a sentence of {owners[sample]} too: leave it to one of them'
            faults.append(Fault(file, intent, reason))
    yield from faults
    used = set(SLOT.findall(" ".join(samples)))
    for slot in (slot for slot in slots if samples and slot not in used):
        yield Fault(file, intent, f"no sentence has {{{slot}}}: write one, or take it out of {DECLARATION}")


def sentence_files(folder: Path, code: str) -> list[str]:
    """Return the names of a language's files of sentences."""
    return sorted(path.name for path in (folder / code).glob("*.yaml") if path.name not in (LANGUAGE, VALUES))
