"""The declaration of interaction_model/: intents, slots and types of values, the same in every language."""

from collections.abc import Iterator, Mapping
from typing import Any

from skill.content.fault import ContentError, Fault
from skill.content.outside import check_keys

DECLARATION = "intents.yaml"
SENSITIVITIES = ("LOW", "MEDIUM", "HIGH")
NUMBER = "AMAZON.NUMBER"
"""The type of minutes: numbers, which need no words of ours."""


def check_declared(declared: Any) -> None:
    """Raise ContentError where the declaration names what it doesn't have."""
    maps = ("slots", "intents", "slot_types")
    check_keys(declared, (*maps, "urgent", "fallback_sensitivity"), DECLARATION, "", ("wishes",))
    faults = [
        Fault(DECLARATION, part, "keys with values are expected here, each on a line of its own: `key: value`")
        for part in maps
        if not isinstance(declared[part], dict)
    ]
    for part in (part for part in ("intents", "slot_types") if isinstance(declared[part], dict)):
        lists = [each for each in declared[part].items() if not _is_list_of_words(each[1])]
        faults += [Fault(DECLARATION, f"{part}.{key}", "a list of names is expected here, or []") for key, _ in lists]
    if not _is_list_of_words(declared["urgent"]):
        faults.append(Fault(DECLARATION, "urgent", "a list of intents is expected here, or []"))
    if faults:
        raise ContentError(*faults)
    if declared["fallback_sensitivity"] not in SENSITIVITIES:
        faults.append(Fault(DECLARATION, "fallback_sensitivity", f"one of {', '.join(SENSITIVITIES)} is expected"))
    faults.extend(_unknown_names(declared))
    if faults:
        raise ContentError(*faults)


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _unknown_names(declared: Mapping[str, Any]) -> Iterator[Fault]:
    derived = (NUMBER, declared.get("wishes", {}).get("type"))
    for slot, type_ in declared["slots"].items():
        if type_ not in derived and type_ not in declared["slot_types"]:
            yield Fault(DECLARATION, f"slots.{slot}", f"{type_} is not among the slot_types: add it there")
    for intent, slots in declared["intents"].items():
        for slot in (slot for slot in slots if slot not in declared["slots"]):
            yield Fault(DECLARATION, f"intents.{intent}", f"{slot} is not among the slots: add it there")
    for wish in declared.get("wishes", {}).get("intents", ()):
        if wish.partition(":")[0] not in declared["intents"]:
            yield Fault(DECLARATION, "wishes.intents", f"{wish} is not among the intents: add it there")
    for intent in (intent for intent in declared["urgent"] if intent not in declared["intents"]):
        yield Fault(DECLARATION, "urgent", f"{intent} is not among the intents: add it there")
