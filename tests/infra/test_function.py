"""The function runs from the zip alone, under Lambda's own client, from pause to resume."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from skill.content.content import Content
from skill.simulator.device import Device
from skill.simulator.envelope import Sender
from skill.simulator.script import OVER, Cue, Player
from skill.simulator.understanding import Understanding
from skill.store.dynamodb import DynamoStore
from skill.store.port import Listener, Memory
from tests.aws.lambda_runtime import NOWHERE, alone
from tests.infra.template import deployed
from tests.store.table import client_for

NOW = 1_800_000_000.0
"""When a session begins, in epoch seconds, whatever the machine's clock says."""


Echo = Callable[[float], AbstractContextManager[Player]]
"""Gives a device whose clock begins at a time, in epoch seconds."""


@dataclass(frozen=True)
class Table:
    """A table that the skill may keep its records in."""

    endpoint: str
    name: str

    def environment(self) -> dict[str, str]:
        """Return what tells the function where its table is."""
        return {"AWS_ENDPOINT_URL_DYNAMODB": self.endpoint, "TABLE_NAME": self.name}

    def memory(self, listener: Listener) -> Memory | None:
        """Return what is remembered of a listener."""
        return DynamoStore(client_for(self.endpoint), self.name, clock=lambda: NOW).load(listener)


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    """The table that the template makes."""
    with deployed() as deployment:
        yield Table(deployment.endpoint, deployment.outputs["TableName"])


@pytest.fixture
def listener() -> Listener:
    return Listener(f"amzn1.ask.account.{uuid4()}")


@contextmanager
def echo_of(
    unpacked: Path, table: Table, content: Content, understanding: Understanding, listener: Listener, now: float
) -> Iterator[Player]:
    """Give an Echo whose skill is a process of its own, started from the unpacked zip."""
    with alone(unpacked, table.environment(), now) as function:

        def skill(event: dict[str, Any]) -> Mapping[str, Any]:
            event["context"]["System"]["apiEndpoint"] = NOWHERE
            return function.invoke(event)

        yield Player(Device(skill, understanding, content.library.speech_time, now, Sender(user=listener.user)))


@pytest.fixture
def echo(unpacked: Path, table: Table, content: Content, understanding: Understanding, listener: Listener) -> Echo:
    return partial(echo_of, unpacked, table, content, understanding, listener)


def test_a_whole_session(echo: Echo, table: Table, listener: Listener, content: Content) -> None:
    with echo(NOW) as player:
        said = list(player.play(["Alexa, ask muscle relaxation to start a four minute session", "yes"]))
    heard = "\n".join(said)
    assert content.phrases.opening.safety in heard
    assert content.phrases.guiding.check_in_ending in heard
    assert any(last in heard for last in content.library.guidance.last)
    assert said[-1] == OVER
    memory = table.memory(listener)
    assert memory
    assert (memory.sessions, memory.bookmark) == (1, None)


def test_a_pause_in_one_process_and_a_resume_in_another(
    echo: Echo, table: Table, listener: Listener, content: Content
) -> None:
    with echo(NOW) as player:
        list(player.play(["Alexa, start muscle relaxation", "yes", "(during your thighs) Alexa, pause", "Alexa, stop"]))
        later = player.device.now + 10
    memory = table.memory(listener)
    assert memory
    assert memory.bookmark
    assert memory.bookmark.place.group == "thighs"
    with echo(later) as player:
        offered = " ".join(player.step(Cue.read("Alexa, open muscle relaxation")))
        resumed = " ".join(player.step(Cue.read("yes")))
    assert content.phrases.opening.resume_offer.format(place="your thighs", minutes="eight minutes") in offered
    assert content.phrases.opening.back.format(place="your thighs") in resumed
