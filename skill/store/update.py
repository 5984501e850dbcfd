"""An edit in DynamoDB's words: the expressions of one UpdateItem."""

from typing import Any

from skill.store.attribute_value import encode
from skill.store.edit import Edit, Guard


def update(edit: Edit) -> dict[str, Any]:
    """Return the arguments of UpdateItem that write this edit, provided that all of it fits what is stored.

    Every attribute goes by a placeholder, since several of DynamoDB's reserved words are among them, and areas on one
    side, which have a slash. They are short, and equal values share one: an expression has at most 4 KB.
    """
    put = {name: encode(value) for part in edit for name, value in part.put.items()}
    removed = [name for part in edit for name in part.remove]
    counted = [name for part in edit for name in part.count]
    once = {name: encode(value) for part in edit for name, value in part.once.items()}
    needed = [part.needs for part in edit if part.needs]
    guards = dict.fromkeys(guard for part in edit for guard in part.guards)
    named = dict.fromkeys((*put, *once, *removed, *counted, *needed, *(guard.attribute for guard in guards)))
    names, values = {name: f"#{order}" for order, name in enumerate(named)}, _Values()
    sets = [
        *(f"{names[name]} = {values.of(value)}" for name, value in put.items()),
        *(f"{names[name]} = if_not_exists({names[name]}, {values.of(value)})" for name, value in once.items()),
    ]
    sections = [
        _section("SET", sets),
        _section("REMOVE", [names[name] for name in removed]),
        _section("ADD", [f"{names[name]} {values.of(encode(1))}" for name in counted]),
    ]
    terms = [
        *(f"attribute_exists({names[name]})" for name in needed),
        *(f"(NOT {_is_number(names[each.attribute], values)} OR {_at_most(names, each, values)})" for each in guards),
        *(f"(attribute_not_exists({names[name]}) OR {_is_number(names[name], values)})" for name in counted),
    ]
    return {
        "UpdateExpression": " ".join(filter(None, sections)),
        **({"ConditionExpression": " AND ".join(terms)} if terms else {}),
        "ExpressionAttributeNames": {placeholder: name for name, placeholder in names.items()},
        "ExpressionAttributeValues": values.by_placeholder,
    }


class _Values:
    """The values of an expression, each once."""

    def __init__(self) -> None:
        self.by_placeholder: dict[str, Any] = {}

    def of(self, value: Any) -> str:
        """Return the placeholder of a value as DynamoDB writes it."""
        for placeholder, known in self.by_placeholder.items():
            if known == value:
                return placeholder
        placeholder = f":{len(self.by_placeholder)}"
        self.by_placeholder[placeholder] = value
        return placeholder


def _is_number(name: str, values: _Values) -> str:
    return f"attribute_type({name}, {values.of(encode('N'))})"


def _at_most(names: dict[str, str], guard: Guard, values: _Values) -> str:
    """Return edit.Guard.holds as a condition."""
    name = names[guard.attribute]
    most = f"{name} <= {values.of(encode(guard.most))}"
    return most if guard.beyond is None else f"{most} OR {name} > {values.of(encode(guard.beyond))}"


def _section(word: str, clauses: list[str]) -> str:
    return f"{word} {', '.join(clauses)}" if clauses else ""
