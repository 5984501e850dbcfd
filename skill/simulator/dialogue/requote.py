"""`make quotes`: write dialogues anew where they quote words of content/ that were changed since the last commit."""

import argparse
import json
import logging
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from skill.content.content import Content, load
from skill.content.files import FILES, file_of
from skill.simulator.desk import CONTENT, DIALOGUES, MODEL, ROOT
from skill.simulator.dialogue.playing import Unexpected, play
from skill.simulator.dialogue.quoting import Changed, changes, requoted
from skill.simulator.dialogue.reading import Dialogue, read
from skill.simulator.dialogue.repeating import Repeating
from skill.simulator.dialogue.stage import Stage
from skill.simulator.dialogue.watched import Watched
from skill.simulator.translating import ORIGINAL, rewritten, values_of
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore


def main(arguments: Sequence[str] | None = None) -> int:
    """Write new words into dialogues; return the exit code: 1 if some still go wrong, 2 without the old words."""
    parser = argparse.ArgumentParser(prog="make quotes", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="YAML files; without any, all of tests/dialogues")
    parser.add_argument("--since", default="HEAD", help="the commit that has the old words; without it, the last one")
    given = parser.parse_args(arguments)
    try:
        changed = changed_since(given.since)
    except (OSError, subprocess.CalledProcessError) as reason:
        print(f"the words of {given.since} can't be had from git: {reason}", file=sys.stderr)
        return 2
    content, understanding = load(CONTENT), Repeating.load(MODEL)
    files = given.files or sorted(DIALOGUES.glob("*.yaml"))
    left = sum(mended(file, changed, content, understanding) for file in files)
    print(f"{left} dialogues still go wrong: `make dialogue` shows where" if left else "every dialogue goes well")
    return 1 if left else 0


def changed_since(commit: str) -> list[Changed]:
    """Return what was changed in English since a commit; raises OSError or CalledProcessError without git or commit."""
    found: list[Changed] = []
    for name in FILES:
        file = file_of(ORIGINAL, name)
        command = ["git", "-C", str(ROOT), "show", f"{commit}:content/{file}"]
        before = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found += changes(values_of(before), values_of((CONTENT / file).read_text("utf-8")))
    return found


def mended(file: Path, changed: list[Changed], content: Content, understanding: Understanding) -> int:
    """Write new words into the dialogues of a file, and return how many of them still go wrong."""
    dialogues, left = read(file), 0
    for order in range(len(dialogues)):
        while error := _wrong(dialogues[order], content, understanding):
            if not _written(file, order, dialogues[order], error, changed):
                print(f"{file.stem}: {dialogues[order].name}: {error}")
                left += 1
                break
            dialogues = read(file)
    return left


def _wrong(dialogue: Dialogue, content: Content, understanding: Understanding) -> Unexpected | None:
    try:
        play(dialogue, Stage(content, understanding, Watched(MemoryStore(clock=lambda: 0.0))))
    except Unexpected as error:
        return error
    return None


def _written(file: Path, order: int, dialogue: Dialogue, error: Unexpected, changed: list[Changed]) -> bool:
    """Write what the first quotation that wasn't said at a turn is now; return whether the changes tell it."""
    quoted, index, said = _missed(dialogue.turns[error.turn - 1].alexa, error.said)
    new = requoted(quoted, said, changed)
    if new is None:
        return False
    turn = f"[{order + 1}].turns[{error.turn}].alexa"
    written = dict.fromkeys((turn, f"{turn}[{index}]"), json.dumps(new, ensure_ascii=False))
    file.write_text(rewritten(file.read_text("utf-8"), lambda key, _: written.get(key)), "utf-8")
    print(f"{file.stem}: {dialogue.name}: {quoted!r} is now {new!r}")
    return True


def _missed(expected: Sequence[str], said: str) -> tuple[str, int, str]:
    """Return the first of a turn's quotations that wasn't said, which one it is, and what was said after the others."""
    for index, quoted in enumerate(expected, start=1):
        before, found, after = said.partition(quoted)
        if not found:
            return quoted, index, before
        said = after
    return "", 0, said


if __name__ == "__main__":
    logging.getLogger("skill").setLevel(logging.ERROR)  # a store that is gone is part of the play
    sys.exit(main())
