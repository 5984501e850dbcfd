"""Digests of what a listener hears, to show that a change of structure changes none of it.

`python -m tests.digests` prints one for some 3,500 plans and one for the responses of all dialogues, then one for each
dialogue, so that a difference is found. With a file that holds what it printed before, it says what differs since; and
where the same content makes other plans, that PLANNING has to go up.
"""

import hashlib
import json
import sys
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
MADE_BY, PLANS, DIALOGUES = "made_by", "plans", "dialogues"
OTHER_RULES = (
    "The same content makes other plans than before, and nothing says so: raise PLANNING in skill/practice/plan.py. "
    "Else a session under way is taken up by the seconds of a plan that is no more."
)


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


def lines() -> Iterator[str]:
    """Yield each digest in a line of its own: what makes plans, the plans, all dialogues, and each of them."""
    library = load(CONTENT).library
    yield f"{MADE_BY} {library.made_by}"
    yield f"{PLANS} {digest(list(plans(library)))}"
    each = {name: digest(heard) for name, heard in responses()}
    yield f"{DIALOGUES} {digest(each)}"
    yield from (f"{found} {name}" for name, found in sorted(each.items()))


def watched(before: str, now: str) -> Iterator[str]:
    """Yield what differs between what was printed before and now, and what is to be done about it."""
    was, found = _by_name(before), _by_name(now)
    differing = {name for name in was.keys() | found.keys() if was.get(name) != found.get(name)}
    if PLANS in differing and MADE_BY not in differing:
        yield OTHER_RULES
    yield from (f"other than before: {name}" for name in sorted(differing))


def _by_name(printed: str) -> dict[str, str]:
    words = [line.partition(" ") for line in printed.splitlines()]
    heads = (MADE_BY, PLANS, DIALOGUES)
    return dict((first, rest) if first in heads else (rest, first) for first, _, rest in words)


def main() -> None:
    """Print the digests, or what differs from those of a file."""
    now = "\n".join(lines())
    before = [Path(name).read_text("utf-8") for name in sys.argv[1:]]
    print("\n".join(watched(before[0], now)) if before else now)


if __name__ == "__main__":
    main()
