"""What a single value of content must be; each check returns the value, or raises ValueError with the reason."""

import re
import string
import unicodedata
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Any, TypeVar

from skill.practice.declaration import PLAIN, Declaration
from skill.practice.muscle_group import Side
from skill.practice.name import NAMED

Member = TypeVar("Member", bound=StrEnum)
TODO, UNWRITTEN = "TODO", "still to be written"
"""How a translator's work that is not done yet begins, and what is said of it."""
KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What an author calls a routine, a muscle group, an area, a topic: it is kept and sent."""
UNSPEAKABLE = re.compile(r"[\d<>]")
CURLY = re.compile("[\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT DOUBLE QUOTATION MARK}"
                   "\N{RIGHT DOUBLE QUOTATION MARK}]")  # fmt: skip
STRAIGHT = "write straight quotes and apostrophes, ' and \", as every other line does"
SOUNDLESS = frozenset(("So", "Sk", "Sm", "Sc", "Cc", "Cf", "Cn", "Co", "Cs"))
"""Unicode's categories of signs that nobody can say: emoji, symbols, currencies, what controls."""
QUOTES = frozenset(("Pi", "Pf", "Ps", "Pe"))
"""Unicode's categories of quotes and brackets."""
UNSAID = re.compile(r"[%&*/\\@#\[\]^=+~|_]")
"""Signs that are read aloud by their names, or mean something to whoever makes pages."""
PAUSES = re.compile(r"\.\s*\.|\N{HORIZONTAL ELLIPSIS}|\s-|-\s|[\N{EN DASH}\N{EM DASH}]")
SHOUTED = re.compile(r"[A-Z]{4}")
ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
"""Their letters look alike, and no word has them of two."""
LONGEST_WORD = 60
"""Letters."""
PLACEHOLDER = re.compile(r"{[^{}]*}")
KINDS: dict[type, str] = {dict: ", not keys with values", list: ", one only, not a list"}
"""What stands in the place of words."""
MOST_WORDS = 150
"""Of one text: nobody listens to a longer one, or reads it on a card."""


def words(value: Any, must: Declaration = PLAIN, forms: Collection[str] = ()) -> str:
    """Return a line of words that can be spoken, with the placeholders that it must have, names in declared forms."""
    check_quoted(value)
    if value is None:
        raise ValueError("nothing stands here: write the words behind the colon or the dash")
    if isinstance(value, (int, float)) or (isinstance(value, str) and value[:1].isdigit()):
        raise ValueError("write numbers as words, they are read aloud; timing belongs to routines.yaml")
    if isinstance(value, dict) and len(value) == 1 and next(iter(value.values())) is None:
        raise ValueError('words in braces stand in "quotes" as a whole: "{minutes}"')
    if not isinstance(value, str) or not any(map(str.isalpha, value)):
        raise ValueError(f"a line of words is expected here{KINDS.get(type(value), '')}")
    if found := UNSPEAKABLE.search(value):
        if found[0].isdigit():
            raise ValueError("write numbers as words, they are read aloud; timing belongs to routines.yaml")
        raise ValueError("no tags in words; pauses and emphasis are made by the plan")
    _check_sayable(value)
    if must.spoken:
        _check_spoken(value, must)
    if must.asks and not value.rstrip().endswith("?"):
        raise ValueError("this one asks: it ends with a question mark")
    if must.placeholders or "{" in value or "}" in value:
        _check_placeholders(frozenset(placeholders(value)), must, forms)
    return " ".join(value.split())


def _check_sayable(value: str) -> None:
    """Raise ValueError for signs that have no sound, and for more words than anybody listens to."""
    if CURLY.search(value):
        raise ValueError(STRAIGHT)
    for sign in value:
        if unicodedata.category(sign) in SOUNDLESS and sign != "\n":
            raise ValueError(f"{sign!r} can't be said: write it in words, or leave it out")
    if (count := len(value.split())) > MOST_WORDS:
        raise ValueError(f"{count} words, where {MOST_WORDS} are the most: make several lines of it, or shorten it")


def _check_spoken(value: str, must: Declaration) -> None:
    """Raise ValueError for what is fit to be read but not to be heard."""
    said = PLACEHOLDER.sub("", value)
    for sign in said:
        kind = unicodedata.category(sign)
        if UNSAID.match(sign) or (kind in QUOTES and sign not in "(){}"):
            raise ValueError(f"{sign!r} can't be said: write it in words, or leave it out")
        if kind[0] == "N":
            raise ValueError("write numbers as words, they are read aloud; timing belongs to routines.yaml")
    if found := PAUSES.search(said):
        raise ValueError(
            f"{found[0].strip()!r} makes no pause: pauses are made by the plan; write a full stop or a comma"
        )
    if found := SHOUTED.search(said):
        raise ValueError("words in capitals are read letter by letter: write small ones")
    if said.count('"') % 2:
        raise ValueError("a quote is missing: they come in pairs, or not at all")
    if said.rstrip().endswith("?") and not must.asks:
        raise ValueError("nothing is asked here, as nobody listens for an answer: end with a full stop")
    for word in said.split():
        if len(word) > LONGEST_WORD:
            raise ValueError(f"a word of {len(word)} letters, where {LONGEST_WORD} are the most: is a space missing?")
        scripts = {each for each in map(_alphabet, filter(str.isalpha, word)) if each in ALPHABETS}
        if len(scripts) > 1:
            raise ValueError(
                f"{word!r} has {' and '.join(sorted(scripts)).lower()} letters, which look alike: type it anew"
            )


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def check_written(value: Any, must: Declaration) -> None:
    """Raise ValueError for what is marked as still to be written."""
    if isinstance(value, str) and value.startswith(TODO):
        raise ValueError(f"{UNWRITTEN}: {must.remedy}" if must.remedy else UNWRITTEN)


def check_quoted(value: Any) -> None:
    """Raise ValueError for a word that YAML takes for true or false."""
    if isinstance(value, bool):
        raise ValueError('put yes, no, on and off in "quotes", or they are read as true and false')


def placeholders(value: str) -> Iterator[str]:
    """Yield the names in braces."""
    try:
        found = list(string.Formatter().parse(value))
    except ValueError:
        raise ValueError("the braces do not match: write one before a name and one after it") from None
    for words, name, how, conversion in found:
        if "{" in words or "}" in words:
            raise ValueError("one brace stands before a name and one after it, no more")
        if how or conversion:
            raise ValueError(f"only a name stands in braces: {{{name}}}")
        if name is not None:
            yield name


def _check_placeholders(used: frozenset[str], must: Declaration, forms: Collection[str]) -> None:
    known = must.placeholders.union(must.may_use)
    found = set()
    for name, dot, form in (each.partition(".") for each in used):
        found.add(name)
        if dot and form not in (forms if name in NAMED else ()):
            names = ", ".join(f"{{{name}.{each}}}" for each in forms if name in NAMED) or f"only {{{name}}}"
            raise ValueError(f"{{{name}.{form}}} picks no form that language.yaml declares; there is {names}")
    for name in sorted(found - known):
        names = ", ".join(f"{{{name}}}" for name in sorted(known))
        raise ValueError(f"unknown placeholder {{{name}}}; this line has {names or 'none'}")
    for name in sorted(must.placeholders - found):
        raise ValueError(f"placeholder {{{name}}} is missing: put it where its words belong")


def formed(value: Any, must: Declaration) -> str:
    """Return a text of the declared form."""
    check_quoted(value)
    if isinstance(value, str) and re.fullmatch(must.form, value):
        return value
    if value in (None, ""):
        raise ValueError(f"nothing stands here: {must.what} is expected")
    if isinstance(value, str) and CURLY.match(value):
        raise ValueError(STRAIGHT)
    raise ValueError(f"{must.what} is expected here, not {value!r}")


def named(value: Any, known: Collection[str], must: Declaration) -> str:
    """Return the key of something that there is; any, where what there is could not be read."""
    if isinstance(value, str) and (value in known or not known):
        return value
    remedy = must.remedy or f"there are {', '.join(known)}"
    raise ValueError(f"there is no {must.what} {value!r}: {remedy}")


def member(value: Any, kind: type[Member]) -> Member:
    """Return the member of an enum."""
    if isinstance(value, str) and value in kind.__members__.values():
        return kind(value)
    raise ValueError(f"one of {', '.join(kind)} is expected here, not {value!r}")


def one_side(value: Any) -> Side:
    """Return the side that a step of a routine is told."""
    side = member(value, Side)
    if side is Side.BOTH:
        raise ValueError("both sides are meant where none is named: take /both out")
    return side


def check_within(words: str) -> None:
    """Raise ValueError for a name that can't stand within a sentence."""
    if words[-1] in ".?!,;:":
        raise ValueError(f"a name stands within sentences: take {words[-1]!r} out at its end")


def flag(value: Any) -> bool:
    """Return true or false."""
    if isinstance(value, bool):
        return value
    raise ValueError("true or false is expected here, without quotes")


def number(value: Any, must: Declaration, kind: type[float]) -> float:
    """Return a number between two bounds, a whole one where the kind is int."""
    if type(value) in (int, kind) and must.least <= value <= must.most:
        return kind(value)
    whole = "whole number" if kind is int else "number"
    raise ValueError(f"a {must.what or f'{whole} from {must.least:g} to {must.most:g}'} is expected here")


def span(value: Any, must: Declaration) -> tuple[int, int]:
    """Return the shortest and the longest of a silence, in seconds."""
    match value:
        case [int(low), int(high)] if bool not in map(type, value) and max(0, must.least) <= low <= high <= must.most:
            return low, high
    unit, least = must.what or "seconds", f"{must.least:g} at least, " if must.least > 0 else ""
    raise ValueError(f"two whole numbers of {unit} are expected here, the shorter first, {least}{must.most:g} at most")
