"""Whom to call where a listener is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from skill.content.fault import Fault
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


@dataclass(frozen=True)
class NumberWords:
    """How a language says the digits of a number to call."""

    words: tuple[str, ...] = declare(spoken=False)
    """From zero upwards: zero, one, two; as far as they are used."""
    repeated: tuple[str, ...] = declare(spoken=False, fewest=0)
    """What says the digit behind it twice, and three times: double, triple."""

    def digits(self, spoken: str) -> str:
        """Return the digits of a number as it is said: 000 of "triple zero"."""
        words, repeated = (tuple(map(str.casefold, each)) for each in (self.words, self.repeated))
        found, times = "", 1
        for word in re.findall(r"\w+", spoken.casefold()):
            found += str(words.index(word)) * times if word in words else ""
            times = repeated.index(word) + 2 if word in repeated else 1
        return found


def number_faults(lines: Mapping[str, HelpLine], words: NumberWords, file: str) -> Iterator[Fault]:
    """Yield where a number is said otherwise than it is dialled, and somebody would call a stranger."""
    for locale, line_ in lines.items():
        for name in (each.name for each in fields(line_) if isinstance(getattr(line_, each.name), PhoneNumber)):
            number: PhoneNumber = getattr(line_, name)
            if (said := words.digits(number.spoken)) != number.digits:
                reason = f"this says {said or 'no number'}, and its digits are {number.digits}: look at its source, "
                yield Fault(file, f"{locale}.{name}.spoken", f"{reason}and say it digit by digit")
