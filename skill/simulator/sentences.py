"""Reads the sentences of interaction_model/, and checks them against what is declared."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from hassil import expression, parse_sentence
from hassil.parser import ParseError

from skill.content.fault import ContentError, Fault
from skill.content.outside import check_keys, check_text
from skill.content.yaml_file import parse, parse_file
from skill.simulator.joined import wishes

DECLARATION = "intents.yaml"
LANGUAGE, VALUES, OTHER_TALK = "language.yaml", "values.yaml", "other_talk.txt"
"""Of a language: its locales, the words for values, talk to others; its other files are sentences said to us."""
BUILT_IN = "AMAZON."
UNEXTENDED = {"AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"}
"""Alexa takes no samples for these."""
SENSITIVITIES = ("LOW", "MEDIUM", "HIGH")
NUMBER = "AMAZON.NUMBER"
BARE = {"{minutes}"}
"""The sample that may have no word of its own: nothing but a number fills it."""
MOST_READINGS = 40
"""Of one line: whoever writes more in it can't hear any longer what it says."""
MOST_CHARACTERS = 140
"""Of a value."""
SLOT = re.compile(r"{(\w+)}")
WORD = re.compile(r"[^\W\d_]+('[^\W\d_]+)*'?")


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
    """Return what a language says; raises ContentError where its files and the declaration do not fit."""
    declared = parse((folder / DECLARATION).read_text("utf-8"), DECLARATION)
    check_declared(declared)
    language = _parsed_file(folder, code, LANGUAGE)
    check_keys(language, ("locales", "invocation", "alexa_knows"), f"{code}/{LANGUAGE}")
    check_keys(language["alexa_knows"], (), f"{code}/{LANGUAGE}", "alexa_knows", UNEXTENDED)
    said = _parsed_file(folder, code, VALUES)
    values = _values(said, declared["slot_types"], f"{code}/{VALUES}")
    samples, lines = _samples(folder, code, declared)
    if "wishes" in declared:
        values[declared["wishes"]["type"]] = wishes(declared, samples, values)
    lines += sum(len(texts) for ids in said.values() for texts in ids.values())
    return Sentences(code, declared, language["locales"], language["invocation"], samples, values, lines)


def other_talk(folder: Path, code: str) -> list[str]:
    """Return what is said in a language that is meant for nobody, a line each."""
    return (folder / code / OTHER_TALK).read_text("utf-8").splitlines()


def alexa_knows(folder: Path, code: str) -> Mapping[str, Sequence[str]]:
    """Return by intent what Alexa understands by herself in a language, and takes no samples for."""
    return {
        intent: _readings(lines, f"{code}/{LANGUAGE}", intent)
        for intent, lines in _parsed_file(folder, code, LANGUAGE)["alexa_knows"].items()
    }


def check_declared(declared: Any) -> None:
    """Raise ContentError where the declaration names what it doesn't have."""
    check_keys(
        declared, ("slots", "intents", "urgent", "slot_types", "fallback_sensitivity"), DECLARATION, "", ("wishes",)
    )
    if declared["fallback_sensitivity"] not in SENSITIVITIES:
        raise ContentError(Fault(DECLARATION, "fallback_sensitivity", f"one of {', '.join(SENSITIVITIES)} is expected"))
    derived = (NUMBER, declared.get("wishes", {}).get("type"))
    for slot, type_ in declared["slots"].items():
        if type_ not in derived and type_ not in declared["slot_types"]:
            raise ContentError(Fault(DECLARATION, f"slots.{slot}", f"{type_} is not among the slot_types"))
    for intent, slots in declared["intents"].items():
        for slot in set(slots) - set(declared["slots"]):
            raise ContentError(Fault(DECLARATION, f"intents.{intent}", f"{slot} is not among the slots"))
    for wish in declared.get("wishes", {}).get("intents", ()):
        if wish.partition(":")[0] not in declared["intents"]:
            raise ContentError(Fault(DECLARATION, "wishes.intents", f"{wish} is not among the intents"))
    for intent in set(declared["urgent"]) - set(declared["intents"]):
        raise ContentError(Fault(DECLARATION, "urgent", f"{intent} is not among the intents"))


def _parsed_file(folder: Path, code: str, name: str) -> Any:
    return parse_file(folder / code / name, f"{code}/{name}")


def _values(said: Any, declared: Mapping[str, Any], file: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the words for every value; raises ContentError where an id lacks words, or words mean two things."""
    check_keys(said, declared, file)
    types: dict[str, dict[str, tuple[str, ...]]] = {}
    owners: dict[str, str] = {}
    for type_, ids in declared.items():
        check_keys(said[type_], ids, file, type_)
        types[type_] = {}
        for id_, lines in said[type_].items():
            key = f"{type_}.{id_}"
            for words in (readings := _readings(lines, file, key)):
                check_text(words, file, key)
                _check_legal(words, (), file, key)
                if len(words) > MOST_CHARACTERS:
                    raise ContentError(Fault(file, key, f'"{words}" is longer than {MOST_CHARACTERS} characters'))
                if owners.setdefault(words, key) != key:
                    raise ContentError(Fault(file, key, f'"{words}" stands in {owners[words]} too'))
            types[type_][id_] = readings
    return types


def _samples(folder: Path, code: str, declared: Mapping[str, Any]) -> tuple[dict[str, tuple[str, ...]], int]:
    """Return the readings by intent, and how many lines they are; raises ContentError."""
    intents = declared["intents"]
    samples: dict[str, tuple[str, ...]] = dict.fromkeys(intents, ())
    owners: dict[str, str] = {}
    lines = 0
    for name in sentence_files(folder, code):
        file, said = f"{code}/{name}", _parsed_file(folder, code, name)
        check_keys(said, (), file, "", intents.keys() - UNEXTENDED)
        for intent, written in said.items():
            if samples[intent]:
                raise ContentError(Fault(file, intent, "its sentences stand in another file too"))
            lines += len(written)
            samples[intent] = _readings(written, file, intent)
            for sample in samples[intent]:
                _check_legal(sample, intents[intent], file, intent)
                if owners.setdefault(sample, intent) != intent:
                    raise ContentError(Fault(file, intent, f'"{sample}" is a sentence of {owners[sample]} too'))
            if unused := set(intents[intent]) - set(SLOT.findall(" ".join(samples[intent]))):
                raise ContentError(Fault(file, intent, f"no sentence has {{{min(unused)}}}"))
    for intent in intents:
        if not samples[intent] and not intent.startswith(BUILT_IN):
            raise ContentError(Fault(f"{code}/", intent, "it has no sentences in any of the files"))
    return samples, lines


def sentence_files(folder: Path, code: str) -> list[str]:
    """Return the names of a language's files of sentences."""
    return sorted(path.name for path in (folder / code).glob("*.yaml") if path.name not in (LANGUAGE, VALUES))


def _readings(lines: Any, file: str, key: str) -> tuple[str, ...]:
    """Return every reading of some lines, each once; raises ContentError."""
    if not isinstance(lines, list) or not lines:
        raise ContentError(Fault(file, key, "a list is expected here, each line beginning with a dash"))
    readings: dict[str, None] = {}
    for line in lines:
        try:
            read = {" ".join(words.split()) for words in _read(parse_sentence(line).expression)} - {""}
        except (ParseError, AttributeError, TypeError) as error:  # not text where YAML made it something else
            raise ContentError(Fault(file, key, f"{line!r} can't be read: {error}")) from None
        if len(read) > MOST_READINGS:
            reason = f'"{line}" can be read in {len(read)} ways, at most {MOST_READINGS}: write it as several lines'
            raise ContentError(Fault(file, key, reason))
        readings |= dict.fromkeys(sorted(read))
    return tuple(readings)


def _read(part: expression.Expression) -> Iterator[str]:
    """Yield every reading of a line's part."""
    if isinstance(part, expression.TextChunk):
        yield part.original_text
    elif isinstance(part, expression.ListReference):
        yield f"{{{part.list_name}}}"
    elif isinstance(part, expression.RuleReference):
        raise TypeError(f"<{part.rule_name}> is no part of a sentence")
    else:
        assert isinstance(part, expression.Group)  # there is no other kind
        if isinstance(part, expression.Alternative):
            yield from (reading for item in part.items for reading in _read(item))
            if part.is_optional:
                yield ""
        else:
            yield from map("".join, product(*map(list, map(_read, part.items))))


def _check_legal(sample: str, slots: Sequence[str], file: str, key: str) -> None:
    """Raise ContentError unless Alexa takes a sample: small letters, apostrophes, each slot at most once."""
    for word in sample.split():
        slot = SLOT.fullmatch(word)
        if slot and slot[1] not in slots:
            raise ContentError(Fault(file, key, f'"{sample}" has {word}, which {DECLARATION} does not give it'))
        if not slot and (not WORD.fullmatch(word) or word != word.lower()):
            raise ContentError(Fault(file, key, f'"{sample}": small letters and apostrophes only, not "{word}"'))
        if slot and sample.count(word) > 1:
            raise ContentError(Fault(file, key, f'"{sample}" has {word} twice'))
    if not WORD.search(SLOT.sub("", sample)) and sample not in BARE:
        raise ContentError(Fault(file, key, f'"{sample}" has no word of its own: anything could fill it'))
