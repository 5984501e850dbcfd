"""Answers about the practice, and whether one of them claims more than its evidence carries."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.content.evidence import Strength, Wording, faults, is_said
from skill.content.reader import Reader
from skill.practice.declaration import declare

CHECKED = ("say", "card")


@dataclass(frozen=True)
class Answer:
    """What is said when somebody asks about one topic."""

    strength: Strength
    title: str = declare(spoken=False)
    """The question, as the title of the card."""
    say: str = declare()
    card: str = declare(spoken=False)
    """The same in writing, with a little more."""


@dataclass(frozen=True)
class Answers:
    """The file."""

    answers: Mapping[str, Answer]
    """By topic."""
    default: str = declare(among="answers", what="answer", remedy="name the topic that says what the practice is")
    """The topic when none is named."""


def check_claims(answers: Mapping[str, Answer], wording: Wording, claims: Reader, exceptions: Reader) -> None:
    """Note where an answer claims more than its strength allows, and what is excepted to no purpose.

    The readers are of the two files.
    """
    for topic, answer in answers.items():
        allowed = tuple(each for each in wording.exceptions if each.answer == topic)
        for name in CHECKED:
            for reason in faults(getattr(answer, name), answer.strength, wording, allowed):
                claims.fault(f"answers.{topic}.{name}", reason)
    for order, each in enumerate(wording.exceptions, start=1):
        said = [f"{answers[each.answer].say} {answers[each.answer].card}"] if each.answer in answers else []
        if said and not is_said(each.words, said[0]):
            reason = f"{each.words!r} is no longer in the answer {each.answer!r}: take the exception out"
            exceptions.fault(f"exceptions[{order}]", reason)
