"""What Alexa would send to the skill."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class SlotValue:
    """A slot as Alexa sends it."""

    value: str
    """What was said; a number in digits."""
    id: str | None
    """Which of the declared values that is; None for a number."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An intent with its slots, and how it was found."""

    intent: str
    slots: Mapping[str, SlotValue]
    how: Literal["exact", "nearest"]
    sure: float = 1.0
    """From 0 to 1."""

    def __str__(self) -> str:
        """Return it in a line, such as "SkipIntent area=knees, 93 % sure"."""
        slots = "".join(f" {name}={slot.id or slot.value}" for name, slot in self.slots.items())
        return f"{self.intent}{slots}, {'word for word' if self.how == 'exact' else f'{self.sure:.0%} sure'}"
