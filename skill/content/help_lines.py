"""Whom to call where a listener is."""

from dataclasses import dataclass

from skill.practice.declaration import declare
from skill.practice.line import line

ADDRESS = {"form": r"https://[\w-]+(\.[\w-]+)+(/\S*)?", "what": "an https address"}


@dataclass(frozen=True)
class PhoneNumber:
    """A number to call."""

    digits: str = declare(form=r"\d{2,15}", what='a number of digits alone, in "quotes",')
    """As it is dialled."""
    spoken: str = line()
    """As it is said: "nine one one"; where that needs more words, "call or text nine eight eight"."""


@dataclass(frozen=True)
class SourcedNumber(PhoneNumber):
    """A number to call, with a source of its own."""

    source: str = declare(**ADDRESS)


@dataclass(frozen=True)
class HelpLine:
    """Whom to call in one locale."""

    emergency: PhoneNumber
    """Spoken without what to do: "nine one one"."""
    crisis: PhoneNumber
    """Who helps people that think of harming themselves; spoken with what to do: "call or text …"."""
    source: str = declare(**ADDRESS)
    hurt: SourcedNumber | None = declare(None)
    """Who helps people that are hurt by somebody; without it, the emergency number does."""
