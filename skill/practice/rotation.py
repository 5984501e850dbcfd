"""Rotation: which phrasing of a line is heard next; from session to session, and within one, they go round."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Choice(Protocol):
    """Chooses among the phrasings of a line."""

    def take(self, line: str, phrasings: tuple[str, ...]) -> str:
        """Return one of the phrasings; `line` names the line, so that each goes round by itself."""


@dataclass(frozen=True)
class Rotation:
    """Goes round: a session begins where the one before stopped, so that all are heard before one returns.

    `uses` says how often each line is used in a session like this one. Where that would begin every session
    with the same phrasing, each begins one further. What a line says of one part ("release feet") begins elsewhere for
    each part: authors write phrasings of a kind in the same order, and a whole pass would sound alike.
    """

    begun: int
    uses: Mapping[str, int] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)

    def take(self, line: str, phrasings: tuple[str, ...]) -> str:
        """Return the next phrasing of a line."""
        count = len(phrasings)
        step = self.uses.get(line, 1) % count or 1
        elsewhere = sum(line.partition(" ")[2].encode())
        chosen = phrasings[(self.begun * step + self.taken[line] + elsewhere) % count]
        self.taken[line] += 1
        return chosen


@dataclass(frozen=True)
class Longest:
    """Takes what is longest to say, so that what is planned by it suits any session."""

    def take(self, line: str, phrasings: tuple[str, ...]) -> str:
        """Return the longest phrasing."""
        return max(phrasings, key=len)


@dataclass(frozen=True)
class Shortest:
    """Takes what is shortest to say."""

    def take(self, line: str, phrasings: tuple[str, ...]) -> str:
        """Return the shortest phrasing."""
        return min(phrasings, key=len)
