import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
import yaml

from skill.alexa.endpoint import TYPES
from skill.app.app import App
from skill.app.state import Attributes
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.content.content import Content
from skill.handlers import table
from skill.handlers.meanings import MEANINGS, meant
from skill.handlers.reply import Reply
from skill.handlers.request import AudioState, Request
from skill.handlers.several import TOGETHER
from skill.handlers.table import ANYTHING, TABLE, Row
from skill.handlers.turn import Question, Turn
from skill.practice.plan import Beat
from skill.practice.spec import Spec
from skill.practice.words import said
from skill.simulator import envelope
from skill.simulator.desk import MODEL, desk_skill
from skill.simulator.envelope import Sender
from skill.simulator.heard import SlotValue
from skill.simulator.imagined import ImaginedAudio
from skill.simulator.playback import response_ssml
from skill.speech.ssml import LIMIT, Spoken
from skill.store.memory_store import MemoryStore
from skill.store.port import HOUSEHOLD, Changes, Listener, Memory, StoreFault

NOON = 1_790_000_000
HEARD = {row.heard for row in TABLE} - TYPES
"""The intents that the table has rows for."""


class Nowhere:
    """A store that is always gone."""

    def load(self, listener: Listener) -> Memory | None:
        raise StoreFault("gone")

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        raise StoreFault("gone")

    def delete(self, listener: Listener, asked: int) -> None:
        raise StoreFault("gone")

    def delete_account(self, user: str, asked: int) -> None:
        raise StoreFault("gone")


def ask(content: Content, request: Mapping[str, Any], new: bool = True, **attributes: Any) -> Mapping[str, Any]:
    event = envelope.envelope(request, Sender(), "session", attributes, NOON, new)
    return desk_skill(App(content, Nowhere()))(event)


def test_what_goes_wrong_is_answered_at_the_edge(
    content: Content, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(turn: Turn) -> Reply:
        raise RuntimeError(f"secret of {turn.request.kind}")

    monkeypatch.setattr(table, "TABLE", (Row("LaunchRequest", broken), *TABLE))
    with caplog.at_level(logging.ERROR):
        answer = ask(content, envelope.launch())
    assert "Something went wrong on my side" in answer["response"]["outputSpeech"]["ssml"]
    assert answer["response"]["shouldEndSession"] is False
    assert [record.exc_info and record.exc_info[0] for record in caplog.records] == [RuntimeError]


def test_a_response_that_alexa_would_refuse_is_never_sent(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(turn: Turn) -> Reply:
        return Reply(spoken=Spoken((Beat("words", 1.0, said("la " * LIMIT)),)))

    monkeypatch.setattr(table, "TABLE", (Row("LaunchRequest", endless), *TABLE))
    answer = ask(content, envelope.launch())
    assert "Something went wrong" in answer["response"]["outputSpeech"]["ssml"]


def test_a_session_that_has_ended_is_answered_with_nothing(content: Content) -> None:
    answer = ask(content, envelope.ended("ERROR"), new=False)
    assert "outputSpeech" not in answer["response"]


@pytest.mark.parametrize("question", Question)
@pytest.mark.parametrize("name", sorted({"LaunchRequest", *HEARD} - {"AMAZON.NavigateHomeIntent"}))
def test_every_intent_is_answered_in_every_moment(name: str, question: Question, content: Content) -> None:
    request = envelope.launch() if name == "LaunchRequest" else envelope.intent(name, {})
    answer = ask(
        content,
        request,
        new=False,
        version=1,
        person="household",
        memory={},
        about="neck",
        misses=0,
        question=question.value,
    )
    assert answer["response"]["outputSpeech"]["ssml"]


def test_every_declared_intent_has_a_handler_and_the_reverse() -> None:
    declared = set(yaml.safe_load((MODEL / "intents.yaml").read_text("utf-8"))["intents"])
    assert (HEARD - {ANYTHING}) | {TOGETHER} == {meant(intent, {})[0] for intent in declared}


def test_every_value_that_is_understood_is_known(content: Content) -> None:
    declared = yaml.safe_load((MODEL / "intents.yaml").read_text("utf-8"))["slot_types"]
    assert set(declared["ROUTINE"]) - {"bedtime"} <= set(content.library.routines)
    assert set(declared["AREA"]) <= set(content.library.areas)
    implied = {values["topic"] for _, values in MEANINGS.values() if "topic" in values}
    assert set(declared["TOPIC"]) | implied == set(content.answers)


def test_while_a_session_is_open_what_played_before_is_not_under_way(content: Content) -> None:
    app = App(content, MemoryStore(clock=lambda: 0.0), audio=ImaginedAudio(content.library))
    token = Token(Stream(Spec("standard", 10)), HOUSEHOLD, NOON - 100).to_wire()
    playing = AudioState(token, 100.0, "STOPPED")
    asked = Request(kind="IntentRequest", now=NOON, intent="AMAZON.PauseIntent", can_play=True, audio_state=playing)
    assert app.turn(asked).is_latest
    assert app.turn(asked).playback
    turn = app.turn(replace(asked, attributes=Attributes().to_wire()))
    assert not turn.is_latest
    assert turn.playback is None


@pytest.mark.parametrize("seconds", [0, 5])
def test_the_first_request_once_more_says_the_safety_lines_once_more(seconds: int, content: Content) -> None:
    """A night closes, and is answered once: where that answer was lost, Alexa sends the same again."""
    skill = desk_skill(App(content, MemoryStore(clock=lambda: NOON)))
    request = envelope.intent("StartIntent", {"routine": SlotValue("bedtime", "bedtime")})
    for at in (NOON, NOON + seconds):
        answer = skill(envelope.envelope(request, Sender(), "session", {}, at, True))
        assert content.phrases.opening.safety in response_ssml(answer["response"])
