"""Whom an utterance is for: Alexa, the skill by its name, or what is said while it is open."""

from dataclasses import replace

import pytest

from skill.content.content import Content
from skill.content.language import Calling
from skill.simulator.calling import Utterance, address


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Alexa, start muscle relaxation", Utterance(True, True, "")),
        ("Alexa, start muscle relaxation, please.", Utterance(True, True, "")),
        ("alexa resume muscle relaxation", Utterance(True, True, "")),
        ("Alexa, could you please open the muscle relaxation skill?", Utterance(True, True, "")),
        ("Alexa, muscle relaxation", Utterance(True, True, "")),
        ("open muscle relaxation", Utterance(True, False, "")),
        ("Alexa, ask muscle relaxation to resume", Utterance(True, True, "resume")),
        ("Alexa, ask muscle relaxation for the bedtime version", Utterance(True, True, "the bedtime version")),
        ("Alexa, ask Muscle Relaxation what are my settings", Utterance(True, True, "what are my settings")),
        ("Alexa, tell muscle relaxation yes", Utterance(True, True, "yes")),
        (
            "open muscle relaxation and start the bedtime version",
            Utterance(True, False, "start the bedtime version"),
        ),
        (
            "Alexa, start a ten minute session with muscle relaxation",
            Utterance(True, True, "start a ten minute session"),
        ),
        ("Alexa, pause", Utterance(False, True, "pause")),
        ("Alexa", Utterance(False, True, "")),
        ("Yes.", Utterance(False, False, "yes")),
        ("what is muscle relaxation", Utterance(False, False, "what is muscle relaxation")),
        ("start muscle relaxations", Utterance(False, False, "start muscle relaxations")),
        ("alexander, pause", Utterance(False, False, "alexander pause")),
    ],
)
def test_an_utterance_says_whom_it_is_for(text: str, spoken: Utterance, content: Content) -> None:
    assert address(text, content.language.calling) == spoken


def test_another_invocation_name_can_be_used(content: Content) -> None:
    calling = replace(content.language.calling, names=("calm body",))
    assert address("open calm body", calling) == Utterance(True, False, "")
    assert not address("open muscle relaxation", calling).opens


def test_another_language_calls_in_its_own_order() -> None:
    calling = Calling(
        names=("muskelruhe",),
        wake=("alexa",),
        polite=("bitte",),
        thanks=("bitte",),
        launch=("öffne", "frag"),
        link=("nach", "und"),
        by=("mit",),
        calls=("{launch} {name} [{link}] [{words}]", "{by} {name} {words}"),
    )
    assert address("Alexa, öffne Muskelruhe", calling) == Utterance(True, True, "")
    assert address("Alexa, frag Muskelruhe nach der Nacht", calling) == Utterance(True, True, "der nacht")
    assert address("bitte mit Muskelruhe zehn Minuten", calling) == Utterance(True, False, "zehn minuten")
    assert not address("Alexa, ask muscle relaxation to resume", calling).opens
