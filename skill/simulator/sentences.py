"""Reads the sentences of interaction_model/, and checks them against what is declared."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any

from hassil import Intents, expression, parse_sentence
from hassil.intents import Intent, IntentData
from hassil.parser import ParseError

from skill.content.fault import ContentError, Fault
from skill.content.outside import check_keys, check_text
from skill.content.yaml_file import parse
from skill.simulator.spelling import NUMBERS, TOKEN, numbers, respelled

DECLARATION = "intents.yaml"
BUILT_IN = "AMAZON."
UNEXTENDED = {"AMAZON.FallbackIntent", "AMAZON.NavigateHomeIntent"}
"""Alexa takes no samples for these."""
SENSITIVITIES = ("LOW", "MEDIUM", "HIGH")
NUMBER = "AMAZON.NUMBER"
PARTS = ("locales", "invocation", "spellings", "clauses", "fillers", "rules", "intents", "alexa_knows", "slot_types")
CLAUSES = ("starts", "subjects", "verbs", "others")
PARTS_OF_INTENTS = ("intents", "alexa_knows")
FILLERS = ("hesitations", "requests")
MOST_SAMPLES = 250
"""For one intent; the full expansion of one template can reach a million."""
SLOT = re.compile(r"{(\w+)}")
WORD = re.compile(r"[^\W\d_]+('[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence template of an intent, ready to recognize."""

    words: frozenset[str]
    """All that it can say: a sentence with any other word needn't be tried."""
    grammar: Intents
    """Of this one alone; its lists are named after the slots."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What one language file says, held against the declaration."""

    file: str
    declared: Mapping[str, Any]
    said: Mapping[str, Any]
    templates: Sequence[Template]
    """Every sentence, also those that Alexa knows by herself, in the order of the intents."""
    samples: Mapping[str, tuple[str, ...]]
    """By intent, with {slots}."""
    values: Mapping[str, Mapping[str, tuple[str, ...]]]
    """By slot type and id, the words for it."""

    def spelled(self, text: str) -> str:
        """Return plain text in the one spelling that the grammar has."""
        return respelled(text, self.said["spellings"])

    def spoken(self, slot: str) -> list[tuple[str, str]]:
        """Return the words for a slot's values, and the id of each; nothing for a number."""
        ids = self.values.get(self.declared["slots"][slot], {})
        return [(words, id_) for id_, synonyms in ids.items() for words in synonyms]


def read(folder: Path, language: str) -> Sentences:
    """Return a language with its samples; raises ContentError where its file and the declaration do not fit."""
    declared = parse((folder / DECLARATION).read_text("utf-8"), DECLARATION)
    check_declared(declared)
    file = f"{language}.yaml"
    said = parse((folder / file).read_text("utf-8"), file)
    check_keys(said, PARTS, file)
    check_keys(said["clauses"], CLAUSES, file, "clauses")
    check_keys(said["fillers"], FILLERS, file, "fillers")
    built_in = {name for name in declared["intents"] if name.startswith(BUILT_IN)}
    check_keys(said["intents"], declared["intents"].keys() - built_in, file, "intents", built_in - UNEXTENDED)
    check_keys(said["alexa_knows"], (), file, "alexa_knows", built_in)
    values = _values(said["slot_types"], declared["slot_types"], file)
    rules = {rule: _parsed(template, file, f"rules.{rule}") for rule, template in said["rules"].items()}
    for intent, templates in said["alexa_knows"].items():
        _samples(templates, (), rules, file, f"alexa_knows.{intent}")
    samples: dict[str, tuple[str, ...]] = dict.fromkeys(declared["intents"], ())
    for intent, templates in said["intents"].items():
        samples[intent] = _samples(templates, declared["intents"][intent], rules, file, f"intents.{intent}")
    samples = _each_once(samples, declared["urgent"])
    return Sentences(file, declared, said, _templates(language, declared, said), samples, values)


def check_declared(declared: Any) -> None:
    """Raise ContentError where the declaration names what it doesn't have."""
    check_keys(declared, ("slots", "intents", "urgent", "slot_types", "remarks", "fallback_sensitivity"), DECLARATION)
    if declared["fallback_sensitivity"] not in SENSITIVITIES:
        raise ContentError(Fault(DECLARATION, "fallback_sensitivity", f"one of {', '.join(SENSITIVITIES)} is expected"))
    for slot, type_ in declared["slots"].items():
        if type_ != NUMBER and type_ not in declared["slot_types"]:
            raise ContentError(Fault(DECLARATION, f"slots.{slot}", f"{type_} is not among the slot_types"))
    for intent, slots in declared["intents"].items():
        for slot in set(slots) - set(declared["slots"]):
            raise ContentError(Fault(DECLARATION, f"intents.{intent}", f"{slot} is not among the slots"))
    values = {id_ for ids in declared["slot_types"].values() for id_ in ids}
    for remark in set(declared["remarks"]) - values:
        raise ContentError(Fault(DECLARATION, "remarks", f"{remark} is no value of the slot_types"))
    for intent in set(declared["urgent"]) - set(declared["intents"]):
        raise ContentError(Fault(DECLARATION, "urgent", f"{intent} is not among the intents"))


def _values(said: Mapping[str, Any], declared: Mapping[str, Any], file: str) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the words for every value; raises ContentError where an id lacks words or words mean two things."""
    check_keys(said, declared, file, "slot_types")
    types: dict[str, dict[str, tuple[str, ...]]] = {}
    for type_, ids in declared.items():
        check_keys(said[type_], ids, file, f"slot_types.{type_}")
        owners: dict[str, str] = {}
        for id_, templates in said[type_].items():
            key = f"slot_types.{type_}.{id_}"
            for template in _listed(templates, file, key):
                check_text(template, file, key)
            for words in _samples(templates, (), {}, file, key):
                if owners.setdefault(words, id_) != id_:
                    raise ContentError(Fault(file, key, f'"{words}" stands twice in {type_}'))
        types[type_] = {id_: tuple(words for words in owners if owners[words] == id_) for id_ in said[type_]}
    return types


def _templates(language: str, declared: Mapping[str, Any], said: Mapping[str, Any]) -> tuple[Template, ...]:
    """Return every template, in the order of the intents."""

    def spelled(template: str) -> str:
        return respelled(template, said["spellings"])

    values = {
        type_: [{"in": spelled(words), "out": id_} for id_, synonyms in ids.items() for words in synonyms]
        for type_, ids in said["slot_types"].items()
    }
    lists = {
        slot: {"range": NUMBERS} if type_ == NUMBER else {"values": values[type_]}
        for slot, type_ in declared["slots"].items()
    }
    rules = {rule: spelled(template) for rule, template in said["rules"].items()}
    whole = Intents.from_dict({"language": language, "intents": {}, "lists": lists, "expansion_rules": rules})
    words_of = {NUMBER: _words(numbers(language))} | {
        type_: _words(value["in"] for value in each) for type_, each in values.items()
    }
    known = {f"{{{slot}}}": words_of[type_] for slot, type_ in declared["slots"].items()}
    for rule, template in rules.items():  # a rule may use those before it
        known[f"<{rule}>"] = _words([template], known)
    return tuple(
        Template(_words([template], known), replace(whole, intents={intent: Intent(intent, [IntentData([template])])}))
        for intent in declared["intents"]
        for part in PARTS_OF_INTENTS
        for template in map(spelled, said[part].get(intent, ()))
    )


def _words(texts: Iterable[str], known: Mapping[str, frozenset[str]] = MappingProxyType({})) -> frozenset[str]:
    """Return the words of some texts or templates; of a slot or a rule, those known for it."""
    tokens = {token for text in texts for token in TOKEN.findall(text)}
    return frozenset(chain.from_iterable(known.get(token, (token,)) for token in tokens))


def _samples(
    templates: Any, slots: Sequence[str], rules: Mapping[str, expression.Expression], file: str, key: str
) -> tuple[str, ...]:
    """Return samples from every template in turn, so that the cap leaves no template out."""
    try:
        each = [_readings(_parsed(template, file, key), rules) for template in _listed(templates, file, key)]
    except KeyError as missing:
        raise ContentError(Fault(file, key, f"there is no rule <{missing.args[0]}>")) from None
    taken = dict.fromkeys(" ".join(words.split()) for words in _in_turn(each))
    taken.pop("", None)  # of a template of nothing but optional words
    for sample in taken:
        _check_legal(sample, slots, file, key)
    if unused := set(slots) - set(SLOT.findall(" ".join(taken))):
        raise ContentError(Fault(file, key, f"no sentence has {{{min(unused)}}}"))
    return tuple(taken)[:MOST_SAMPLES]


def _each_once(samples: Mapping[str, tuple[str, ...]], urgent: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return samples without those that a more urgent intent has."""
    taken: set[str] = set()
    kept = {}
    for intent in sorted(samples, key=lambda intent: intent not in urgent):
        kept[intent] = tuple(sample for sample in samples[intent] if sample not in taken)
        taken |= set(kept[intent]) if intent in urgent else set()
    return {intent: kept[intent] for intent in samples}


def _listed(value: Any, file: str, key: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ContentError(Fault(file, key, "a list is expected here, each line beginning with a dash"))
    return value


def _parsed(template: Any, file: str, key: str) -> expression.Expression:
    try:
        return parse_sentence(template).expression
    except (ParseError, AttributeError) as error:  # AttributeError: YAML made it something else than text
        raise ContentError(Fault(file, key, f"{template!r} is no template: {error}")) from None


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
        return [""] * part.is_optional + _in_turn(items)
    plain = [readings[0] for readings in items]
    others = [["".join([*plain[:i], other, *plain[i + 1 :]]) for other in items[i][1:]] for i in range(len(items))]
    return ["".join(plain), *_in_turn(others)]


def _in_turn(rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the first of every row, then the second of every row that has one, and so on."""
    return [each for turn in zip_longest(*rows) for each in turn if each is not None]


def _check_legal(sample: str, slots: Sequence[str], file: str, key: str) -> None:
    """Raise ContentError unless Alexa takes a sample: small letters, apostrophes, each slot at most once."""
    for word in sample.split():
        slot = SLOT.fullmatch(word)
        if slot and slot[1] not in slots:
            raise ContentError(Fault(file, key, f'"{sample}" has {word}, which intents.yaml does not give this intent'))
        if not slot and (not WORD.fullmatch(word) or word != word.lower()):
            raise ContentError(Fault(file, key, f'"{sample}": small letters and apostrophes only, not "{word}"'))
        if slot and sample.count(word) > 1:
            raise ContentError(Fault(file, key, f'"{sample}" has {word} twice'))
