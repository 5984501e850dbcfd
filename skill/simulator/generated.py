"""Files made from what authors write, and kept in the repository: written, or said to be no longer current."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from skill.content.fault import ContentError


def write(files: Callable[[], Mapping[Path, str]], command: str, arguments: Sequence[str] | None = None) -> int:
    """Write those files that are not current; with --check only say which. Return the exit code.

    `command` is what writes them, such as "make model". A ContentError is said in its own line, and nothing is written.
    """
    parser = argparse.ArgumentParser(prog=command, description="write what authors' files say")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not current")
    check = parser.parse_args(arguments).check
    try:
        made = files()
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    outdated = stale(made)
    for path in outdated:
        if check:
            print(f"{path.name} is not current: run `{command}`", file=sys.stderr)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], "utf-8")
    return int(check and bool(outdated))


def stale(made: Mapping[Path, str]) -> list[Path]:
    """Return the files that don't say what they should."""
    return [path for path, text in made.items() if not path.is_file() or path.read_text("utf-8", "replace") != text]
