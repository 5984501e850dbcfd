"""Phrasings: what content says in several ways, and a library that says it in one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from skill.practice.declaration import declared
from skill.practice.library import Library


def each_phrasing(library: Library) -> Iterator[Library]:
    """Yield libraries that together say every phrasing: in each, all phrasings of a line are the same one."""
    spoken = (library.guidance, *library.groups.values())
    for turn in range(max(len(each) for value in spoken for each in pools(value))):
        yield replace(library, guidance=_one(library.guidance, turn), groups=_one(library.groups, turn))


def pools(value: Any) -> Iterator[tuple[str, ...]]:
    """Yield the lists of phrasings in a value of content; a list that must be of some length is none."""
    if _is_pool(value):
        yield value
    else:
        for each in _inner(value).values():
            yield from pools(each)


def _is_pool(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(each, str) for each in value)


def _one(value: Any, turn: int) -> Any:
    if _is_pool(value):
        return (value[turn % len(value)],) * len(value)
    inner = {key: _one(each, turn) for key, each in _inner(value).items()}
    if isinstance(value, tuple):
        return tuple(inner.values())
    if isinstance(value, Mapping):
        return inner
    return replace(value, **inner) if inner else value


def _inner(value: Any) -> Mapping[Any, Any]:
    """Return the values within a value, by key."""
    if isinstance(value, Mapping):
        return value
    if isinstance(value, tuple):
        return dict(enumerate(value))
    if is_dataclass(value):
        return {each.name: getattr(value, each.name) for each in fields(value) if declared(each.metadata).fewest == 1}
    return {}
