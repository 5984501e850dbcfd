"""Answers about the practice, and whether one of them claims more than its evidence carries."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from skill.content.evidence import AnswerLength, AnswerWording, Strength, faults
from skill.content.fault import Fault
from skill.content.matching import is_said, pattern
from skill.practice.declaration import declare

CHECKED = ("say", "card")
SENTENCE_END = re.compile(r"[.?!](?:\s|$)")


@dataclass(frozen=True)
class Topic:
    """What is said when somebody asks about one topic."""

    strength: Strength
    title: str = declare(spoken=False)
    """The question, as the title of the card."""
    say: str = declare()
    card: str = declare("", spoken=False)
    """The same in writing, with a little more. An answer without is about the doing: a session under way goes on."""
    doctor_first: bool = declare(False)
    """It says to ask a doctor first: in the same breath nobody is asked to begin."""
    names_doctor: bool = declare(False)
    """It says when to ask one: nobody is asked to begin after that either, only what would be good."""
    sources: tuple[str, ...] = declare(
        (), form=r"\S[^<>{}]{9,119}", what="a short citation (author and year: what it is, how many people)"
    )
    """What it rests on; needed where the strength is not none."""


@dataclass(frozen=True)
class Answers:
    """The file."""

    answers: Mapping[str, Topic]
    """By topic."""
    default: str = declare(among="answers", what="answer", remedy="name the topic that says what the practice is")
    """The topic when none is named."""


def answer_faults(
    answers: Mapping[str, Topic], wording: AnswerWording, answers_file: str, wording_file: str
) -> Iterator[Fault]:
    """Yield where an answer is stronger than its evidence, too long or unsourced, and what is excepted in vain."""
    for topic, answer in answers.items():
        allowed = tuple(each for each in wording.exceptions if each.answer == topic)
        for name in filter(partial(getattr, answer), CHECKED):
            for reason in faults(getattr(answer, name), answer.strength, wording, allowed):
                yield Fault(answers_file, f"answers.{topic}.{name}", reason)
        if reason := _too_long(answer.say, wording.longest):
            yield Fault(answers_file, f"answers.{topic}.say", reason)
        named = answer.card and pattern(wording.doctors).search(answer.say)
        if named and not (answer.doctor_first or answer.names_doctor):
            reason = f"it names a {named[0]}, so nobody is to be asked to begin after it: add `names_doctor: true`"
            yield Fault(answers_file, f"answers.{topic}", reason)
        if answer.strength is not Strength.NONE and not answer.sources:
            reason = f"strength {answer.strength} rests on something: name the studies, author and year"
            yield Fault(answers_file, f"answers.{topic}.sources", reason)
    for order, each in enumerate(wording.exceptions, start=1):
        said = [f"{answers[each.answer].say} {answers[each.answer].card}"] if each.answer in answers else []
        if said and not is_said(each.words, said[0]):
            reason = f"{each.words!r} is no longer in the answer {each.answer!r}: take the exception out"
            yield Fault(wording_file, f"answers.exceptions[{order}]", reason)


def _too_long(say: str, longest: AnswerLength) -> str:
    words, sentences = len(say.split()), len(SENTENCE_END.findall(say))
    if words <= longest.words and sentences <= longest.sentences:
        return ""
    return f"{words} words in {sentences} sentences: {longest.words} and {longest.sentences} are the most"
