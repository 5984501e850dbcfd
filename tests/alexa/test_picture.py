"""A picture goes with what is said where there is a screen, and nothing of it anywhere else."""

import json
import subprocess
import sys
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from skill.alexa.endpoint import LARGEST, Endpoint
from skill.alexa.response import RENDER
from skill.app.app import App
from skill.app.telemetry import Counted, Metric
from skill.content.content import Content
from skill.handlers.meanings import TOUCHES
from skill.practice.preferences import CheckIns
from skill.screen import parts
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.simulator.heard import SlotValue
from skill.simulator.imagined import ImaginedAudio
from skill.simulator.playback import response_ssml
from skill.store.memory_store import MemoryStore
from skill.store.port import Changes, Listener
from tests.alexa.sent import NOW
from tests.dialogue import check

SEEN = Sender(screen=True)
UNASKED = Changes(welcomed=True, preferences={"check_ins": CheckIns.NONE})
WELCOMED = Changes(welcomed=True, hands_free_offered=True)


@pytest.fixture
def counted() -> list[Counted]:
    return []


@pytest.fixture
def skill(content: Content, counted: list[Counted]) -> Endpoint:
    return known(content, WELCOMED, counted)


def known(content: Content, changes: Changes, counted: list[Counted]) -> Endpoint:
    """Return the skill, to a listener of whom something is remembered."""
    store = MemoryStore(clock=lambda: NOW)
    store.save(Listener(Sender().user), changes, NOW)
    return Endpoint(App(content, store, Random(7), count=counted.append))


def asked(
    skill: Endpoint,
    request: Mapping[str, Any],
    sender: Sender = SEEN,
    player: Mapping[str, Any] | None = None,
    **attributes: Any,
) -> dict[str, Any]:
    answer = skill(envelope.envelope(request, sender, "session", attributes, NOW, not attributes, player))
    check(answer, request["type"])
    return answer


def start(routine: str, minutes: int) -> dict[str, Any]:
    slots = {"routine": SlotValue(routine, routine), "minutes": SlotValue(str(minutes), "")}
    return envelope.intent("StartIntent", slots)


def shown(answer: Mapping[str, Any]) -> Any:
    documents = [each["document"] for each in answer["response"].get("directives", ()) if each["type"] == RENDER]
    return documents[0] if documents else None


def test_a_device_without_a_screen_is_sent_no_picture(skill: Endpoint) -> None:
    assert "directives" not in asked(skill, start("standard", 10), Sender())["response"]


def test_the_words_are_the_same_with_a_picture_and_without(content: Content, counted: list[Counted]) -> None:
    seen, heard = (
        asked(known(content, WELCOMED, counted), start("standard", 10), sender)["response"]
        for sender in (SEEN, Sender())
    )
    assert seen.pop("directives")
    assert seen == heard


def test_where_a_picture_would_be_too_much_the_words_are_sent_without_it(
    content: Content, counted: list[Counted]
) -> None:
    seen, heard = (asked(known(content, UNASKED, counted), start("sixteen", 20), sender) for sender in (SEEN, Sender()))
    assert seen == heard
    assert len(response_ssml(seen["response"])) > 5000
    assert [each for each in counted if each.metric is Metric.PICTURES_LEFT_OUT] == [Counted(Metric.PICTURES_LEFT_OUT)]


def test_a_picture_that_is_sent_leaves_the_answer_within_the_limit(skill: Endpoint, counted: list[Counted]) -> None:
    answer = asked(skill, start("sixteen", 20))
    assert shown(answer)
    assert len(json.dumps(answer).encode()) <= LARGEST
    assert Counted(Metric.PICTURES_LEFT_OUT) not in counted


def test_what_the_device_plays_by_itself_is_not_drawn(content: Content, counted: list[Counted]) -> None:
    app = App(content, MemoryStore(clock=lambda: NOW), Random(7), audio=ImaginedAudio(content.library))
    answer = asked(Endpoint(app), start("bedtime_gentle", 15), player={"playerActivity": "IDLE"})
    assert [each["type"] for each in answer["response"]["directives"]] == ["AudioPlayer.Play"]


def test_what_is_played_has_a_title_and_where_there_is_one_a_picture_beside_it(content: Content) -> None:
    def metadata(art: str) -> dict[str, Any]:
        audio = ImaginedAudio(content.library)
        app = App(content, MemoryStore(clock=lambda: NOW), Random(7), audio=audio, art=art)
        answer = asked(Endpoint(app), start("bedtime_gentle", 15), player={"playerActivity": "IDLE"})
        (directive,) = answer["response"]["directives"]
        found: dict[str, Any] = directive["audioItem"]["metadata"]
        return found

    assert metadata("") == {"title": "Gentle relaxation for the night"}
    art = "https://pages.example/art-512.png"
    assert metadata(art) == {"title": "Gentle relaxation for the night", "art": {"sources": [{"url": art}]}}


def test_trouble_is_told_in_words_alone(skill: Endpoint) -> None:
    def broken(turn: object) -> None:
        raise KeyError

    setattr(skill.app, "answer", broken)  # noqa: B010, as a method is not to be assigned
    answer = asked(skill, envelope.launch())
    assert response_ssml(answer["response"])
    assert shown(answer) is None


@pytest.mark.parametrize("touch", [{"arguments": []}, {"arguments": ["dance"]}, {"arguments": [{"so": 1}]}, {}])
def test_a_touch_that_no_picture_of_ours_sends_is_answered_as_what_was_not_understood(
    touch: dict[str, Any], skill: Endpoint
) -> None:
    request = {key: value for key, value in envelope.touched("pause").items() if key != "arguments"} | touch
    answer = asked(skill, request)
    assert answer["response"]["shouldEndSession"] is False
    assert shown(answer)


def test_every_button_means_an_intent() -> None:
    assert {parts.PAUSE, parts.GO_ON, parts.NEXT, parts.PREVIOUS} == TOUCHES.keys()


def test_the_screen_is_imported_for_a_device_that_has_one_and_for_no_other() -> None:
    code = """
import sys
from random import Random
from pathlib import Path
from skill.alexa.endpoint import Endpoint
from skill.app.app import App
from skill.content.content import load
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.store.memory_store import MemoryStore

skill = Endpoint(App(load(Path("content")), MemoryStore(clock=lambda: 0), Random(7)))
for sender in (Sender(), Sender(screen=True)):
    skill(envelope.envelope(envelope.launch(), sender, "session", {}, 1_790_000_000, True))
    print(any(name.startswith("skill.screen") for name in sys.modules))
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]
