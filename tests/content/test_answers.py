"""Every answer is there, in the strength of its evidence, and none can be made stronger by hand."""

import copy
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content.answers import Answers, answer_faults
from skill.content.content import Content, load
from skill.content.evidence import AnswerWording
from skill.content.fault import Fault
from skill.content.files import read
from skill.content.languages import compile_content
from skill.content.reader import FAULTY, Reader
from skill.studio.voice import VoiceMissing
from tests.bench.answers import LONGEST, spoken
from tests.strategies import CONTENT
from tests.tools import require

Raw = tuple[dict[str, Any], dict[str, Any]]
FILE = "en/answers.yaml"
READ = read(CONTENT, "en")
RULES = "en/wording.yaml"
RAW, WORDING = READ[FILE], READ[RULES]["answers"]
STRENGTHS = {
    "A": "relaxing rest benefits",
    "B": "feelings stress anxiety sleep breathing mood anger jaw stress_hormones relaxation_response calm_mind "
    "how_long",
    "C": "pain headache migraine blood_pressure heart_rate circulation digestion concentration energy confidence "
    "fight_or_flight coping stiffness",
    "X": "blood_sugar inflammation",
    "none": "what how safe who_not how_often when goal read_more how_hard hold_longer how_to_breathe doing_it_right "
    "feeling_nothing mind_wanders cannot_relax twitching laughing falling_asleep",
}
"""No stronger than docs/practice.md section 5; where that has two letters, the weaker; section 9.4 where it differs."""
HEDGE = re.compile(
    r"\b(many people|some people|may|might|whether|(in )?small studies|isn't (clear|certain|known)"
    r"|hasn't been shown|research doesn't show|please never change insulin)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.?!]+[.?!]")
STRONG = ("helps", "really improves", "lowers", "always eases", "cures", "works wonders, lifts")

CLAIMING = [
    (topic, name)
    for topic, each in RAW["answers"].items()
    if each["strength"] in "BCX"
    for name in ("say", "card")
    if name in each
]


def edited(topic: str, **changes: Any) -> Raw:
    """Both files with one answer changed, and only what belongs to it."""
    answers = {key: dict(RAW["answers"][key]) for key in ("what", topic)}
    answers[topic].update(changes)
    exceptions = [each for each in WORDING["exceptions"] if each["answer"] == topic]
    return {"answers": answers, "default": "what"}, {**WORDING, "exceptions": exceptions}


def faults(raw: Raw) -> list[Fault]:
    reader = Reader(FILE, {"answers": raw[0]["answers"]})
    answers, wording = (
        reader.value(Answers, raw[0]),
        replace(reader, file=RULES).value(AnswerWording, raw[1], "answers"),
    )
    if FAULTY in (answers, wording):
        return reader.faults
    return list(answer_faults(answers.answers, wording, FILE, RULES))


def fault(raw: Raw) -> Fault:
    return faults(raw)[0]


def test_every_topic_is_answered_in_the_strength_of_its_evidence(content: Content) -> None:
    declared = {topic: strength for strength, topics in STRENGTHS.items() for topic in topics.split()}
    assert {topic: answer.strength.value for topic, answer in content.answers.items()} == declared


def test_compiled_answers_are_the_same_answers(tmp_path: Path, content: Content) -> None:
    compile_content(CONTENT, tmp_path / "content.json")
    assert load(tmp_path / "content.json").answers == content.answers


@pytest.mark.promise("no-strong-claims")
@pytest.mark.parametrize("strong", STRONG)
@pytest.mark.parametrize(("topic", "name"), CLAIMING)
def test_a_claim_made_stronger_by_hand_is_refused(topic: str, name: str, strong: str) -> None:
    text = RAW["answers"][topic][name]
    hedged = [each for each in SENTENCE.finditer(text) if HEDGE.search(each[0])]
    assert hedged
    for sentence in hedged:
        words = HEDGE.sub("", HEDGE.sub(strong, sentence[0], count=1))
        raised = fault(edited(topic, **{name: text.replace(sentence[0], words)}))
        assert raised.key == f"answers.{topic}.{name}"


@given(st.sampled_from(CLAIMING), st.sampled_from(("It {} you.", "Then it {} you.")), st.sampled_from(STRONG[:-1]))
def test_a_strong_sentence_added_anywhere_is_refused(where: tuple[str, str], sentence: str, strong: str) -> None:
    topic, name = where
    text, added = RAW["answers"][topic][name], sentence.format(strong)
    joined = f"{text.rstrip('.')}, but {added[0].lower()}{added[1:]}"
    for together in (f"{added} {text}", f"{text} {added}", joined):
        assert fault(edited(topic, **{name: together})).key == f"answers.{topic}.{name}"


@pytest.mark.parametrize(
    ("topic", "say", "reason"),
    [
        ("sleep", "It melts away a bad night. It may help.", "claims a benefit"),
        ("sleep", "It may help you sleep. It treats insomnia.", "'treats' is too strong for any answer"),
        ("sleep", "It may help, and you will feel it.", "'will' is too strong for any answer"),
        ("sleep", "Many people may sleep better.", "'Many people' is too strong for an answer of strength B"),
        ("anxiety", "It may help, but it eases panic.", "'eases' claims a benefit"),
        ("sleep", "It may help you unwind and improves your sleep.", "'improves' claims a benefit"),
        ("headache", "It may help ease a tight head.", "strength C needs one of: isn't clear"),
        ("blood_pressure", "It lowers your blood pressure, though that isn't certain.", "'lowers your'"),
        ("inflammation", "Research doesn't show it, but it may help.", "'may' is too strong"),
        ("inflammation", "It evens out inflammation, though research doesn't show it.", "claims a benefit"),
        ("relaxing", "You feel calm. Many people do.", "claims a benefit"),
        ("stiffness", "Whether it helps isn't clear. It loosens you.", "'loosens' claims a benefit"),
        ("fight_or_flight", "It quietens the alarm, though that isn't certain.", "'quietens' claims a benefit"),
        ("blood_sugar", "You may need less insulin. It isn't known.", "'need less' is too strong for any answer"),
        ("blood_pressure", "Some people need less medication, though that isn't certain.", "'need less' is too strong"),
        ("sleep", "It may be as good as a pill.", "'as good as' is too strong for any answer"),
        ("anxiety", "It's a validated method that may help.", "'validated' is too strong for any answer"),
        ("headache", "The pain is gone, though that isn't certain.", "'is gone' is too strong for any answer"),
        ("blood_pressure", "It comes down a little, though that isn't certain.", "'comes down' is too strong"),
        ("sleep", "It may help, and is recommended by doctors.", "'recommended by' is too strong for any answer"),
        ("safe", "It's safe, and it helps with pain.", "for answers that claim none"),
        ("what", "It takes 10 minutes.", "as words"),
        ("what", "Tense <b>gently</b>.", "no tags"),
    ],
)
def test_the_reason_is_named(topic: str, say: str, reason: str) -> None:
    raised = [fault for fault in faults(edited(topic, say=say)) if reason in fault.reason]
    assert {fault.key for fault in raised} == {f"answers.{topic}.say"}


@pytest.mark.parametrize(
    "warning",
    [
        "Please never change insulin, or any other medicine, because of a session. It isn't known whether it helps.",
        "Please never change insulin by yourself. Research doesn't show that it helps.",
    ],
)
def test_a_warning_not_to_change_medicine_can_be_said(warning: str) -> None:
    assert not list(faults(edited("blood_sugar", say=warning)))


def test_a_higher_strength_asks_for_other_words() -> None:
    assert "Many people".lower() in fault(edited("sleep", strength="A")).reason.lower()
    assert fault(edited("sleep", strength="D")).key == "answers.sleep.strength"


def test_an_exception_is_named_one_by_one_and_goes_when_it_is_no_longer_needed() -> None:
    assert fault((RAW, {**WORDING, "exceptions": []})).key.startswith("answers.")
    gone = edited("breathing", say="It may slow your breath.", card="It may slow your breath.")
    assert "no longer in the answer 'breathing'" in fault(gone).reason
    unreasoned = copy.deepcopy(WORDING)
    del unreasoned["exceptions"][0]["reason"]
    assert fault((RAW, unreasoned))[:2] == (RULES, "answers.exceptions[1].reason")


def test_an_answer_is_short() -> None:
    long = edited("what", say="One. Two. Three. Four.")
    assert fault(long).reason == "4 words in 4 sentences: 30 and 3 are the most"
    assert fault(edited("what", say=f"{'so ' * 30}on.")).reason.startswith("31 words in 1 sentences")


@pytest.mark.promise("sources")
def test_what_claims_something_names_its_sources() -> None:
    raw, wording = edited("sleep")
    del raw["answers"]["sleep"]["sources"]
    assert fault((raw, wording))[:2] == (FILE, "answers.sleep.sources")
    assert not faults(edited("what"))


@pytest.mark.parametrize("source", ["2021", "A {big} trial, 9 people", "<b>A trial</b> of some", "so " * 60])
def test_a_source_is_a_short_citation(source: str) -> None:
    assert "a short citation" in fault(edited("sleep", sources=[source])).reason


def test_a_benefit_that_is_not_shown_is_denied_at_once() -> None:
    late = edited("inflammation", say="It isn't known. Research doesn't show that it changes inflammation.")
    assert fault(late).reason.startswith("strength X begins with: research doesn't show")


@pytest.mark.parametrize(("place", "ok"), [("before", False), ("after", True), ("either", True)])
def test_a_hedge_stands_where_the_language_puts_it(place: str, ok: bool) -> None:
    answers, wording = edited("sleep", say="It helps some people.", card="It helps some people.")
    found = faults((answers, {**wording, "hedge_stands": place}))
    assert bool(found) is not ok
    assert all(f"one of these {place} it" in fault.reason for fault in found)


@pytest.mark.voice
def test_no_answer_takes_longer_than_twelve_seconds_to_say() -> None:
    try:
        seconds = spoken(load(CONTENT).answers)
    except VoiceMissing:
        seconds = {}
    require("Piper (make build/voice/ready)", bool(seconds))
    assert not {topic: length for topic, length in seconds.items() if length >= LONGEST}
