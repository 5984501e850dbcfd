"""Homes to live in: the app called in process, or reached over HTTP at the server of `make serve`."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from random import Random
from typing import Any
from urllib.request import Request, urlopen

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from skill.app.app import App
from skill.content.content import Content
from skill.simulator.desk import desk_skill
from skill.simulator.device import Skill
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from skill.store.port import Store
from tests.lives.home import Home
from tests.lives.machine import Listener
from tests.simulator.serving import serving

Reach = Callable[[Skill], AbstractContextManager[Skill]]


@contextmanager
def called(skill: Skill) -> Iterator[Skill]:
    """Reach a skill by calling it."""
    yield skill


@contextmanager
def over_http(skill: Skill) -> Iterator[Skill]:
    """Reach a skill at a server of its own: the one place that knows how `make serve` is started."""
    with serving(skill) as address:

        def post(event: dict[str, Any]) -> Mapping[str, Any]:
            body = Request(f"{address}/", json.dumps(event).encode(), {"Content-Type": "application/json"})
            with urlopen(body) as answer:
                return dict(json.load(answer))

        yield post


def live(
    content: Content,
    understanding: Understanding,
    size: settings,
    reach: Reach = called,
    store: Callable[[], Store] = lambda: MemoryStore(clock=lambda: 0.0),
    seeded: int | None = None,
) -> list[Home]:
    """Live as many lives as a size says, and return where; raises AssertionError at the first that goes wrong.

    A seed makes them the same ones each time; without one they are others.
    """
    homes: list[Home] = []

    @contextmanager
    def home() -> Iterator[Home]:
        app = App(content, store(), Random(7))
        with reach(desk_skill(app)) as skill:
            homes.append(Home(app, skill, understanding, content))
            yield homes[-1]

    class Lives(Listener):
        place_of = staticmethod(home)

    run_state_machine_as_test(Lives if seeded is None else seed(seeded)(Lives), settings=size)
    return homes


def lives(number: int, steps: int, *, known: bool) -> settings:
    """Return the size of so many lives of so many steps; the same ones each time where they are known."""
    return settings(
        max_examples=number,
        stateful_step_count=steps,
        derandomize=known,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate,),
        report_multiple_bugs=False,
    )
