"""DynamoDB alone: which calls are made, how long they may take, and what happens when it is slow or gone."""

import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from botocore.config import Config

from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.routine import Manner
from skill.practice.spec import Spec
from skill.store.dynamodb import CONFIG, DynamoStore
from skill.store.port import Changes, Listener, Store, StoreFault
from tests.store.broken_database import answering, gone, refusal, silent
from tests.store.table import PATIENT, TABLE, client_for

NOW = 1_800_000_000
KEPT = Bookmark(spec=Spec("standard", 10), place=Place("shoulders"), at=NOW)
IMPATIENT = PATIENT.merge(Config(read_timeout=0.05))
"""No test waits for the skill's own timeouts; what never comes is late on any machine."""
ALEXA_WAITS = 8
"""Seconds (docs/platform.md)."""

DEEDS: dict[str, Callable[[Store, Listener], object]] = {
    "load": lambda store, listener: store.load(listener),
    "save": lambda store, listener: store.save(listener, Changes(bookmark=KEPT, welcomed=True), NOW),
    "delete": lambda store, listener: store.delete(listener, NOW),
    "delete_account": lambda store, listener: store.delete_account(listener.user, NOW),
}
deeds = pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)


def fault(
    endpoint: str, listener: Listener, deed: Callable[[Store, Listener], object], config: Config = PATIENT
) -> str:
    """Return the reason given, after making sure that it is a StoreFault and names nobody."""
    with pytest.raises(StoreFault) as caught:
        deed(DynamoStore(client_for(endpoint, config), TABLE), listener)
    assert listener.user not in "".join(traceback.format_exception(caught.value))
    return str(caught.value)


@deeds
def test_a_database_that_never_answers(listener: Listener, deed: Any) -> None:
    with silent() as endpoint:
        assert fault(endpoint, listener, deed, IMPATIENT) == "DynamoDB did not answer: ReadTimeoutError"


@deeds
def test_a_database_that_is_gone(listener: Listener, deed: Any) -> None:
    assert fault(gone(), listener, deed) == "DynamoDB did not answer: EndpointConnectionError"


@deeds
@pytest.mark.parametrize(
    "code", ["ProvisionedThroughputExceededException", "ThrottlingException", "ResourceNotFoundException"]
)
def test_a_database_that_refuses(listener: Listener, deed: Any, code: str) -> None:
    with answering(refusal(code, f"Not now, {listener.user}.")) as endpoint:
        assert fault(endpoint, listener, deed) == f"DynamoDB refused: {code}"


@deeds
def test_a_database_that_is_out_of_order(listener: Listener, deed: Any) -> None:
    with answering((503, "")) as endpoint:
        assert fault(endpoint, listener, deed) == "DynamoDB refused: 503"


@pytest.mark.parametrize("deed", ["load", "delete_account"])
def test_a_stranger_in_the_place_of_the_database(listener: Listener, deed: str) -> None:
    with answering((200, "<html>Sign in to the hotel's network</html>")) as endpoint:
        assert fault(endpoint, listener, DEEDS[deed]) == "DynamoDB left something unread"


@deeds
def test_no_credentials(listener: Listener, deed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_for(gone())
    monkeypatch.setattr(client._request_signer, "_credentials", None)
    with pytest.raises(StoreFault, match="DynamoDB did not answer: NoCredentialsError"):
        deed(DynamoStore(client, TABLE), listener)


def test_a_read_left_undone_is_not_somebody_never_met(listener: Listener) -> None:
    unread = '{"Responses": {"listeners": []}, "UnprocessedKeys": {"listeners": {"Keys": [{}]}}}'
    with answering((200, unread)) as endpoint:
        assert fault(endpoint, listener, DEEDS["load"]) == "DynamoDB left something unread"


def test_a_batch_left_undone_is_not_tried_for_ever(listener: Listener) -> None:
    found = (200, '{"Items": [{"user": {"S": "u"}, "person": {"S": "p"}}]}')
    undone = (200, '{"UnprocessedItems": {"listeners": [{"DeleteRequest": {"Key": {}}}]}}')
    with answering(undone, {"Query": found}) as endpoint:
        assert fault(endpoint, listener, DEEDS["delete_account"]) == "DynamoDB left everything undeleted"


def test_a_race_lost_twice_is_given_up(listener: Listener) -> None:
    lost = refusal("ConditionalCheckFailedException")
    with answering(lost, {"BatchGetItem": (200, '{"Responses": {}}')}) as endpoint:
        assert fault(endpoint, listener, DEEDS["save"]) == "the record keeps changing"


def test_a_dead_database_costs_a_read_and_a_write_less_than_half_of_what_alexa_waits() -> None:
    attempts, pause = CONFIG.retries["total_max_attempts"], 0.05
    longest = attempts * (CONFIG.connect_timeout + CONFIG.read_timeout) + pause
    assert CONFIG.retries["mode"] == "legacy"
    assert attempts == 2
    assert 2 * longest < 0.6 * ALEXA_WAITS


@contextmanager
def calls(client: Any) -> Iterator[list[str]]:
    """Collect the names of the operations called."""
    made: list[str] = []

    def note(model: Any, **_: Any) -> None:
        made.append(model.name)

    client.meta.events.register("before-call.dynamodb", note)
    yield made
    client.meta.events.unregister("before-call.dynamodb", note)


def test_a_household_of_more_than_one_call_deletes_is_deleted(moto_client: Any, listener: Listener) -> None:
    store = DynamoStore(moto_client, TABLE)
    people = [replace(listener, person=f"person {number}") for number in range(26)]
    for each in people:
        store.save(each, Changes(welcomed=True), NOW)
    with calls(moto_client) as made:
        DEEDS["delete_account"](store, listener)
    assert made.count("BatchWriteItem") == 2
    assert [store.load(each) for each in people] == [None] * len(people)


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        ("load", ["BatchGetItem"]),
        ("save", ["UpdateItem"]),
        ("delete", ["DeleteItem"]),
        ("delete_account", ["Query", "BatchWriteItem", "Query"]),
    ],
)
@pytest.mark.parametrize("person", ["household", "ann"])
def test_each_deed_is_one_call(
    moto_client: Any, listener: Listener, deed: str, expected: list[str], person: str
) -> None:
    store, listener = DynamoStore(moto_client, TABLE), replace(listener, person=person)
    store.save(listener, Changes(bookmark=KEPT, started_at=NOW, finished=Manner.TENSE, welcomed=True), NOW)
    with calls(moto_client) as made:
        DEEDS[deed](store, listener) if deed != "save" else store.save(
            listener, Changes(preferences={"minutes": 9}), NOW
        )
    assert made == expected


def test_what_is_outdated_costs_one_look_and_one_more_write(moto_client: Any, listener: Listener) -> None:
    store = DynamoStore(moto_client, TABLE)
    store.save(listener, Changes(bookmark=KEPT, started_at=NOW + 1), NOW)
    with calls(moto_client) as made:
        store.save(listener, Changes(bookmark=KEPT, started_at=NOW, welcomed=True), NOW)
    assert made == ["UpdateItem", "BatchGetItem", "UpdateItem"]


def test_importing_the_store_opens_nothing_and_needs_no_region() -> None:
    script = "import skill.store.dynamodb, sys; print('sqlite3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], env={}, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
