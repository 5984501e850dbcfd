"""Survivors that were looked at: each with the reason why no test has to notice it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.mutation.mutants import Mutant

SURVIVORS = Path(__file__).with_name("survivors.yaml")


@dataclass(frozen=True)
class Judged:
    """A change that is judged harmless; wherever within its function it is made."""

    file: str
    function: str
    change: str
    reason: str

    def means(self, mutant: Mutant) -> bool:
        """Whether it is about this mutant."""
        return (self.file, self.function, self.change) == (mutant.file, mutant.function, mutant.change)


def judged(path: Path = SURVIVORS) -> list[Judged]:
    """Return the judged survivors; raises TypeError where one lacks a part or has another."""
    return [Judged(**each) for each in yaml.safe_load(path.read_text("utf-8")) or []]


def is_judged(mutant: Mutant, all_judged: Iterable[Judged]) -> bool:
    """Whether a mutant is among those judged."""
    return any(each.means(mutant) for each in all_judged)
