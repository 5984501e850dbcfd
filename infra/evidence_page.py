"""`make evidence`: docs/evidence.md, every answer with what it rests on."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from skill.content.answers import Topic
from skill.content.content import load
from skill.content.evidence import Strength
from skill.content.fault import ContentError

INFRA = Path(__file__).parent
ROOT = INFRA.parent
TEMPLATE = INFRA / "pages" / "evidence.md"
PAGE = ROOT / "docs" / "evidence.md"


def page(answers: Mapping[str, Topic]) -> str:
    """Return the page, in the order of strengths and of the answers."""
    by_strength = {
        strength.value: "\n\n".join(
            _entry(topic, answer) for topic, answer in answers.items() if answer.strength is strength
        )
        for strength in Strength
    }
    return Template(TEMPLATE.read_text("utf-8")).substitute(by_strength)


def _entry(topic: str, answer: Topic) -> str:
    """Return one answer: the question with its topic, what is said, and the sources."""
    said = [f"### {answer.title}", f"`{topic}`: {answer.say}"]
    return "\n\n".join([*said, "\n".join(f"- {source}" for source in answer.sources)]).rstrip()


def main(arguments: Sequence[str] | None = None, to: Path = PAGE) -> int:
    """Write the page; with --check only say whether it is current. Return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m infra.evidence_page", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is not current")
    check = parser.parse_args(arguments).check
    try:
        text = page(load(ROOT / "content").answers)
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    if not check:
        to.write_text(text, "utf-8")
        return 0
    current = to.is_file() and to.read_text("utf-8") == text
    if not current:
        print(f"{to.name} is not current: run `make evidence`", file=sys.stderr)
    return int(not current)


if __name__ == "__main__":
    sys.exit(main())
