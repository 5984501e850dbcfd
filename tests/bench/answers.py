"""How long every answer takes to say, by Piper."""

from collections.abc import Mapping

from skill.content.answers import Topic
from skill.content.content import load
from tests.bench.voices import ROOT, piper

LONGEST = 12.0
"""Seconds that no answer may reach."""


def spoken(answers: Mapping[str, Topic]) -> dict[str, float]:
    """Return the seconds of every answer by topic, the longest first; raises VoiceMissing."""
    seconds = piper().seconds([answer.say for answer in answers.values()])
    by_topic = {topic: seconds[answer.say] for topic, answer in answers.items()}
    return dict(sorted(by_topic.items(), key=lambda each: -each[1]))


def report() -> None:
    """Print one line for each answer, and whether all are short enough."""
    answers = load(ROOT / "content").answers
    seconds = spoken(answers)
    print(f"{'topic':18}{'strength':10}{'words':>5}{'seconds':>10}")
    for topic, length in seconds.items():
        answer = answers[topic]
        print(f"{topic:18}{answer.strength:10}{len(answer.say.split()):5}{length:10.2f}")
    kept = all(length < LONGEST for length in seconds.values())
    topic, length = next(iter(seconds.items()))
    print(f"The longest: {topic}, {length:.2f} s. All under {LONGEST:g} s: {'yes' if kept else 'NO'}.")
