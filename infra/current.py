"""Pages made from content and kept in the repository: written, or said to be no longer what content says."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from skill.content.content import Content, load
from skill.content.fault import ContentError

CONTENT = Path(__file__).resolve().parent.parent / "content"


def write(
    pages: Callable[[Content], Mapping[str, str]], command: str, to: Path, arguments: Sequence[str] | None = None
) -> int:
    """Write pages, by their file's name, into a folder; with --check only say which are not current.

    `command` is what writes them, such as "make evidence". Return the exit code.
    """
    parser = argparse.ArgumentParser(prog=command, description=f"write what content says into {to.name}")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a page is not current")
    check = parser.parse_args(arguments).check
    try:
        written = pages(load(CONTENT))
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [name for name, text in written.items() if not _holds(to / name, text)]
    if check and stale:
        print(f"not current: {', '.join(stale)}. Run `{command}`", file=sys.stderr)
        return 1
    to.mkdir(exist_ok=True)
    for name in stale:
        (to / name).write_text(written[name], "utf-8")
    return 0


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text
