"""Many conversations at once, whole sessions through the server of the desk, on both databases."""

import tempfile
from pathlib import Path

from skill.content.languages import load_languages
from tests.bench.voices import ROOT
from tests.load.many import Outcome, many, on_dynalite, on_sqlite

CONVERSATIONS = 200
BEFORE = {
    "SQLite": "183 answers a second, 99 % within 3.30 s; 27 % of the connections lost",
    "dynalite": "107 answers a second, 99 % within 2.20 s",
}
"""What the threaded server did, of which this one took the place (issue 12)."""


def report() -> None:
    """Print for each database how many answers there were, how fast, and what went wrong."""
    content = load_languages(ROOT / "content").of("en-US")
    print(f"{CONVERSATIONS} conversations at once, each a day with a session paused, resumed and finished")
    with tempfile.TemporaryDirectory() as folder, on_sqlite(Path(folder)) as served:
        _tell("SQLite", many(content, CONVERSATIONS, served))
    with on_dynalite() as served:
        _tell("dynalite", many(content, CONVERSATIONS, served))


def _tell(name: str, outcome: Outcome) -> None:
    half, nearly = outcome.share(0.5), outcome.share(0.99)
    print(f"{name}: {len(outcome.times)} of {outcome.planned} answers in {outcome.seconds:.1f} s")
    print(f"  {outcome.rate:.0f} a second; 50 % within {half:.2f} s, 99 % within {nearly:.2f} s")
    print(f"  the slowest {outcome.times[-1]:.2f} s")
    print(f"  errors {outcome.lost + outcome.faults}: connections lost {outcome.lost}, store faults {outcome.faults}")
    print(f"  users mixed or forgotten, by answers that they don't get alone: {outcome.other}")
    print(f"  before: {BEFORE[name]}", flush=True)
