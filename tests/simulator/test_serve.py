import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from skill.simulator import envelope
from skill.simulator.desk import desk_app, desk_skill
from skill.simulator.envelope import Sender
from skill.simulator.serve import LARGEST_REQUEST, server
from skill.store.memory_store import MemoryStore


@pytest.fixture
def url() -> Iterator[str]:
    with server(desk_skill(desk_app(MemoryStore(clock=lambda: 0.0))), 0) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
        thread.start()
        assert serving.server_address[0] == "127.0.0.1"
        yield f"http://127.0.0.1:{serving.server_address[1]}/"
        serving.shutdown()
        thread.join()


def post(url: str, body: bytes) -> Any:
    with urllib.request.urlopen(urllib.request.Request(url, body)) as answer:
        return json.load(answer)


def test_a_launch_is_answered(url: str) -> None:
    event = envelope.envelope(envelope.launch(), Sender(), "session", {}, 1_790_000_000, True)
    answer = post(url, json.dumps(event).encode())
    assert "Welcome to muscle relaxation." in answer["response"]["outputSpeech"]["ssml"]
    assert answer["response"]["shouldEndSession"] is False


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"request": {"type": "Nonsense"}}', b'{"version": 7}'])
def test_what_the_skill_cannot_read_is_answered_with_nothing(url: str, body: bytes) -> None:
    assert post(url, body) == {"version": "1.0", "response": {}}


@pytest.mark.parametrize("body", [b"", b"{", b"\xff"])
def test_what_is_no_json_is_refused_and_the_server_lives(url: str, body: bytes) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        post(url, body)
    with refused.value:
        assert refused.value.code == 400
        assert "no Alexa request" in json.load(refused.value)["error"]
    test_a_launch_is_answered(url)


def test_too_large_a_request_is_refused(url: str) -> None:
    with pytest.raises((urllib.error.HTTPError, ConnectionError, urllib.error.URLError)):
        post(url, b" " * (LARGEST_REQUEST + 1))
