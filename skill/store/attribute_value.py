"""DynamoDB's own notation of values: {"N": "7"} for 7.

In the place of boto3.dynamodb.types, which reads every number as a Decimal.
"""

from collections.abc import Mapping
from typing import Any

Value = dict[str, Any]


def encode_item(item: Mapping[str, Any]) -> dict[str, Value]:
    """Return plain values as DynamoDB writes them; raises TypeError for one that has no place in a record."""
    return {name: encode(value) for name, value in item.items()}


def decode_item(item: Mapping[str, Value]) -> dict[str, Any]:
    """Return what DynamoDB wrote as plain values."""
    return {name: decode(value) for name, value in item.items()}


def encode(value: Any) -> Value:
    """Return one plain value as DynamoDB writes it; raises TypeError for a float, a set and anything else."""
    match value:
        case None:
            return {"NULL": True}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case str():
            return {"S": value}
        case list():
            return {"L": [encode(entry) for entry in value]}
        case dict():
            return {"M": encode_item(value)}
    raise TypeError(f"a record holds no {type(value).__name__}")


def decode(value: Value) -> Any:
    """Return one value as plain Python; None for a kind that this code never writes."""
    match value:
        case {"S": str(plain)} | {"BOOL": bool(plain)}:
            return plain
        case {"N": str(digits)}:
            return _whole(digits)
        case {"L": list(entries)}:
            return [decode(entry) for entry in entries]
        case {"M": dict(entries)}:
            return decode_item(entries)
    return None


def _whole(digits: str) -> int | None:
    try:
        return int(digits)
    except ValueError:
        return None
