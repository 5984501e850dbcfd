"""`make soak`: more requests from anywhere, and more lives of listeners, than a run of the tests has time for."""

import argparse
import logging
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random, SystemRandom
from traceback import format_exception

from skill.alexa import endpoint
from skill.simulator.desk import MODEL
from skill.simulator.dialogue.repeating import Repeating
from tests.lives.homes import live, lives
from tests.lives.storms import Storm
from tests.lives.strangers import Strangers
from tests.store.table import moto
from tests.strategies import content

PART = 5_000
"""Requests, or steps of lives, after which the next seed takes its turn."""
STEPS = 40
"""Steps of a life."""

GUST = 100
"""Wishes before a database of its own."""
HURRIED = 2.4
"""Seconds of a turn in a storm."""

Tally = dict[str, int]


def requests(number: int, seed: int) -> Tally:
    """Send requests from anywhere; return what was done."""
    strangers = Strangers(content(), Random(seed))
    try:
        strangers.try_out(number)
    except AssertionError as fault:
        print(f"requests, seed {seed}: {fault}", file=sys.stderr)
        return {"failures": 1, "requests tried": strangers.sent}
    return {"requests tried": strangers.sent, "conversations held": strangers.conversations}


def listeners(number: int, seed: int) -> Tally:
    """Live lives; return what was done."""
    try:
        homes = live(content(), Repeating.load(MODEL), lives(number, STEPS, known=False), seeded=seed)
    except AssertionError as fault:
        print(f"a life, seed {seed}:", fault, *getattr(fault, "__notes__", ()), sep="\n", file=sys.stderr)
        return {"failures": 1}
    talks, sent = sum(home.conversations for home in homes), sum(home.sent for home in homes)
    return {"lives lived": len(homes), "conversations held": talks, "requests tried": sent}


def storm(wishes: int, seed: int) -> Tally:
    """Wish in a storm; return what was done."""
    endpoint.TURN = HURRIED
    logging.disable(logging.CRITICAL)  # every fault is logged
    with moto() as client:
        blowing = Storm(content(), client, Random(seed))
        try:
            blowing.blow(wishes)
        except AssertionError as fault:
            print(f"a storm, seed {seed}: {fault}", file=sys.stderr)
            return {"failures": 1, "requests tried": blowing.said, "faults injected": blowing.met}
    return {"requests tried": blowing.said, "faults injected": blowing.met, "conversations held": blowing.said}


def main() -> int:
    """Print what was tried, and how long it took; return 1 if anything failed."""
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000, help="requests from anywhere")
    parser.add_argument("--lives", type=int, default=4_000, help="lives of listeners")
    parser.add_argument("--wishes", type=int, default=1_000, help="wishes before a database that fails now and then")
    parser.add_argument("--seed", type=int, help="each soak has another")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else SystemRandom().randrange(10**9)
    began = time.monotonic()
    print(f"seed {seed}")
    names = ("requests tried", "lives lived", "faults injected", "conversations held", "failures")
    tally: Tally = dict.fromkeys(names, 0)
    a_few = max(1, PART // STEPS // 2)
    with ProcessPoolExecutor(options.processes, get_context("fork")) as pool:
        jobs = [
            pool.submit(requests, min(PART, options.requests - done), seed + done)
            for done in range(0, options.requests, PART)
        ]
        jobs += [
            pool.submit(listeners, min(a_few, options.lives - done), seed + done)
            for done in range(0, options.lives, a_few)
        ]
        jobs += [
            pool.submit(storm, min(GUST, options.wishes - done), seed + done) for done in range(0, options.wishes, GUST)
        ]
        for job in jobs:
            if broken := job.exception():  # what broke otherwise failed too, and the others go on
                print("broken:", *format_exception(broken), sep="\n", file=sys.stderr)
            for name, number in ({"failures": 1} if broken else job.result()).items():
                tally[name] += number
    for name, number in tally.items():
        print(f"{name}: {number:,}")
    print(f"it took {time.monotonic() - began:.0f} s")
    return 1 if tally["failures"] else 0


if __name__ == "__main__":
    sys.exit(main())
