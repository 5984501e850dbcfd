"""Reads the sentences of interaction_model/, and checks them against what is declared."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from hassil import Intents, expression, parse_sentence
from hassil.parser import ParseError

from skill.lines import ContentError, check_keys, check_text
from skill.yaml_file import parse

DECLARATION = "intents.yaml"
BUILT_IN = "AMAZON."
UNEXTENDED = {"AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"}
"""Alexa takes no samples for these."""
SENSITIVITIES = ("LOW", "MEDIUM", "HIGH")
NUMBER = "AMAZON.NUMBER"
NUMBERS = {"from": 0, "to": 200}
"""The numbers that the desk hears; Alexa hears any."""
MOST_SAMPLES = 250
"""For one intent; the full expansion of one template can reach a million."""
SLOT = re.compile(r"{(\w+)}")
WORD = re.compile(r"[^\W\d_]+('[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Language:
    """What one language file says, held against the declaration."""

    file: str
    declared: Mapping[str, Any]
    said: Mapping[str, Any]
    grammar: Intents
    """Every sentence, also those that Alexa knows by herself; its lists are named after the slots."""
    samples: Mapping[str, tuple[str, ...]]
    """By intent, with {slots}."""

    def spoken(self, slot: str) -> list[tuple[str, str]]:
        """Return the words for a slot's values, and the id of each; nothing for a number."""
        ids = self.said["slot_types"].get(self.declared["slots"][slot], {})
        return [(words, id_) for id_, synonyms in ids.items() for words in synonyms]


def read(folder: Path, language: str) -> Language:
    """Return a language with its samples; raises ContentError where its file and the declaration do not fit."""
    declared = parse((folder / DECLARATION).read_text("utf-8"), DECLARATION)
    check_declared(declared)
    file = f"{language}.yaml"
    said = parse((folder / file).read_text("utf-8"), file)
    check_keys(said, ("locales", "invocation", "fillers", "rules", "intents", "alexa_knows", "slot_types"), file)
    built_in = {name for name in declared["intents"] if name.startswith(BUILT_IN)}
    check_keys(said["intents"], declared["intents"].keys() - built_in, file, "intents", built_in - UNEXTENDED)
    check_keys(said["alexa_knows"], (), file, "alexa_knows", built_in)
    check_values(said["slot_types"], declared["slot_types"], file)
    rules = {rule: _parsed(template, file, f"rules.{rule}") for rule, template in said["rules"].items()}
    for intent, templates in said["alexa_knows"].items():
        _samples(templates, (), rules, file, f"alexa_knows.{intent}")
    samples: dict[str, tuple[str, ...]] = dict.fromkeys(declared["intents"], ())
    for intent, templates in said["intents"].items():
        samples[intent] = _samples(templates, declared["intents"][intent], rules, file, f"intents.{intent}")
    return Language(file, declared, said, _grammar(language, declared, said), samples)


def check_declared(declared: Any) -> None:
    """Raise ContentError where the declaration names what it doesn't have."""
    check_keys(declared, ("slots", "intents", "slot_types", "fallback_sensitivity"), DECLARATION)
    if declared["fallback_sensitivity"] not in SENSITIVITIES:
        raise ContentError(DECLARATION, "fallback_sensitivity", f"one of {', '.join(SENSITIVITIES)} is expected")
    for slot, type_ in declared["slots"].items():
        if type_ != NUMBER and type_ not in declared["slot_types"]:
            raise ContentError(DECLARATION, f"slots.{slot}", f"{type_} is not among the slot_types")
    for intent, slots in declared["intents"].items():
        for slot in set(slots) - set(declared["slots"]):
            raise ContentError(DECLARATION, f"intents.{intent}", f"{slot} is not among the slots")


def check_values(said: Mapping[str, Any], declared: Mapping[str, Any], file: str) -> None:
    """Raise ContentError where slot values lack an id, an id lacks words, or the same words mean two things."""
    check_keys(said, declared, file, "slot_types")
    for type_, ids in declared.items():
        check_keys(said[type_], ids, file, f"slot_types.{type_}")
        seen: set[str] = set()
        for id_, synonyms in said[type_].items():
            key = f"slot_types.{type_}.{id_}"
            for words in _listed(synonyms, file, key):
                _check_legal(check_text(words, file, key), (), file, key)
                if words in seen:
                    raise ContentError(file, key, f'"{words}" stands twice in {type_}')
                seen.add(words)


def _grammar(language: str, declared: Mapping[str, Any], said: Mapping[str, Any]) -> Intents:
    lists: dict[str, Any] = {}
    for slot, type_ in declared["slots"].items():
        ids = said["slot_types"].get(type_, {})
        values = [{"in": words, "out": id_} for id_, synonyms in ids.items() for words in synonyms]
        lists[slot] = {"range": NUMBERS} if type_ == NUMBER else {"values": values}
    data: dict[str, Any] = {}
    for part in ("intents", "alexa_knows"):
        for intent, templates in said[part].items():
            data.setdefault(intent, {"data": []})["data"].append({"sentences": templates})
    sentences = {"language": language, "intents": data, "lists": lists, "expansion_rules": said["rules"]}
    return Intents.from_dict(sentences | {"skip_words": said["fillers"]})


def _samples(
    templates: Any, slots: Sequence[str], rules: Mapping[str, expression.Expression], file: str, key: str
) -> tuple[str, ...]:
    """Return samples from every template in turn, so that the cap leaves no template out."""
    try:
        each = [_readings(_parsed(template, file, key), rules) for template in _listed(templates, file, key)]
    except KeyError as missing:
        raise ContentError(file, key, f"there is no rule <{missing.args[0]}>") from None
    taken = dict.fromkeys(" ".join(words.split()) for row in zip_longest(*each, fillvalue="") for words in row)
    taken.pop("", None)  # a filled row, or a template of nothing but optional words
    for sample in taken:
        _check_legal(sample, slots, file, key)
    if unused := set(slots) - set(SLOT.findall(" ".join(taken))):
        raise ContentError(file, key, f"no sentence has {{{min(unused)}}}")
    return tuple(taken)[:MOST_SAMPLES]


def _listed(value: Any, file: str, key: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ContentError(file, key, "a list is expected here, each line beginning with a dash")
    return value


def _parsed(template: Any, file: str, key: str) -> expression.Expression:
    try:
        return parse_sentence(template).expression
    except (ParseError, AttributeError) as error:  # AttributeError: YAML made it something else than text
        raise ContentError(file, key, f"{template!r} is no template: {error}") from None


def _readings(part: expression.Expression, rules: Mapping[str, expression.Expression]) -> list[str]:
    """Return the plainest reading of a template, then those that differ from it in one place."""
    if isinstance(part, expression.TextChunk):
        return [part.original_text]
    if isinstance(part, expression.ListReference):
        return [f"{{{part.list_name}}}"]
    if isinstance(part, expression.RuleReference):
        return _readings(rules[part.rule_name], rules)
    assert isinstance(part, expression.Group)  # there is no other kind
    items = [_readings(item, rules) for item in part.items]
    if isinstance(part, expression.Alternative):
        return [""] * part.is_optional + [reading for readings in items for reading in readings]
    plain = [readings[0] for readings in items]
    others = ([*plain[:i], other, *plain[i + 1 :]] for i, readings in enumerate(items) for other in readings[1:])
    return ["".join(words) for words in (plain, *others)]


def _check_legal(sample: str, slots: Sequence[str], file: str, key: str) -> None:
    """Raise ContentError unless Alexa takes a sample: small letters, apostrophes, each slot at most once."""
    for word in sample.split():
        slot = SLOT.fullmatch(word)
        if slot and slot[1] not in slots:
            raise ContentError(file, key, f'"{sample}" has {word}, which intents.yaml does not give this intent')
        if not slot and (not WORD.fullmatch(word) or word != word.lower()):
            raise ContentError(file, key, f'"{sample}": small letters and apostrophes only, not "{word}"')
        if slot and sample.count(word) > 1:
            raise ContentError(file, key, f'"{sample}" has {word} twice')
