"""`make evidence`: docs/evidence.md, every answer with what it rests on."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template

from skill.content.answers import Topic
from skill.content.content import load
from skill.content.evidence import Strength
from skill.simulator import generated

INFRA = Path(__file__).parent
TEMPLATE = INFRA / "pages" / "evidence.md"
FOLDER, PAGE = INFRA.parent / "docs", "evidence.md"
CONTENT = INFRA.parent / "content"


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


def main(arguments: Sequence[str] | None = None, to: Path = FOLDER) -> int:
    """Write the page; with --check only say whether it is current. Return the exit code."""
    return generated.write(lambda: {to / PAGE: page(load(CONTENT).answers)}, "make evidence", arguments)


if __name__ == "__main__":
    sys.exit(main())
