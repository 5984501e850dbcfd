"""The memory in DynamoDB, for the skill in production."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from skill.network.aws import AwsSender, noting, sent_by
from skill.network.deadline import within
from skill.store import record
from skill.store.attribute_value import decode_item, encode_item
from skill.store.edit import Edit, fitting
from skill.store.port import HOUSEHOLD, Changes, Listener, Memory, StoreFault, Unanswered
from skill.store.update import update

CONFIG = Config(
    connect_timeout=0.5,
    read_timeout=0.6,
    # One more try, for the connection that died while Lambda slept. "legacy" waits 50 ms before it, whatever
    # the cause; "standard" would wait up to a second when throttled, and up to five more if the server says so.
    retries={"mode": "legacy", "total_max_attempts": 2},
)
"""A database that never answers costs the listener 1.25 s, a read and a write together 2.5 s; one that is slow, and
alive, no more than the turn's deadline leaves (skill/network/deadline.py)."""
CALL = 1.3
"""Seconds that one call may last, however slowly it is answered: a read leaves time for a write."""

BATCH = 25
"""The most that one BatchWriteItem deletes."""

_CONDITION_FAILED = "ConditionalCheckFailedException"


def make_client(config: Config = CONFIG) -> Any:
    """Return boto3's DynamoDB client, for the region, credentials and endpoint that boto3 finds by itself."""
    return sent_by(boto3.client("dynamodb", config=config), "dynamodb", AwsSender(config))


class DynamoStore:
    """Keeps the records in one table with the keys `user` and `person`; each method may raise StoreFault.

    Calls BatchGetItem to load, UpdateItem to save (and BatchGetItem where that is refused), DeleteItem to
    delete and to clear what has expired, Query and BatchWriteItem to delete an account; nothing else.
    """

    def __init__(self, client: Any, table: str, clock: Callable[[], float] = time.time) -> None:
        """Take boto3's client, the table's name, and a clock in epoch seconds."""
        self._client = client
        self._table = table
        self._clock = clock

    def load(self, listener: Listener) -> Memory | None:
        """Read the person's record and the household's in one call, and nobody else's.

        BatchGetItem of these two keys: a Query would read every person of the account. Consistent, because a
        session paused in the bedroom is taken up in the kitchen seconds later; that doubles a tiny price.
        """
        items = self._read(listener.user, dict.fromkeys((listener.person, HOUSEHOLD)))
        for person in [person for person, item in items.items() if record.expired(item, self._clock())]:
            self._clear(listener.user, person)
            del items[person]
        return record.remembered(items.get(listener.person), items.get(HOUSEHOLD))

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        """Write what changes and nothing else; where a part of it is outdated, look once, write the rest."""
        if not changes:
            return True
        edit, condition = record.edit(changes, now), record.only(of)
        with _writing():
            if self._write(listener, (*edit, *condition)):
                return True
            stored = self._read(listener.user, {listener.person: None}).get(listener.person)
            if not record.takes(stored, changes, now, of):
                return False
            if not self._write(listener, (*fitting(edit, stored or {}), *condition)):
                raise StoreFault("the record keeps changing")
            return True

    def delete(self, listener: Listener, asked: int) -> None:
        """Delete this listener's own record, unless it began later."""
        with _writing(), _faults():
            self._delete(listener.user, listener.person, _began_by(asked))

    def delete_account(self, user: str, asked: int) -> None:
        """Delete the records of everyone on this account, a batch at a time until none is found that began before."""
        while keys := self._keys(user, asked):
            requests = [{"DeleteRequest": {"Key": key}} for key in keys]
            with _faults():
                answer = self._client.batch_write_item(RequestItems={self._table: requests})
            # What was left over is found again by the next query.
            if len(answer.get("UnprocessedItems", {}).get(self._table, [])) == len(keys):
                raise StoreFault("DynamoDB left everything undeleted")

    def _read(self, user: str, persons: dict[str, None]) -> dict[str, dict[str, Any]]:
        keys = [_key(user, person) for person in persons]
        with _faults():
            answer = self._client.batch_get_item(
                RequestItems={self._table: {"Keys": keys, "ConsistentRead": True}},
            )
        if answer.get("UnprocessedKeys") or "Responses" not in answer:
            raise StoreFault("DynamoDB left something unread")
        items = [decode_item(item) for found in answer["Responses"].values() for item in found]
        return {item[record.PERSON]: item for item in items}

    def _write(self, listener: Listener, edit: Edit) -> bool:
        """Say whether all of the edit fitted; if not, nothing of it has been written."""
        key = _key(listener.user, listener.person)
        with _faults():
            return _fulfilled(lambda: self._client.update_item(TableName=self._table, Key=key, **update(edit)))

    def _clear(self, user: str, person: str) -> None:
        """Delete an expired record not swept away yet, unless it has just been written again."""
        expired = _Condition("#expires <= :now", {"#expires": record.EXPIRES}, {":now": int(self._clock())})
        with _faults():
            self._delete(user, person, expired)

    def _delete(self, user: str, person: str, condition: "_Condition") -> None:
        """Delete a record where the condition is met; that it isn't is no fault."""
        _fulfilled(
            lambda: self._client.delete_item(
                TableName=self._table,
                Key=_key(user, person),
                ConditionExpression=condition.expression,
                ExpressionAttributeNames=condition.names,
                ExpressionAttributeValues=encode_item(condition.values),
            )
        )

    def _keys(self, user: str, asked: int) -> list[dict[str, Any]]:
        """Return the keys of some records that began by then; none where there is no more."""
        began = _began_by(asked)
        start: dict[str, Any] = {}
        while True:
            with _faults():
                answer = self._client.query(
                    TableName=self._table,
                    KeyConditionExpression="#user = :user",
                    FilterExpression=began.expression,
                    ProjectionExpression="#user, #person",
                    ExpressionAttributeNames={"#user": record.USER, "#person": record.PERSON, **began.names},
                    ExpressionAttributeValues=encode_item({":user": user, **began.values}),
                    ConsistentRead=True,
                    Limit=BATCH,
                    **start,
                )
            if "Items" not in answer:
                raise StoreFault("DynamoDB left something unread")
            found: list[dict[str, Any]] = answer["Items"]
            if found or not answer.get("LastEvaluatedKey"):
                return found
            start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


@dataclass(frozen=True)
class _Condition:
    """An expression of DynamoDB's, with its names and values."""

    expression: str
    names: dict[str, str]
    values: dict[str, Any]


def _began_by(moment: int) -> _Condition:
    """Return what record.began_by says."""
    later = "attribute_type(#since, :number) AND #since > :moment"
    return _Condition(f"NOT ({later})", {"#since": record.SINCE}, {":number": "N", ":moment": moment})


def _key(user: str, person: str) -> dict[str, Any]:
    return encode_item({record.USER: user, record.PERSON: person})


def _fulfilled(call: Callable[[], object]) -> bool:
    """Say whether the condition of a write was met."""
    try:
        call()
    except ClientError as error:
        if _code(error) != _CONDITION_FAILED:
            raise
        return False
    return True


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", "unknown"))


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what botocore raises into StoreFault; `from None`, because its own messages may hold a user id."""
    try:
        with within(CALL):
            yield
    except ClientError as error:
        raise StoreFault(f"DynamoDB refused: {_code(error)}") from None
    except (BotoCoreError, UnicodeEncodeError) as error:
        raise StoreFault(f"DynamoDB did not answer: {type(error).__name__}") from None


@contextmanager
def _writing() -> Iterator[None]:
    """Say of a write that fails whether a try of it may have been done: the last one's fault alone doesn't tell."""
    with noting() as tries:
        try:
            yield
        except StoreFault as fault:
            if not tries.lost:
                raise
            raise Unanswered(str(fault)) from None
