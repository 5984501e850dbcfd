"""The words that stand on a screen besides those that are heard."""

from typing import Protocol


class Captions(Protocol):
    """What is written, and what a screen reader says of the buttons."""

    @property
    def pause(self) -> str:
        """The button that pauses."""

    @property
    def go_on(self) -> str:
        """The button that goes on after a pause."""

    @property
    def next_part(self) -> str:
        """The button that goes to the next muscle group."""

    @property
    def previous_part(self) -> str:
        """The button that goes back by one."""

    @property
    def minutes_left(self) -> str:
        """How much is left, with a place for {minutes}."""
