"""People in trouble: whatever they say, in whatever state, nobody is taken on into the exercise."""

from collections.abc import Callable

import pytest

from skill.content.content import Content
from skill.content.yaml_file import parse
from skill.handlers.meanings import meant
from skill.handlers.request import Request
from skill.handlers.several import wishes_of
from skill.simulator.alexa_model import AlexaModel
from skill.simulator.declared import DECLARATION
from skill.simulator.desk import MODEL
from skill.simulator.dialogue.exchange import Exchange
from skill.simulator.dialogue.playing import play
from skill.simulator.dialogue.reading import Dialogue
from skill.simulator.dialogue.stage import Stage
from skill.simulator.dialogue.watched import Watched
from skill.simulator.heard import Heard
from skill.simulator.learning import learn
from skill.simulator.playback import response_ssml
from skill.simulator.recogniser import Recogniser
from skill.simulator.sentences import other_talk
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from tests.simulator.corpus import CORPORA, HARMFUL

CRIES = parse((CORPORA / "cries.yaml").read_text("utf-8"), "cries.yaml")
STATES = {
    "before a session": ("Alexa, open muscle relaxation",),
    "at a question": ("Alexa, open muscle relaxation", "yes"),
    "in the middle of speech": ("Alexa, open muscle relaxation", "yes", "(during your lower legs) slower"),
    "in a pause": ("Alexa, open muscle relaxation", "yes", "(during your lower legs) pause"),
}
UNKIND = HARMFUL | {"AMAZON.NextIntent", "AMAZON.StartOverIntent", "SameAgainIntent"}
WITHOUT_AN_EMERGENCY = ("condition", "unwilling")
"""They may go on, in a way that suits."""


@pytest.fixture(params=STATES)
def stage(request: pytest.FixtureRequest, content: Content, understanding: Understanding) -> Stage:
    stage = Stage(content, understanding, Watched(MemoryStore(clock=lambda: 0.0)))
    play(Dialogue(request.param, tuple(Exchange(you=line) for line in STATES[request.param])), stage)
    return stage


def answering(stage: Stage) -> Callable[[str], str]:
    """Return what answers a sentence in the state of a stage, each time as if nothing had been said before."""
    device = stage.player().device
    session, attributes = device.session, dict(device.attributes)

    def answer(words: str) -> str:
        device.session, device.attributes = session, dict(attributes)
        device.hear(words)
        return response_ssml(device.response) or ""

    return answer


def done_of(heard: Heard | None) -> set[str]:
    """Return the intents of all that is done of what was heard."""
    if heard is None:
        return set()
    slots = {name: value.id or value.value for name, value in heard.slots.items()}
    intent, slots = meant(heard.intent, slots)
    return {each.intent for each in wishes_of(Request(kind="IntentRequest", now=0, intent=intent, slots=slots))}


def test_there_are_enough_of_them() -> None:
    assert len({cry["say"] for cry in CRIES}) == len(CRIES) >= 120


def test_no_cry_for_help_is_taken_for_yes_or_go_on_or_begin(stage: Stage) -> None:
    faults, answer = [], answering(stage)
    for cry in CRIES:
        said, device = answer(cry["say"]), stage.player().device
        done = done_of(device.understood)
        begins = "And hold." in said and cry["means"] not in WITHOUT_AN_EMERGENCY
        benefit = "AboutIntent" in done and cry["means"] != "condition"
        if done & UNKIND or begins or benefit:
            faults.append(f"{cry['say']}: {done}: {said[:80]}")
    assert not faults


@pytest.fixture(scope="module")
def untold(understanding: Understanding) -> Understanding:
    """An understanding that has not been told any of these sentences."""
    told, model = {cry["say"] for cry in CRIES}, understanding.model
    samples = {intent: [each for each in own if each not in told] for intent, own in model.samples.items()}
    rest = AlexaModel("", samples, model.slots, model.values)
    urgent = parse((MODEL / DECLARATION).read_text("utf-8"), DECLARATION)["urgent"]
    recogniser = Recogniser(rest, urgent, learn(rest, urgent, other_talk(MODEL, "en")))
    return Understanding(rest, understanding.calling, recogniser, {})


def test_those_that_nobody_told_it_are_heard_too_or_left_alone(untold: Understanding) -> None:
    cries = [cry["say"] for cry in CRIES if cry["means"] not in WITHOUT_AN_EMERGENCY]
    heard = [untold.understand(say) for say in cries]
    intents = [meant(each.intent, {})[0] for each in heard if each]
    assert sum(intent in UNKIND | {"AboutIntent"} for intent in intents) <= 0.02 * len(cries)
    assert len(intents) >= 0.8 * len(cries)
