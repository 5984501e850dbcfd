"""What became of mutants, kept by line in a file, so that a run that was broken off goes on where it was."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from tests.mutation.mutants import Mutant

Outcome = Literal["killed", "out of time", "survived", "not run"]
"""Out of time: it ran for ever. Not run: no test runs its line."""


@dataclass(frozen=True)
class Result:
    """What became of one mutant."""

    name: str
    digest: str
    outcome: Outcome
    by: str
    """The test that failed first, or nothing."""
    tried: int
    """Tests that it was tried with, at most."""
    tests: str
    """Digest of the tests that there were, and of how many of them are tried."""

    @property
    def is_killed(self) -> bool:
        """Whether a test noticed it."""
        return self.outcome in ("killed", "out of time")


def digest(mutant: Mutant, source: bytes) -> str:
    """Return what a mutant is told by: the whole file with it."""
    return hashlib.sha256(mutant.file.encode() + mutant.applied(source)).hexdigest()[:16]


class Results:
    """Those in a file, the latest of each mutant."""

    def __init__(self, path: Path) -> None:
        """Read what is there."""
        self.path = path
        self._by_digest: dict[str, Result] = {}
        self.read()

    def read(self) -> None:
        """Read what is there by now."""
        if self.path.exists():
            for line in self.path.read_text("utf-8").splitlines():
                self._take(Result(**json.loads(line)))

    def settled(self, digest: str, tests: str) -> Result | None:
        """Return what became of a mutant; None if it wasn't tried, or survived other tests than those there are."""
        found = self._by_digest.get(digest)
        return found if found and (found.is_killed or found.tests == tests) else None

    def add(self, result: Result) -> None:
        """Keep a result."""
        self._take(result)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(result)) + "\n")

    def _take(self, result: Result) -> None:
        self._by_digest[result.digest] = result


def table(rows: Iterable[tuple[str, list[Result]]]) -> Iterator[str]:
    """Yield the lines of a table: how many mutants of each part were killed."""
    yield f"{'':34} {'mutants':>8} {'killed':>8} {'share':>8}"
    for name, results in rows:
        if results:
            killed = sum(each.is_killed for each in results)
            yield f"{name:34} {len(results):8} {killed:8} {100 * killed / len(results):7.1f} %"


def share(results: list[Result]) -> float:
    """Return how many percent of mutants were killed; of none, all."""
    return 100.0 * sum(each.is_killed for each in results) / len(results) if results else 100.0
