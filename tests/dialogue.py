"""The dialogues of tests/dialogues as parameters of tests, and what holds for every response."""

from collections.abc import Mapping
from typing import Any

from skill.simulator.desk import DIALOGUES
from skill.simulator.dialogue.limits import faults_of
from skill.simulator.dialogue.reading import Dialogue, read


def dialogues() -> list[tuple[str, Dialogue]]:
    """Return every dialogue with a readable name."""
    return [(f"{path.stem}: {each.name}", each) for path in sorted(DIALOGUES.glob("*.yaml")) for each in read(path)]


def check(answer: Mapping[str, Any], kind: object) -> None:
    """Make sure that Alexa takes an answer to a type of request, and that it is open if and only if it asks."""
    assert not faults_of(answer, str(kind))
