"""Answers about the practice, read so that none of them claims more than its evidence carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.content.evidence import Strength, Wording, faults, is_said, read_wording
from skill.content.lines import ContentError, check_keys, check_text

WHAT = "what"
"""The topic when none is named: what the practice is."""
WORDS = ("title", "say", "card")
CHECKED = ("say", "card")


@dataclass(frozen=True)
class Answer:
    """What is said when somebody asks about one topic."""

    strength: Strength
    title: str
    """The question, as the title of the card."""
    say: str
    card: str
    """The same in writing, with a little more."""


def read_answers(raw: Any, file: str) -> dict[str, Answer]:
    """Return the answers by topic; raises ContentError, also where one claims more than its strength allows.

    Compiled content comes without `wording`: its claims were checked when it was compiled.
    """
    check_keys(raw, ("answers",), file, optional=("wording",))
    check_keys(raw["answers"], (WHAT,), file, "answers", optional=raw["answers"])
    answers = {topic: _answer(each, file, f"answers.{topic}") for topic, each in raw["answers"].items()}
    if "wording" in raw:
        _check_claims(answers, read_wording(raw["wording"], file), file)
    return answers


def _check_claims(answers: Mapping[str, Answer], wording: Wording, file: str) -> None:
    for topic, answer in answers.items():
        _check(topic, answer, wording, file)
    _check_exceptions(answers, wording, file)


def _answer(raw: Any, file: str, at: str) -> Answer:
    check_keys(raw, ("strength", *WORDS), file, at)
    if raw["strength"] not in set(Strength):
        raise ContentError(file, f"{at}.strength", f"one of {', '.join(Strength)} is expected here")
    return Answer(Strength(raw["strength"]), **{name: check_text(raw[name], file, f"{at}.{name}") for name in WORDS})


def _check(topic: str, answer: Answer, wording: Wording, file: str) -> None:
    for name in CHECKED:
        for reason in faults(getattr(answer, name), answer.strength, wording, wording.exceptions.get(topic, ())):
            raise ContentError(file, f"answers.{topic}.{name}", reason)


def _check_exceptions(answers: Mapping[str, Answer], wording: Wording, file: str) -> None:
    for topic, allowed in wording.exceptions.items():
        if topic not in answers:
            raise ContentError(file, "wording.exceptions", f"there is no answer {topic!r}")
        text = f"{answers[topic].say} {answers[topic].card}"
        for each in allowed:
            if not is_said(each.words, text):
                raise ContentError(file, "wording.exceptions", f"{each.words!r} is no longer in the answer {topic!r}")
