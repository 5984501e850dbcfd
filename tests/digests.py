"""Digests of what a listener hears, to show that a change of structure changes none of it.

`python -m tests.digests` prints one for some 3,500 plans and one for the responses of all dialogues, then one for each
dialogue, so that a difference is found.
"""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from skill.audio.token import Token
from skill.content.content import load
from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import LONGEST, Detail, Pace, Sides, Spec
from skill.simulator.desk import MODEL
from skill.simulator.dialogue.playing import play
from skill.simulator.dialogue.stage import Stage
from skill.simulator.dialogue.watched import Watched
from skill.simulator.understanding import Understanding
from skill.store.sqlite import SqliteStore
from tests.dialogue import dialogues
from tests.strategies import CONTENT

EACH = 6
"""Plans of each routine and number of minutes."""
SEEDS = (0, 7, 641)


def digest(plain: Any) -> str:
    """Return the digest of JSON values."""
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def plans(library: Library) -> Iterator[Any]:
    """Yield plans of every routine, minute, pace, detail, way with the sides, and of three seeds, as plain values."""
    chance = Random(1)
    for routine in sorted(library.routines):
        for minutes in range(2, LONGEST + 1):
            for _ in range(EACH):
                pace, detail = chance.choice(list(Pace)), chance.choice(list(Detail))
                sides, seed = chance.choice([None, *Sides]), chance.choice(SEEDS)
                plan = make_plan(Spec(routine, minutes, pace=pace, detail=detail, sides=sides, seed=seed), library)
                yield [
                    plan.spec.minutes,
                    plan.rate,
                    plan.bedtime,
                    [
                        [segment.place.to_wire(), [[b.kind, b.seconds, b.text, b.low, b.high] for b in segment.beats]]
                        for segment in plan.segments
                    ],
                ]


def responses() -> Iterator[tuple[str, list[Any]]]:
    """Yield the name of each dialogue with the responses that it brings about."""
    content, understanding = load(CONTENT), Understanding.load(MODEL)
    for name, dialogue in dialogues():
        with tempfile.TemporaryDirectory() as folder:
            store = SqliteStore(Path(folder) / "memory.sqlite", clock=lambda: 0.0)
            stage, heard = Stage(content, understanding, Watched(store)), list[Any]()
            stage.watch = partial(_note, heard)
            play(dialogue, stage)
        yield name, heard


def _note(heard: list[Any], response: Mapping[str, Any]) -> None:
    heard.append(_heard(response))


def _heard(response: Mapping[str, Any]) -> Any:
    """Return a response with what a token says in the place of the token: its shape is not heard."""
    plain = json.loads(json.dumps(response))
    for directive in plain.get("directives") or []:
        if "audioItem" in directive:
            stream = directive["audioItem"]["stream"]
            token = Token.from_wire(stream.pop("token"))
            stream["heard"] = [token.stream.to_wire(), token.person, token.start, token.counted]
    return plain


def main() -> None:
    """Print the digests."""
    print("plans", digest(list(plans(load(CONTENT).library))))
    each = {name: digest(heard) for name, heard in responses()}
    print("dialogues", digest(each))
    for name, found in sorted(each.items()):
        print(found, name)


if __name__ == "__main__":
    main()
