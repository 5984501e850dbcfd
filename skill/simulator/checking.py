"""`make content`: whether what authors wrote can be used, with every fault at once."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from skill.content.content import Content
from skill.content.fault import ContentError
from skill.content.languages import load_languages
from skill.simulator.desk import CONTENT


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what there is in each language, or what is wrong with it; return the exit code."""
    parser = argparse.ArgumentParser(prog="make content", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=CONTENT, help="instead of content/")
    try:
        languages = load_languages(parser.parse_args(arguments).folder)
    except ContentError as error:
        for fault in error.faults:
            print(fault)
        print(f"{len(error.faults)} to mend", file=sys.stderr)
        return 1
    for code, content in languages.contents.items():
        print(f"{code}: {_told(content)}: nothing to mend")
    return 0


def _told(content: Content) -> str:
    library = content.library
    return (
        f"{len(library.routines)} routines, {len(library.groups)} muscle groups, {len(content.answers)} answers, "
        f"in {', '.join(content.language.locales)}"
    )


if __name__ == "__main__":
    sys.exit(main())
