"""A language: where it is served, how its names decline, and how the skill is called in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from skill.content.fault import Fault
from skill.practice.declaration import declare
from skill.practice.line import line

LANGUAGE = "language.yaml"
SMALL = {"form": r"[^\W\dA-Z_][^\dA-Z_]*", "what": "a text in small letters"}
TAKEN = "|".join(name for name in dir(str) if not name.startswith("_"))
FORM = {"form": rf"(?!(?:{TAKEN})$)[a-z]+", "what": "a form's name in small letters, another name than lower or title,"}
"""A form is an attribute of a text, beside those that any text has."""


def _small(**more: Any) -> Any:
    return declare(**SMALL, **more)


@dataclass(frozen=True)
class Calling:
    """How the skill is called where no Alexa hears it; all in small letters."""

    names: tuple[str, ...] = _small()
    """What it is called; the first is the invocation name."""
    wake: tuple[str, ...] = _small()
    """What a device listens for."""
    polite: tuple[str, ...] = _small(fewest=0)
    """What may stand before a call, even several times."""
    thanks: tuple[str, ...] = _small(fewest=0)
    """What may stand after it."""
    launch: tuple[str, ...] = _small(fewest=0)
    link: tuple[str, ...] = _small(fewest=0)
    by: tuple[str, ...] = _small(fewest=0)
    calls: tuple[str, ...] = line("name", may_use=("launch", "link", "by", "words"), spoken=False)
    """Whole calls of the words above; what stands in [brackets] may be missing."""


@dataclass(frozen=True)
class Language:
    """The file language.yaml."""

    calling: Calling
    locales: tuple[str, ...] = declare(form=r"[a-z]{2}-[A-Z]{2}", what="a locale such as en-US")
    forms: tuple[str, ...] = declare(**FORM, fewest=0)
    """In which a name can be given besides the plain one."""
    served: bool = True
    """Whether it can be heard; until then, whoever translates it keeps no other language from running."""


def locale_faults(locales: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    """Yield where two languages claim one locale; `locales` are by the language's code."""
    owners: dict[str, str] = {}
    for code, claimed in locales.items():
        for locale in claimed:
            owner = owners.setdefault(locale, code)
            if owner != code:
                reason = f"{locale} is served by {owner}/{LANGUAGE} too: leave it to one of them"
                yield Fault(f"{code}/{LANGUAGE}", "locales", reason)
