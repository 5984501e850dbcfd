import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from skill.simulator import envelope
from skill.simulator.desk import desk_app, desk_skill
from skill.simulator.envelope import Sender
from skill.simulator.serve import LARGEST_REQUEST, listening
from skill.store.memory_store import MemoryStore
from tests.simulator.serving import serving

Event = dict[str, Any]


@contextmanager
def desk(said: list[str] | None = None) -> Iterator[str]:
    with serving(desk_skill(desk_app(MemoryStore(clock=lambda: 0.0))), said=said) as address:
        assert address.startswith("http://127.0.0.1:")
        yield f"{address}/"


@pytest.fixture
def url() -> Iterator[str]:
    with desk() as address:
        yield address


def ask(url: str, body: bytes | None, headers: Mapping[str, str] | None = None) -> tuple[int, Any]:
    """Return the status and the JSON that are answered."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, dict(headers or {}))) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def launch() -> Event:
    return envelope.envelope(
        envelope.launch(), Sender(), "session", {}, 1_790_000_000, True, {"playerActivity": "IDLE"}
    )


def test_a_launch_is_answered(url: str) -> None:
    status, answer = ask(url, json.dumps(launch()).encode())
    assert status == 200
    assert "Welcome to muscle relaxation." in answer["response"]["outputSpeech"]["ssml"]
    assert answer["response"]["shouldEndSession"] is False


def test_it_says_what_it_is(url: str) -> None:
    status, answer = ask(url, None)
    assert status == 200
    assert "muscle relaxation" in answer["this"]
    assert "POST /" in answer


def test_a_request_that_the_skill_does_not_serve_is_answered_with_nothing(url: str) -> None:
    event = launch()
    event["request"]["type"] = "Nonsense"
    assert ask(url, json.dumps(event).encode()) == (200, {"version": "1.0", "response": {}})


def without(*path: str) -> Callable[[Event], None]:
    def change(event: Event) -> None:
        for name in path[:-1]:
            event = event[name]
        del event[path[-1]]

    return change


def with_value(value: object, *path: str) -> Callable[[Event], None]:
    def change(event: Event) -> None:
        for name in path[:-1]:
            event = event[name]
        event[path[-1]] = value

    return change


def nested() -> list[Any]:
    deep: list[Any] = []
    for _ in range(100):
        deep = [deep]
    return deep


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (without("request"), "request is missing"),
        (without("request", "type"), "request.type is missing"),
        (with_value("", "request", "requestId"), "request.requestId is empty"),
        (with_value(7, "request", "timestamp"), "request.timestamp is no text"),
        (with_value([], "context"), "context is no object"),
        (without("context", "System", "user"), "context.System.user is missing"),
        (with_value("IntentRequest", "request", "type"), "request.intent is missing"),
        (without("session"), "session is missing"),
        (with_value("here", "session"), "session is no object"),
        (with_value("2 s", "context", "AudioPlayer", "offsetInMilliseconds"), "offsetInMilliseconds is no number"),
        (with_value(nested(), "session", "attributes", "x"), "it is nested deeper than 40 levels"),
        (with_value(5, "session", "attributes"), "session has a value that Alexa's SDK cannot read"),
        (with_value("\ud800", "request", "locale"), "request has a value that Alexa's SDK cannot read"),
        (with_value("SINGING", "context", "AudioPlayer", "playerActivity"), "context has a value"),
        (with_value("yesterday", "request", "timestamp"), "request has a value"),
        (with_value("2026-11-22T18:00:00", "request", "timestamp"), "request.timestamp has a value"),
    ],
)
def test_what_is_wrong_is_said_with_the_key(change: Callable[[Event], None], fault: str, url: str) -> None:
    event = launch()
    change(event)
    status, answer = ask(url, json.dumps(event).encode())
    assert status == 400
    assert fault in answer["error"]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "line 1, column 1"),
        (b'{"request":\n}', "line 2, column 1"),
        (b"\xff", "UnicodeDecodeError"),
        (b"[]", "a request is a JSON object"),
        (b"{}", "request is missing"),
    ],
)
def test_what_is_no_request_is_refused_and_the_server_lives(body: bytes, fault: str, url: str) -> None:
    status, answer = ask(url, body)
    assert status == 400
    assert "no Alexa request" in answer["error"]
    assert fault in answer["error"]
    test_a_launch_is_answered(url)


def test_too_large_a_request_is_refused(url: str) -> None:
    try:
        status, answer = ask(url, b" " * (LARGEST_REQUEST + 1))
    except urllib.error.URLError:  # the connection was shut while it was still sent
        return
    assert (status, "more than" in answer["error"]) == (413, True)


def test_another_method_or_place_is_refused_as_json(url: str) -> None:
    assert ask(f"{url}nowhere", None)[0] == 404
    assert ask(f"{url}nowhere", b"{}") == (404, {"error": "Not Found"})


def test_a_skill_that_fails_is_said_and_the_server_lives() -> None:
    def failing(event: Event) -> Event:
        raise KeyError("amzn1.ask.account.SOMEBODY")

    with serving(failing) as address:
        for _ in range(2):
            status, answer = ask(f"{address}/", json.dumps(launch()).encode())
            assert (status, answer) == (500, {"error": "the skill could not answer: KeyError"})


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:3000", "[", "localhost@evil"])
def test_another_host_is_refused(host: str, url: str) -> None:
    for body in (None, json.dumps(launch()).encode()):
        status, answer = ask(url, body, {"Host": host})
        assert status == 403
        assert "Host" in answer["error"]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:3000", "127.0.0.1", "[::1]:3000"])
def test_the_names_of_this_machine_are_answered(host: str, url: str) -> None:
    assert ask(url, None, {"Host": host})[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", "http://127.0.0.1", ""])
def test_a_page_of_another_origin_is_refused(origin: str, url: str) -> None:
    status, answer = ask(url, json.dumps(launch()).encode(), {"Origin": origin})
    assert status == 403
    assert "Origin" in answer["error"]


def test_a_page_of_its_own_is_answered(url: str) -> None:
    assert ask(url, json.dumps(launch()).encode(), {"Origin": url.rstrip("/")})[0] == 200


def test_each_request_has_a_line_with_intent_first_words_and_milliseconds() -> None:
    said: list[str] = []
    stop = launch()
    stop["request"] |= envelope.intent("AMAZON.StopIntent", {})
    with desk(said) as url:
        ask(url, json.dumps(launch()).encode())
        ask(url, json.dumps(stop).encode())
        ask(url, None)
        ask(url, b"{}")
        ask(f"{url}audio/{'b' * 64}.mp3", None)
        ask(f"{url}amzn1.ask.account.DESK", None)
    patterns = [
        r"LaunchRequest · Welcome to muscle relaxation\. A few … · \d+ ms",
        r"AMAZON\.StopIntent · .+ · \d+ ms",
        r"GET / · 200 · \d+ ms",
        r"POST / · 400 · \d+ ms",
        r"GET /audio/ · 404 · \d+ ms",
        r"GET … · 404 · \d+ ms",
    ]
    assert len(said) == len(patterns)
    for line, pattern in zip(said, patterns, strict=True):
        assert re.fullmatch(pattern, line), line


def test_no_line_has_an_id_an_utterance_or_a_token() -> None:
    said: list[str] = []
    event = launch()
    ids = ("amzn1.ask.account.DESK", "amzn1.ask.device.DESK", "token", "what I said\n", "something")
    event["session"]["attributes"] = {"something": "something"}
    with desk(said) as url:
        event["request"] |= {"type": "IntentRequest", "intent": {"name": "what I said\n", "slots": {}}}
        ask(url, json.dumps(event).encode())
        event["request"]["type"] = "what I said\n"
        ask(url, json.dumps(event).encode())
    assert len(said) == 2
    assert not [line for line in said for each in ids if each in line]


def test_nobody_beyond_this_machine_is_listened_to() -> None:
    with listening(0) as opened:
        assert opened.getsockname()[0] == "127.0.0.1"
