"""Spoiling: parts of a JSON value dropped, replaced and added, by chance."""

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**70, -(2**70), 0.5, 1e308, float("inf"), float("-inf"), float("nan"), "", " "),
    *("SecretWord", "0", "-5", "١٢", "9" * 400, "\ud800", "\x00", "<speak>", "&", "{minutes}", "household"),
    *("2026-09-21T13:33:20Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "feet", "feet/left", "standard"),
    *([], {}, [[]], [None], {"": None}, ["SecretWord", 7], {"type": "LaunchRequest"}, ["feet", "left", 1, 3]),
)


def spoilt_token(token: str, chance: Random) -> str:
    """Return a token with a part of its JSON spoilt, or its text."""
    try:
        wire = json.loads(token)
    except ValueError:
        wire = None
    if isinstance(wire, dict | list) and chance.random() < 0.8:
        spoil(wire, chance.randint(1, 2), chance)
        return json.dumps(wire)
    at = chance.randrange(len(token))
    return token[:at] + chance.choice(("", "x", "}", "\u00e9", "SecretToken")) + token[at + 1 :]


def spoil(whole: Any, times: int, chance: Random) -> None:
    """Drop, replace or add so many parts somewhere in a JSON value."""
    for _ in range(times):
        part = chance.choice(list(_holders(whole)))
        keys: list[Any] = list(part) if isinstance(part, dict) else list(range(len(part)))
        how = chance.choice(("drop", "replace", "replace", "add", "swap"))
        if how == "add" and isinstance(part, dict):
            part[chance.choice(("type", "person", "version", "new"))] = copy.deepcopy(chance.choice(ODD))
        elif not keys:
            continue
        elif how == "drop":
            del part[chance.choice(keys)]
        elif how == "swap":
            part[chance.choice(keys)] = copy.deepcopy(part[chance.choice(keys)])
        else:
            part[chance.choice(keys)] = copy.deepcopy(chance.choice(ODD))


def _holders(part: Any) -> Iterator[dict[str, Any] | list[Any]]:
    """Yield every mapping and list of a JSON value, the whole included."""
    if isinstance(part, dict | list):
        yield part
        for each in part.values() if isinstance(part, dict) else part:
            yield from _holders(each)
