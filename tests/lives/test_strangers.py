"""A few thousand requests from anywhere in every run of the tests; `make soak` sends many more, others each time."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from skill.alexa import endpoint, shape
from skill.alexa.shape import shape_fault
from skill.app.app import Answer, App
from skill.content.content import Content
from skill.handlers.request import Request
from skill.handlers.turn import Turn
from tests.lives.strangers import KNOWN, UNKNOWN, Fault, Strangers

REQUESTS = 4_000


def test_requests_from_anywhere_are_answered_as_alexa_takes_it(content: Content) -> None:
    Strangers(content, Random(1)).try_out(REQUESTS)


def test_every_type_comes_and_most_are_handled(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    sent, handled, turn = list[str](), list[Request](), App.turn

    def watched(event: Any) -> None:
        sent.append(event["request"]["type"])

    def counted(app: App, request: Request) -> Turn:
        handled.append(request)
        return turn(app, request)

    monkeypatch.setattr(App, "turn", counted)
    monkeypatch.setattr(endpoint, "shape_fault", _before(watched, shape_fault))
    Strangers(content, Random(2)).try_out(3_000)
    assert {*KNOWN, *UNKNOWN} <= {*map(str, sent)}
    assert len(handled) > 1_000
    assert sum("progress" in request.attributes for request in handled) > 100
    assert sum(bool(request.audio_state.token) for request in handled) > 100


def _before(first: Callable[[Any], None], then: Callable[[Any], str]) -> Callable[[Any], str]:
    def both(event: Any) -> str:
        if isinstance(event, dict) and isinstance(event.get("request"), dict) and "type" in event["request"]:
            first(event)
        return then(event)

    return both


def raises(app: App, turn: Turn) -> Answer:
    raise ValueError("nobody foresaw this")


def tells(app: App, turn: Turn) -> Answer:
    endpoint.log.info("answered %s", turn.listener.user)
    return ANSWER(app, turn)


ANSWER = App.answer


@pytest.mark.parametrize("breakage", [raises, tells])
def test_what_breaks_or_tells_is_noticed(
    breakage: Callable[[App, Turn], Answer], content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(App, "answer", breakage)
    with pytest.raises(Fault, match=r"nobody foresaw|SecretUser"):
        Strangers(content, Random(1)).try_out(200)


@pytest.mark.parametrize("check", ["_is_offset", "_is_deep"])
def test_an_endpoint_without_a_check_of_what_comes_would_be_found_out(
    check: str, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shape, check, lambda _: check == "_is_offset")
    monkeypatch.setattr(endpoint, "_UNREADABLE", (UnicodeError,))
    with pytest.raises(Fault):
        Strangers(content, Random(1)).try_out(3_000)
