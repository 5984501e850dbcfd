"""How long an answer takes where all that a turn calls is slow and alive."""

import time

from skill.content.languages import load_languages
from tests.bench.voices import ROOT
from tests.network.slow import KINDS, MANNERS, slow_skill


def report() -> None:
    """Print the slowest answer to each kind of turn, by the manner in which everything is slow."""
    content = load_languages(ROOT / "content").of("en-US")
    print(f"seconds{'':20}" + "".join(f"{kind:>26}" for kind in KINDS))
    slowest = 0.0
    for manner in MANNERS:
        times = []
        for event in KINDS.values():
            with slow_skill(content, manner) as skill:
                begun = time.perf_counter()
                skill(event())
                times.append(time.perf_counter() - begun)
        slowest = max(slowest, *times)
        print(f"{manner:27}" + "".join(f"{seconds:26.2f}" for seconds in times), flush=True)
    print(f"the slowest: {slowest:.2f} s")
