"""`make bench`: minutes, answers, sound, understanding; start, turn, memory; slow, many at once; a newcomer; costs."""

import argparse
import sys

from skill.studio.voice import VoiceMissing
from tests.bench import (
    answers,
    audio,
    costs,
    load,
    newcomer,
    slow_turns,
    sound,
    start_up,
    timing,
    understanding,
    warm_turn,
)
from tests.bench.start_up import Unmeasured

SECTIONS = (
    ("timing", "Sessions as spoken", timing.report),
    ("answers", "Answers as spoken", answers.report),
    ("understanding", "What people say", understanding.report),
    ("audio", "Sound: clips spoken, sessions joined", audio.report),
    ("sound", "Sound: the contract, on six sessions", sound.report),
    ("start-up", "Cold start and warm turn under awslambdaric", start_up.report),
    ("start-up", "CPU", warm_turn.report),
    ("slow", "Answers where everything is slow and alive", slow_turns.report),
    ("load", "Many at once", load.report),
    ("newcomer", "A newcomer's path", newcomer.report),
    ("costs", "Costs of a month, in US dollars", costs.report),
)


def main() -> int:
    """Print every section; return 1 if something could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=sorted({part for part, _, _ in SECTIONS}))
    parser.add_argument("--voice", default="piper", help="whose sound is held to the contract")
    options, status = parser.parse_args(), 0
    for part, heading, report in SECTIONS:
        if options.only in (None, part):
            print(f"== {heading}", flush=True)
            try:
                report(options.voice) if report is sound.report else report()
            except (Unmeasured, VoiceMissing) as reason:
                print(f"not measured: {reason}")
                status = 1
            print()
    return status


if __name__ == "__main__":
    sys.exit(main())
