"""An edit: what one save writes into a record, said once for every database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Guard:
    """Its part is outdated where the stored number is higher; what is no number holds nothing up."""

    attribute: str
    most: int
    beyond: int | None = None
    """Neither does a higher number than this: of a moment, one that has yet to come."""

    def holds(self, item: Mapping[str, Any]) -> bool:
        """Say whether the part may still be written into this item."""
        stored = item.get(self.attribute)
        untrue = self.beyond is not None and type(stored) is int and stored > self.beyond
        return type(stored) is not int or stored <= self.most or untrue


@dataclass(frozen=True)
class Part:
    """Attributes that are written together or not at all."""

    put: Mapping[str, Any] = field(default_factory=dict)
    remove: tuple[str, ...] = ()
    count: tuple[str, ...] = ()
    """The attributes to which one is added."""
    guards: tuple[Guard, ...] = ()
    once: Mapping[str, Any] = field(default_factory=dict)
    """Attributes that are written only where they are not there yet."""
    needs: str = ""
    """An attribute that has to be there."""

    def mended(self, item: Mapping[str, Any]) -> "Part":
        """Return this part with a count begun anew where something else than a number is stored."""
        anew = {name: 1 for name in self.count if type(item.get(name, 0)) is not int}
        return replace(self, put={**self.put, **anew}, count=tuple(name for name in self.count if name not in anew))


Edit = tuple[Part, ...]


def fitting(edit: Edit, item: Mapping[str, Any]) -> Edit:
    """Return the edit without its outdated parts, fit to be written into what is stored."""
    return tuple(part.mended(item) for part in edit if all(guard.holds(item) for guard in part.guards))


def applied(edit: Edit, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the item with a fitting edit written into it; what the edit does not name stays."""
    result = dict(item)
    for part in edit:
        result.update(part.put)
        result = {**part.once, **result}
        for name in part.remove:
            result.pop(name, None)
        for name in part.count:
            result[name] = result.get(name, 0) + 1
    return result
