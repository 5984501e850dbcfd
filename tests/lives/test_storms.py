"""A short storm in every run of the tests; `make soak` has longer ones, others each time."""

from random import Random

import pytest

from skill.alexa import endpoint
from skill.content.content import Content
from skill.store.dynamodb import DynamoStore
from skill.store.port import Changes, Listener, StoreFault
from tests.lives.storms import Storm
from tests.store.table import moto

SAVE = DynamoStore.save


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "TURN", 2.4)


def test_whatever_fails_what_is_said_of_a_wish_is_true(content: Content) -> None:
    with moto() as client:
        storm = Storm(content, client, Random(1))
        storm.blow(25)
    assert storm.met > 5


def pretending(self: DynamoStore, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
    try:
        return SAVE(self, listener, changes, now, of)
    except StoreFault:
        return True


def test_a_store_that_pretends_would_be_found_out(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    with moto() as client, monkeypatch.context() as patched:
        storm = Storm(content, client, Random(1), often=0.8)
        patched.setattr(DynamoStore, "save", pretending)
        with pytest.raises(AssertionError, match="not one of"):
            storm.blow(200)
