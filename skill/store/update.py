"""An edit in DynamoDB's words: the expressions of one UpdateItem."""

import re
from typing import Any

from skill.store.attribute_value import encode
from skill.store.edit import Edit, Guard


def update(edit: Edit) -> dict[str, Any]:
    """Return the arguments of UpdateItem that write this edit, provided that all of it fits what is stored.

    Every attribute goes by a placeholder, since several of DynamoDB's reserved words are among them, and areas on one
    side, which have a slash.
    """
    put = {name: value for part in edit for name, value in part.put.items()}
    removed = [name for part in edit for name in part.remove]
    counted = [name for part in edit for name in part.count]
    guards = [part.guard for part in edit if part.guard is not None]
    guarded = [guard.attribute for guard in guards]
    values = {f":{_plain(name)}": encode(value) for name, value in put.items()}
    if counted:
        values[":one"] = encode(1)
    sections = [
        _section("SET", [f"#{_plain(name)} = :{_plain(name)}" for name in put]),
        _section("REMOVE", [f"#{_plain(name)}" for name in removed]),
        _section("ADD", [f"#{_plain(name)} :one" for name in counted]),
    ]
    return {
        "UpdateExpression": " ".join(filter(None, sections)),
        "ExpressionAttributeNames": {f"#{_plain(name)}": name for name in (*put, *removed, *counted, *guarded)},
        "ExpressionAttributeValues": values,
        **_condition(guards, counted, values),
    }


def _condition(guards: list[Guard], counted: list[str], values: dict[str, Any]) -> dict[str, str]:
    """Return edit.Guard.holds and the case that edit.Part.mended mends as one condition, and add its values."""
    names = [guard.attribute for guard in guards]
    terms = [
        *(f"(NOT attribute_type(#{name}, :number) OR #{name} <= :{name}_most)" for name in names),
        *(f"(attribute_not_exists(#{name}) OR attribute_type(#{name}, :number))" for name in counted),
    ]
    if not terms:
        return {}
    values[":number"] = encode("N")
    values.update({f":{guard.attribute}_most": encode(guard.most) for guard in guards})
    return {"ConditionExpression": " AND ".join(terms)}


def _plain(name: str) -> str:
    """Return a name as a placeholder may have it: letters, digits and underscores."""
    return re.sub(r"\W", lambda found: f"_{ord(found[0])}_", name, flags=re.ASCII)


def _section(word: str, clauses: list[str]) -> str:
    return f"{word} {', '.join(clauses)}" if clauses else ""
