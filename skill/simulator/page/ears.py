"""An ear for each locale, opened when it is first needed: it expects what that locale's model may be said."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from threading import Lock
from typing import Protocol

from skill.simulator.page.utterances import utterances
from skill.simulator.understanding import Understanding


class LanguageEar(Protocol):
    """Hears one language; skill/studio/hearing/open_ear.py has one that runs offline."""

    def hear(self, samples: bytes) -> str:
        """Return the words in samples; raises RuntimeError where it has ended."""

    def close(self) -> None:
        """End what was begun for it."""


class Ears:
    """All ears of a desk."""

    def __init__(
        self, understanding: Callable[[str], Understanding], opened: Callable[[str, Iterable[str]], LanguageEar]
    ) -> None:
        """Take what understands a locale, and what opens the ear of a language for sentences."""
        self._understanding, self._opened = understanding, opened
        self._ears: dict[str, LanguageEar] = {}
        self._turn = Lock()

    def hear(self, samples: bytes, locale: str) -> str:
        """Return the words in samples (one channel, 16 bit, little-endian, 16,000 a second); "" where there are none.

        An ear that has ended is opened again for the next time.
        """
        ear = self.open(locale)
        try:
            return ear.hear(samples)
        except (RuntimeError, OSError):
            with self._turn, suppress(KeyError):
                del self._ears[locale]
            return ""

    def open(self, locale: str) -> LanguageEar:
        """Return the ear of a locale; what it raises where none hears the language passes."""
        with self._turn:
            if locale not in self._ears:
                understood = self._understanding(locale)
                sentences = utterances(understood.model, understood.calling)
                self._ears[locale] = self._opened(locale.partition("-")[0], sentences)
            return self._ears[locale]

    def close(self) -> None:
        """Close all ears."""
        with self._turn:
            for ear in self._ears.values():
                ear.close()
            self._ears.clear()
