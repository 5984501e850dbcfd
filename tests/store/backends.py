"""The stores under test, each with a way past it to the item that is really stored."""

import json
import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from skill.store import record
from skill.store.attribute_value import decode_item, encode_item
from skill.store.dynamodb import DynamoStore
from skill.store.memory_store import MemoryStore
from skill.store.port import Listener, Store
from skill.store.sqlite import SqliteStore
from tests.store.table import TABLE

START = 1_800_000_000
"""When a test begins, in epoch seconds."""


@dataclass
class Clock:
    """A clock that stands still until it is set."""

    now: int = START

    def __call__(self) -> float:
        return self.now


class Backend(ABC):
    """A store, and the items behind it."""

    store: Store
    clock: Clock

    @abstractmethod
    def put(self, listener: Listener, item: dict[str, Any]) -> None:
        """Write an item as other code would have done."""

    @abstractmethod
    def get(self, listener: Listener) -> dict[str, Any] | None:
        """Return the stored item without its keys."""


class InProcess(Backend):
    def __init__(self) -> None:
        self.clock = Clock()
        self.store = self.memory = MemoryStore(self.clock)

    def put(self, listener: Listener, item: dict[str, Any]) -> None:
        self.memory.items[listener] = item

    def get(self, listener: Listener) -> dict[str, Any] | None:
        item = self.memory.items.get(listener)
        return None if item is None else dict(item)


class Sqlite(Backend):
    def __init__(self, path: Path) -> None:
        self.clock = Clock()
        self.path = path
        self.store = SqliteStore(path, self.clock)

    def put(self, listener: Listener, item: dict[str, Any]) -> None:
        self.store.load(listener)
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            row = (listener.user, listener.person, json.dumps(item))
            connection.execute("INSERT OR REPLACE INTO record VALUES (?, ?, ?)", row)

    def get(self, listener: Listener) -> dict[str, Any] | None:
        with closing(sqlite3.connect(self.path)) as connection:
            query = "SELECT item FROM record WHERE user = ? AND person = ?"
            row = connection.execute(query, (listener.user, listener.person)).fetchone()
        return json.loads(row[0]) if row else None


class Dynamo(Backend):
    def __init__(self, client: Any, table: str = TABLE) -> None:
        self.clock = Clock()
        self.client, self.table = client, table
        self.store = DynamoStore(client, table, self.clock)

    def put(self, listener: Listener, item: dict[str, Any]) -> None:
        self.client.put_item(TableName=self.table, Item=encode_item(item) | keys(listener))

    def get(self, listener: Listener) -> dict[str, Any] | None:
        stored = self.client.get_item(TableName=self.table, Key=keys(listener), ConsistentRead=True).get("Item")
        if stored is None:
            return None
        return decode_item({name: value for name, value in stored.items() if name not in keys(listener)})


def keys(listener: Listener) -> dict[str, Any]:
    """Return the key of a listener's item."""
    return encode_item({record.USER: listener.user, record.PERSON: listener.person})


def somebody() -> Listener:
    """Return a listener whom no test has met."""
    return Listener(f"amzn1.ask.account.{uuid4()}")
