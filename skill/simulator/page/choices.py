"""What can be chosen on the page: where the device is, who speaks, and what the device can do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from skill.simulator.desk import LOCALE
from skill.simulator.envelope import Sender

DEVICES = {"bedroom": "amzn1.ask.device.DESK", "kitchen": "amzn1.ask.device.KITCHEN"}
NOBODY = "nobody"
PEOPLE = {NOBODY: None, "Ann": "amzn1.ask.person.ANN", "Ben": "amzn1.ask.person.BEN"}
"""Whose voice is recognised."""
HOURS = range(24)


class NotToBeChosen(ValueError):
    """A choice that there isn't; it says which."""


@dataclass(frozen=True)
class Choices:
    """One setting of the page."""

    locale: str = LOCALE
    device: str = "bedroom"
    person: str = NOBODY
    screen: bool = False
    plays: bool = False
    """Whether the device has an audio player."""
    hour: int | None = None
    """Of the day where the device is; None where the skill isn't told."""

    @classmethod
    def read(cls, wire: Any, locales: Collection[str]) -> "Choices":
        """Return the choices that a page sends; raises NotToBeChosen."""
        if not isinstance(wire, Mapping):
            raise NotToBeChosen("no choices")
        hour = wire.get("hour")
        read = cls(
            locale=_one_of(locales, wire.get("locale", LOCALE)),
            device=_one_of(DEVICES, wire.get("device", "bedroom")),
            person=_one_of(PEOPLE, wire.get("person", NOBODY)),
            screen=wire.get("screen") is True,
            plays=wire.get("plays") is True,
            hour=None if hour is None else _one_of(HOURS, hour),
        )
        return read

    @property
    def sender(self) -> Sender:
        """Who speaks, and on which device."""
        return Sender(person=PEOPLE[self.person], device=DEVICES[self.device], locale=self.locale, screen=self.screen)


def _one_of(known: Collection[Any], value: Any) -> Any:
    if value not in list(known):
        raise NotToBeChosen(f"{value!r} is not among {', '.join(map(str, known))}")
    return value
