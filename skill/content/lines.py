"""Checks the lines of content against their declaration; every fault names the file, the key and the reason."""

import string
from collections.abc import Iterable, Mapping
from dataclasses import Field, fields
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from _typeshed import DataclassInstance  # is there for type checkers only

Lines = TypeVar("Lines", bound="DataclassInstance")
Raw = Mapping[str, Any]


class ContentError(Exception):
    """Something in content/ cannot be used."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}")
        self.file, self.key, self.reason = file, key, reason


def read_lines(cls: type[Lines], raw: Any, file: str) -> Lines:
    """Return a dataclass of lines filled from a mapping; raises ContentError."""
    types = get_type_hints(cls)
    declared = {each.name: each for each in fields(cls)}
    check_keys(raw, declared, file)
    return cls(**{name: _value(types[name], raw[name], declared[name], file) for name in declared})


def check_keys(raw: Any, wanted: Iterable[str], file: str, at: str = "", optional: Iterable[str] = ()) -> None:
    """Raise ContentError unless a mapping has exactly the wanted keys, and at most the optional ones besides."""
    if not isinstance(raw, Mapping):
        raise ContentError(file, at or "(the whole file)", "keys with values are expected here")
    wanted, optional = set(wanted), set(optional)
    for key in raw:
        if key not in wanted | optional:
            raise ContentError(file, _path(at, str(key)), "unknown key; is it spelled as in the other files?")
    for key in sorted(wanted - set(raw)):
        raise ContentError(file, _path(at, key), "this key is missing")


def check_text(value: Any, file: str, key: str) -> str:
    """Return the value if it is words that can be spoken; raises ContentError."""
    if isinstance(value, bool):
        raise ContentError(file, key, 'put yes, no, on and off in "quotes", or they are read as true and false')
    if not isinstance(value, str) or not value.strip():
        raise ContentError(file, key, "a line of words is expected here")
    if any(character.isdigit() for character in value):
        raise ContentError(file, key, "write numbers as words, they are read aloud; timing belongs to routines.yaml")
    if "<" in value or ">" in value:
        raise ContentError(file, key, "no tags in words; pauses and emphasis are made by the plan")
    return " ".join(value.split())


def placeholders(value: str, file: str, key: str) -> frozenset[str]:
    """Return the names in braces; raises ContentError where braces do not match."""
    try:
        found = [each for each in string.Formatter().parse(value) if each[1] is not None]
    except ValueError as error:
        raise ContentError(file, key, f"the braces do not match ({error})") from None
    for _, name, how, conversion in found:
        if how or conversion:
            raise ContentError(file, key, f"only a name stands in braces: {{{name}}}")
    return frozenset(str(name) for _, name, _, _ in found)


def _value(kind: Any, value: Any, declared: "Field[Any]", file: str) -> Any:
    allowed, key = declared.metadata["placeholders"], declared.name
    if get_origin(kind) is tuple:
        if not isinstance(value, (list, tuple)) or not value:
            raise ContentError(file, key, "a list of phrasings is expected here, each line beginning with a dash")
        lines = [_line(each, allowed, file, f"{key}[{order}]") for order, each in enumerate(value, start=1)]
        return tuple(_asked(each, declared, file) for each in lines)
    if kind is str:
        return _asked(_line(value, allowed, file, key), declared, file)
    key_type = get_args(kind)[0]
    wanted = declared.metadata["of"] or (tuple(value) if key_type is str else tuple(key_type))
    check_keys(value, wanted, file, key)
    return {key_type(each): _line(value[each], allowed, file, _path(key, each)) for each in value}


def _asked(words: str, declared: "Field[Any]", file: str) -> str:
    if declared.metadata["asks"] and not words.endswith("?"):
        raise ContentError(file, declared.name, "this one asks: it ends with a question mark")
    return words


def _line(value: Any, allowed: frozenset[str], file: str, key: str) -> str:
    words = check_text(value, file, key)
    found = placeholders(words, file, key)
    for name in sorted(found - allowed):
        raise ContentError(file, key, f"unknown placeholder {{{name}}}; {_listed(allowed)}")
    for name in sorted(allowed - found):
        raise ContentError(file, key, f"placeholder {{{name}}} is missing")
    return words


def _listed(allowed: frozenset[str]) -> str:
    names = ", ".join(f"{{{name}}}" for name in sorted(allowed))
    return f"this line has {names}" if names else "this line has none"


def _path(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key
