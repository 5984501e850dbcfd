"""Alexa's own events: when the skill is disabled, everything of the household is deleted, however often it is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from skill.alexa.endpoint import Endpoint
from skill.app.app import App
from skill.content.content import Content
from skill.simulator import envelope
from skill.simulator.envelope import SKILL_ID, Sender
from skill.store.port import Changes, Listener, Memory, Store, StoreFault
from skill.store.sqlite import SqliteStore

NOW = 1_790_000_000
A_DAY = 86400
FAMILY = [Listener("amzn1.ask.account.ann"), *(Listener("amzn1.ask.account.ann", f"person {n}") for n in range(3))]
NEIGHBOUR = Listener("amzn1.ask.account.bob")


@dataclass
class Unsteady:
    """A store that fails as often as it is told to, and reads nothing."""

    store: Store
    faults: int = 0

    def load(self, listener: Listener) -> Memory | None:
        raise AssertionError("an event needs no memory")

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        raise AssertionError("an event changes nothing")

    def delete(self, listener: Listener, asked: int) -> None:
        raise AssertionError("an event is no wish of one person")

    def delete_account(self, user: str, asked: int) -> None:
        if self.faults:
            self.faults -= 1
            raise StoreFault("as the test wants it")
        self.store.delete_account(user, asked)


@pytest.fixture
def kept(tmp_path: Path) -> Store:
    store = SqliteStore(tmp_path / "memory.sqlite", clock=lambda: NOW)
    for listener in (*FAMILY, NEIGHBOUR):
        store.save(listener, Changes(welcomed=True), NOW)
    return store


def happened(event: str, age: float = 0) -> Mapping[str, Any]:
    """Return an event as Alexa sends it: without a session, a device or a person."""
    body = {"userInformationPersistenceStatus": "NOT_PERSISTED"}
    request = {"type": f"AlexaSkillEvent.{event}", "eventCreationTime": "2026-09-21T13:33:20Z", "body": body}
    sent = envelope.envelope(request, Sender(FAMILY[0].user), "", {}, NOW - age, True)
    system = {name: sent["context"]["System"][name] for name in ("application", "user", "apiEndpoint")}
    return {"version": "1.0", "context": {"System": system}, "request": sent["request"]}


def known(store: Store) -> list[Listener]:
    return [listener for listener in (*FAMILY, NEIGHBOUR) if store.load(listener)]


@pytest.mark.parametrize("age", [0, 3600, 30 * A_DAY])
def test_disabling_the_skill_deletes_the_household_however_late_it_is_told(
    age: float, content: Content, kept: Store
) -> None:
    skill = Endpoint(App(content, Unsteady(kept)), SKILL_ID, lambda: NOW)
    assert skill(happened("SkillDisabled", age))["response"] == {}
    assert known(kept) == [NEIGHBOUR]


def test_what_could_not_be_deleted_fails_and_is_deleted_when_it_is_told_again(content: Content, kept: Store) -> None:
    skill = Endpoint(App(content, Unsteady(kept, faults=1)), SKILL_ID, lambda: NOW)
    with pytest.raises(StoreFault):
        skill(happened("SkillDisabled"))
    assert known(kept) == [*FAMILY, NEIGHBOUR]
    for _ in range(2):
        assert skill(happened("SkillDisabled"))["response"] == {}
    assert known(kept) == [NEIGHBOUR]


@pytest.mark.parametrize(
    "event",
    [
        "SkillEnabled",
        "SkillAccountLinked",
        "SkillPermissionAccepted",
        "SkillPermissionChanged",
        "ProactiveSubscriptionChanged",
    ],
)
def test_an_event_of_another_kind_is_answered_with_nothing_and_deletes_nothing(
    event: str, content: Content, kept: Store
) -> None:
    skill = Endpoint(App(content, Unsteady(kept)), SKILL_ID, lambda: NOW)
    assert skill(happened(event)) == {"version": "1.0", "response": {}}
    assert known(kept) == [*FAMILY, NEIGHBOUR]
