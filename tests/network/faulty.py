"""The skill with a database that a fault lies before, and a listener who talks to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import uuid4

from botocore.config import Config

from skill.alexa.endpoint import Endpoint
from skill.app.app import App
from skill.content.content import Content
from skill.practice.routine import Manner
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.store.dynamodb import DynamoStore
from skill.store.port import Changes, Listener, Memory
from tests.network.faults import Choice, Fault, Faulty, proxy
from tests.network.slow import told
from tests.store.table import PATIENT, TABLE, client_for

NOW = 1_800_000_000
HURRIED = PATIENT.merge(Config(read_timeout=0.2))
"""No test waits for the skill's own time-outs; what is said is to be true whatever was late."""


@dataclass
class Talk:
    """A listener in one session after another."""

    skill: Endpoint
    sender: Sender = field(default_factory=lambda: Sender(f"amzn1.ask.account.{uuid4()}"))
    now: int = NOW
    attributes: dict[str, Any] = field(default_factory=dict)
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def listener(self) -> Listener:
        """Whose record it is."""
        return Listener(self.sender.user)

    def say(self, name: str, *, new: bool = False, later: int = 1) -> str:
        """Say an intent, or open the skill, so many seconds later; return what is answered."""
        self.now += later
        request = envelope.launch() if name == "Launch" else envelope.intent(name, {})
        attributes = {} if new else self.attributes
        self.answer = self.skill(envelope.envelope(request, self.sender, "session", attributes, self.now, new))
        self.attributes = self.answer.get("sessionAttributes", {})
        return told(self.answer)


@contextmanager
def faulty_skill(
    content: Content, client: Any, fault: Fault | Choice | None, config: Config = HURRIED
) -> Iterator[tuple[Talk, Faulty]]:
    """Give a listener of the skill, whose database lies behind the fault."""
    with proxy(client.meta.endpoint_url, fault) as faulty:
        app = App(content, DynamoStore(client_for(faulty.address, config), TABLE, lambda: NOW), Random(1))
        yield Talk(Endpoint(app)), faulty


def known(client: Any, talk: Talk, changes: Changes | None = None) -> None:
    """Let a listener be known from yesterday."""
    earlier = changes or Changes(welcomed=True, hands_free_offered=True, finished=Manner.TENSE, begins=True)
    stored(client).save(talk.listener, earlier, talk.now - 24 * 60 * 60)


def stored(client: Any) -> DynamoStore:
    """Return the store without a fault."""
    return DynamoStore(client, TABLE, lambda: NOW)


def memory(client: Any, talk: Talk) -> Memory | None:
    """Return what is really stored of a listener."""
    return stored(client).load(talk.listener)
