"""Intents that mean another one."""

from pathlib import Path

from skill.content.content import Content
from skill.content.yaml_file import parse
from skill.handlers.meanings import MEANINGS, meant
from skill.handlers.table import TABLE

SLOTS = {
    *("area", "background", "change", "check_ins", "detail", "pace", "posture", "routine", "sides", "soft", "tension"),
    *("topic", "volume"),
}
"""What the other one is told."""
DECLARED = Path(__file__).parents[2] / "interaction_model" / "intents.yaml"


def test_what_is_said_counts_beside_what_is_implied() -> None:
    assert meant("CannotSleepIntent", {"minutes": "20"}) == ("StartIntent", {"routine": "bedtime", "minutes": "20"})
    assert meant("SkipIntent", {"area": "neck"}) == ("SkipIntent", {"area": "neck"})


def test_none_means_one_that_means_another() -> None:
    assert not {name for name, _ in MEANINGS.values()} & MEANINGS.keys()


def test_whoever_means_another_one_is_declared_and_the_other_one_is_answered(content: Content) -> None:
    declared = parse(DECLARED.read_text("utf-8"), DECLARED.name)
    answered = {row.heard for row in TABLE}
    assert MEANINGS.keys() <= declared["intents"].keys()
    assert {name for name, _ in MEANINGS.values()} <= answered
    assert {slot for _, slots in MEANINGS.values() for slot in slots} <= SLOTS
    topics = {slots["topic"] for name, slots in MEANINGS.values() if name == "AboutIntent"}
    assert topics <= content.answers.keys()
