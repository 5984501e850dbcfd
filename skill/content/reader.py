"""Reads plain values as dataclasses declare them, and collects every fault on the way."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from enum import StrEnum
from functools import cache
from types import MappingProxyType, UnionType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, get_args, get_origin

from skill.content import checks
from skill.content.fault import WHOLE, ContentError, Fault, Partial
from skill.practice.declaration import PLAIN, Declaration, declared
from skill.practice.muscle_group import Side
from skill.practice.name import Name
from skill.practice.routine import Step

if TYPE_CHECKING:
    from _typeshed import DataclassInstance  # is there for type checkers only

Values = TypeVar("Values", bound="DataclassInstance")
SINGLE = {str, Name, bool, int, float, Step, tuple[int, int]}
"""Types of a single value, besides enums."""
PLAIN_FORM = "plain"
"""The key of a name's plain form, where it is given in forms."""
NOTHING: Mapping[str, str] = MappingProxyType({})
SPELLED = "take it out, or see in the other files how it is spelled"
FAULTY: Any = object()
"""In the place of what could not be read."""


class Text(NamedTuple):
    """Words of content, and where they stand."""

    file: str
    key: str
    words: str
    spoken: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one file; several may share what they collect."""

    file: str
    known: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The keys that there are, by part of content."""
    compiled: bool = False
    """Its texts were checked when they were compiled, and are taken as they are: a function starts sooner."""
    faults: list[Fault] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def fault(self, key: str, reason: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(self.file, key or WHOLE, reason))

    def opened(self, raw: Any) -> Any:
        """Return what could be read of a file, noting what is wrong with it in itself; FAULTY where nothing could."""
        if not isinstance(raw, Partial):
            return raw
        self.faults.extend(raw.faults)
        return FAULTY if raw.values is None else raw.values

    def close(self) -> None:
        """Raise ContentError if there was any fault."""
        if self.faults:
            raise ContentError(*self.faults)

    def parts(self, cls: "type[DataclassInstance]", raw: Any, at: str = "") -> dict[str, Any]:
        """Return those fields of a dataclass that can be read, by name."""
        every, needed = _declarations(cls)
        given = {} if raw is FAULTY else raw if self.compiled else self.keys(raw, needed, at, every, needed)
        read = {
            name: self.value(kind, given[name], _path(at, name), must)
            for name, (kind, must) in every.items()
            if name in given
        }
        return _sound(read)

    def value(self, kind: Any, raw: Any, at: str = "", must: Declaration = PLAIN) -> Any:
        """Return a value of a type as it is declared, or FAULTY; mappings and lists without what is faulty."""
        if kind is str and self.compiled:
            return " ".join(raw.split())
        if kind is Name and isinstance(raw, Mapping):
            return self._declined(raw, at, must)
        if _is_single(kind):
            return self._single(kind, raw, at, must)
        origin, inner = get_origin(kind), get_args(kind)
        if origin is UnionType:
            return self.value(inner[0], raw, at, must)
        if origin is tuple:
            return self._list(inner[0], raw, at, must)
        if origin is Mapping:
            return self._mapping(inner[0], inner[1], raw, at, must)
        return self._whole(kind, raw, at)

    def keys(
        self,
        raw: Any,
        needed: Iterable[str],
        at: str = "",
        known: Iterable[str] = (),
        remedies: Mapping[str, str] = NOTHING,
        remedy: str = SPELLED,
    ) -> Mapping[str, Any]:
        """Return a mapping that has all the keys needed, and at most the known ones besides; else note the faults."""
        if not isinstance(raw, Mapping):
            self.fault(at, "keys with values are expected here, each on a line of its own: `key: value`")
            return {}
        needed = dict.fromkeys(needed)
        known = dict.fromkeys((*needed, *known))
        for key in (key for key in raw if key not in known):
            from difflib import get_close_matches  # for a fault alone, which no start of the function has

            alike = get_close_matches(key, [each for each in known if each not in raw], 1)
            self.fault(_path(at, key), f"unknown key; {_meant(alike, remedy)}")
        for key in (key for key in needed if key not in raw):
            self.fault(_path(at, key), f"this key is missing: {remedies.get(key) or 'add it, with its value'}")
        return raw

    def _whole(self, cls: Any, raw: Any, at: str) -> Any:
        if raw is FAULTY:
            return FAULTY
        before = len(self.faults)
        given = self.parts(cls, raw, at)
        return cls(**given) if len(self.faults) == before else FAULTY

    def _declined(self, raw: Mapping[str, Any], at: str, must: Declaration) -> Any:
        """Return a name in its forms."""
        before = len(self.faults)
        given = self.keys(raw, (PLAIN_FORM, *self.known.get("forms", ())), at)
        forms = {form: self.value(str, words, _path(at, form), must) for form, words in given.items()}
        return Name(forms.pop(PLAIN_FORM), forms) if len(self.faults) == before else FAULTY

    def _list(self, kind: Any, raw: Any, at: str, must: Declaration) -> Any:
        if not isinstance(raw, list):
            self.fault(at, "a list is expected here: in [brackets], or each entry on a line with a dash")
            return FAULTY
        if len(raw) < must.fewest:
            self.fault(at, f"{len(raw)} of them stand here, and at least {must.fewest} are needed: add some")
        if self.compiled:
            return tuple(self.value(kind, each, at, must) for each in raw)
        read = tuple(self.value(kind, each, f"{at}[{order}]", must) for order, each in enumerate(raw, start=1))
        for order, value in enumerate(read, start=1):
            if value is not FAULTY and not must.again and value in read[: order - 1]:
                first = read.index(value) + 1
                self.fault(f"{at}[{order}]", f"this is the same as {at}[{first}]: take it out, or write another one")
        return tuple(value for value in read if value is not FAULTY)

    def _mapping(self, key: Any, kind: Any, raw: Any, at: str, must: Declaration) -> Any:
        if key is Side and not (isinstance(raw, Mapping) and raw.keys() & set(Side)):
            name = self.value(kind, raw, at, must)
            return {} if name is FAULTY else {Side.BOTH: name}
        if key is str and not (must.keys or must.by_word) and isinstance(raw, Mapping):
            for each in (each for each in raw if not checks.KEY.fullmatch(each)):
                self.fault(_path(at, each), "a key is made of small letters, digits and _, a letter first: change it")
        keys: Iterable[str] = self.known[must.keys] if isinstance(must.keys, str) and must.keys else must.keys
        if not keys:
            keys = raw if key is str and isinstance(raw, Mapping) else () if key is str else key
        needed = () if must.partly else keys
        given = self.keys(raw, needed, at, keys, dict.fromkeys(needed, must.remedy), must.remedy or SPELLED)
        inner = replace(must, keys="", partly=False) if must.keys else must
        read = {each: self.value(kind, given[each], _path(at, each), inner) for each in keys if each in given}
        return {key(each): value for each, value in _sound(read).items()}

    def _single(self, kind: Any, raw: Any, at: str, must: Declaration) -> Any:
        try:
            checks.check_written(raw, must)
            return self._checked(kind, raw, at, must)
        except ValueError as reason:
            self.fault(at, str(reason))
            return FAULTY

    def _checked(self, kind: Any, raw: Any, at: str, must: Declaration) -> Any:
        if kind is str:
            return self._text(raw, at, must)
        if kind is Name:
            words = self._text(raw, at, must)
            checks.check_within(words)
            return Name(words, dict.fromkeys(self.known.get("forms", ()), words))
        if kind is bool:
            return checks.flag(raw)
        if kind in (int, float):
            return checks.number(raw, must, kind)
        if kind is Step:
            group, slash, side = raw.partition("/") if isinstance(raw, str) else (raw, "", "")
            return Step(checks.named(group, self.known["groups"], must), checks.one_side(side) if slash else None)
        if kind == tuple[int, int]:
            return checks.span(raw, must)
        return checks.member(raw, kind)

    def _text(self, raw: Any, at: str, must: Declaration) -> str:
        if self.compiled:
            return " ".join(raw.split())
        if must.among:
            return checks.named(raw, self.known[must.among], must)
        if must.form:
            return checks.formed(raw, must)
        words = checks.words(raw, must, self.known.get("forms", ()))
        self.texts.append(Text(self.file, at, words, must.spoken))
        return words


@cache
def _declarations(cls: "type[DataclassInstance]") -> tuple[dict[str, tuple[Any, Declaration]], dict[str, str]]:
    """Return the type and declaration of every field, and those that are needed with the remedy where they miss."""
    every = {each.name: (each.type, declared(each.metadata)) for each in fields(cls)}
    return every, {
        each.name: every[each.name][1].remedy for each in fields(cls) if each.default is each.default_factory is MISSING
    }


@cache
def _is_single(kind: Any) -> bool:
    return kind in SINGLE or (isinstance(kind, type) and issubclass(kind, StrEnum))


def _sound(read: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in read.items() if value is not FAULTY}


def _meant(alike: Sequence[str], remedy: str) -> str:
    if not alike:
        return remedy
    return f"is {alike[0]} meant?" if remedy == SPELLED else f"is {alike[0]} meant? {remedy}"


def _path(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key
