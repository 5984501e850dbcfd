"""Reads the files of dialogues; what is written wrongly is said at once for all of a file, and where it stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from skill.content.fault import ContentError
from skill.content.yaml_file import parse_file
from skill.simulator.desk import PROMISES
from skill.simulator.dialogue.exchange import Exchange, text, texts

WELCOMED = "welcomed"
"""As what is given: the listener has heard the safety lines of the first time."""
PROMISED = re.compile(r"^\| ([a-z-]+) \| (?!promise \|)", re.MULTILINE)
"""A promise's name, in its row."""
_KEYS = ("name", "given", "can_play", "can_show", "promise", "turns")


class Miswritten(Exception):
    """Dialogues cannot be played as they are written; each fault is a sentence."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation."""

    name: str
    turns: tuple[Exchange, ...]
    welcomed: bool = False
    """Whether the listener has heard the safety lines before."""
    can_play: frozenset[str] = frozenset()
    """The devices that have an audio player."""
    can_show: frozenset[str] = frozenset()
    """The devices that have a screen."""
    promise: str = ""
    """The promise of docs/promises.md that it keeps."""


def read(path: Path) -> list[Dialogue]:
    """Return the dialogues of a file; raises Miswritten."""
    try:
        raw = parse_file(path, str(path))
    except ContentError as error:
        raise Miswritten(list(map(str, error.faults))) from None
    if not isinstance(raw, list):
        raise Miswritten([f"{path}: a list of dialogues is expected here, each beginning with `- name:`"])
    found, faults, names = list[Dialogue](), list[str](), set[str]()
    for order, each in enumerate(raw, start=1):
        name = each.get("name") if isinstance(each, Mapping) else None
        where = f'{path}: "{name}"' if isinstance(name, str) else f"{path}: dialogue {order}"
        try:
            found.append(dialogue(each))
            if name in names:
                faults.append(f"{where}, another dialogue of this file is called so too: give it a name of its own")
            names.add(found[-1].name)
        except Miswritten as error:
            faults += [f"{where}, {fault}" for fault in error.faults]
    if faults:
        raise Miswritten(faults)
    return found


def dialogue(raw: Any) -> Dialogue:
    """Return a dialogue as YAML gives it; raises Miswritten."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("turns"), list):
        raise Miswritten(["a dialogue has a name and a list of turns"])
    faults = list(_faults_of_turns(raw["turns"]))
    try:
        head = _head(raw)
    except ValueError as error:
        faults.insert(0, str(error))
    if faults:
        raise Miswritten(faults)
    return Dialogue(turns=tuple(map(Exchange.read, raw["turns"])), **head)


def _head(raw: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := [str(key) for key in raw if key not in _KEYS]:
        raise ValueError(f"there is no key `{unknown[0]}`; there are {', '.join(_KEYS)}")
    if raw.get("given", WELCOMED) != WELCOMED:
        raise ValueError(f"`given` can only be {WELCOMED}, not {raw['given']!r}")
    can_play = frozenset(texts("can_play", raw.get("can_play", [])))
    can_show = frozenset(texts("can_show", raw.get("can_show", [])))
    promise = text("promise", raw["promise"]) if "promise" in raw else ""
    if promise and promise not in (known := promises()):
        raise ValueError(f"docs/promises.md has no promise `{promise}`; there are {', '.join(known)}")
    return {
        "name": text("name", raw.get("name")),
        "welcomed": "given" in raw,
        "can_play": can_play,
        "can_show": can_show,
        "promise": promise,
    }


@cache
def promises() -> tuple[str, ...]:
    """Return the names of the promises in docs/promises.md."""
    return tuple(PROMISED.findall(PROMISES.read_text("utf-8")))


def _faults_of_turns(turns: list[Any]) -> Iterator[str]:
    if not turns:
        yield "nothing happens in it: write a turn, such as `- you: help`"
    for order, raw in enumerate(turns, start=1):
        try:
            Exchange.read(raw)
        except ValueError as error:
            yield f"turn {order}: {error}"
