"""What the skill uses: calls, units and bytes, as DynamoDB counts them and Alexa gets them."""

import json
import math
import time
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import boto3

from tests.bench.warm_turn import CONTEXT
from tests.store.table import REGION, TABLE

Use = defaultdict[str, float]
"""Calls by operation; requests, units, bytes and seconds by name."""


def size(value: Mapping[str, Any]) -> int:
    """Return the bytes that DynamoDB counts for a value in its own notation."""
    ((kind, plain),) = value.items()
    match kind:
        case "S":
            return len(plain.encode())
        case "N":
            return (len(plain.strip("-")) + 1) // 2 + 1
        case "M":
            return 3 + sum(1 + len(name.encode()) + size(each) for name, each in plain.items())
        case "L":
            return 3 + sum(1 + size(each) for each in plain)
    return 1


def item_size(item: Mapping[str, Any]) -> int:
    """Return the bytes that DynamoDB counts for an item, 0 for none."""
    return sum(len(name.encode()) + size(value) for name, value in item.items())


class Meter:
    """Counts what the skill uses: the calls of every client of boto3's default session, and each request."""

    def __init__(self, plain: Any) -> None:
        """Take a client that isn't counted, to look at items with."""
        self.use: Use = Use(float)
        self._plain, self._before = plain, 0
        boto3.setup_default_session(region_name=REGION)
        boto3.DEFAULT_SESSION.events.register("before-parameter-build", self._called)
        boto3.DEFAULT_SESSION.events.register("after-call", self._answered)

    def skill(self, handler: Any, event: dict[str, Any]) -> dict[str, Any]:
        """Answer a request as Lambda would, made this moment although nobody waited for it, and count it."""
        event["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        start = time.thread_time()
        answer: dict[str, Any] = handler(event, CONTEXT)
        self.use["requests"] += 1
        self.use["milliseconds of CPU"] += (time.thread_time() - start) * 1000
        self.use["response bytes"] += len(json.dumps(answer))
        return answer

    def _called(self, params: Mapping[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        self.use["calls"] += 1
        self.use[model.name] += 1
        context["key"] = params.get("Key")
        self._before = self._stored(context["key"])
        for key in params.get("RequestItems", {}).get(TABLE, {}).get("Keys", []):
            # A strongly consistent read: a unit for each 4 KB of each item, and one where there is none.
            self.use["read units"] += max(1, math.ceil(self._stored(key) / 4096))

    def _answered(self, model: Any, context: dict[str, Any], **_: Any) -> None:
        if model.name in ("UpdateItem", "DeleteItem"):
            after = self._stored(context["key"])
            # A unit for each 1 KB of the larger of what was and what is.
            self.use["write units"] += max(1, math.ceil(max(self._before, after) / 1024))
            self.use["record bytes"] = max(self.use["record bytes"], after)

    def _stored(self, key: Mapping[str, Any] | None) -> int:
        return item_size(self._plain.get_item(TableName=TABLE, Key=key).get("Item", {})) if key else 0
