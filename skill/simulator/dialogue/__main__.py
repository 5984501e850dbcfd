"""`make dialogue`: play dialogues, those of the files named or all, and show the turns that go wrong."""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from skill.content.content import Content, load
from skill.content.fault import ContentError
from skill.simulator.desk import CONTENT, DIALOGUES, MODEL
from skill.simulator.dialogue.playing import Unexpected, play
from skill.simulator.dialogue.reading import Dialogue, Miswritten, read
from skill.simulator.dialogue.repeating import Repeating
from skill.simulator.dialogue.stage import Stage
from skill.simulator.dialogue.watched import Watched
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore


def main(arguments: Sequence[str] | None = None) -> int:
    """Play dialogues; return the exit code: 1 if one went wrong, 2 if they cannot be played."""
    parser = argparse.ArgumentParser(prog="make dialogue", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="YAML files; without any, all of tests/dialogues")
    files = parser.parse_args(arguments).files or sorted(DIALOGUES.glob("*.yaml"))
    found, faults = list[tuple[Path, Dialogue]](), list[str]()
    for file in files:
        try:
            found += [(file, each) for each in read(file)]
        except Miswritten as error:
            faults += error.faults
    try:
        content, understanding = load(CONTENT), Repeating.load(MODEL)
    except ContentError as error:
        faults.append(f"content cannot be used: {error}")
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 2
    wrong = [each.name for file, each in found if not _went_well(file, each, content, understanding)]
    print(f"{len(found)} dialogues played, {len(wrong)} went wrong")
    return 1 if wrong else 0


def _went_well(file: Path, dialogue: Dialogue, content: Content, understanding: Understanding) -> bool:
    """Play one dialogue, print its name and what went wrong, and return whether nothing did."""
    stage = Stage(content, understanding, Watched(MemoryStore(clock=lambda: 0.0)))
    print(f"{file.stem}: {dialogue.name}", end=" ", flush=True)
    try:
        play(dialogue, stage)
    except Unexpected as error:
        print("… wrong")
        print(f"    turn {error.turn}, you:  {error.done}")
        print(f"    expected:     {error.expected}")
        print(f"    said:         {error.said or '(nothing)'}", flush=True)
        return False
    print("… ok", flush=True)
    return True


if __name__ == "__main__":
    logging.getLogger("skill").setLevel(logging.ERROR)  # a store that is gone is part of the play
    sys.exit(main())
