"""The page's part of the server, as a browser asks it."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from skill.simulator.page import routes
from skill.simulator.page.routes import LONGEST_UTTERANCE, WEB, page_routes
from skill.simulator.understanding import Understanding
from tests.simulator.page.desk import BEGIN, NIGHT, START, Parrot, Tone, house
from tests.simulator.serving import serving


class Browser:
    """What a browser does, without one."""

    def __init__(self, address: str) -> None:
        self.address = address

    def get(self, path: str) -> tuple[int, Message, str]:
        """Return the status, the headers and the text of what lies at a path."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}") as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers, ""

    def talk(self, origin: str = "") -> ClientConnection:
        """Return a line to the server, of a page of an origin."""
        address = self.address.replace("http", "ws")
        return connect(f"{address}/page/talk", origin=Origin(origin or self.address), max_size=None)


@contextmanager
def desk(understanding: Understanding, **more: Any) -> Iterator[Browser]:
    with serving(lambda event: {}, more=page_routes(house(understanding, **more))) as address:
        yield Browser(address)


@pytest.fixture
def browser(understanding: Understanding) -> Iterator[Browser]:
    with desk(understanding, speech=Tone(), hearing=Parrot()) as made:
        yield made


def taken(line: ClientConnection, kind: str) -> Any:
    """Return the next message of a kind."""
    while (message := json.loads(line.recv()))["kind"] != kind:
        pass
    return message


def test_the_page_and_all_that_it_names_are_served_and_nothing_from_elsewhere(browser: Browser) -> None:
    status, headers, page = browser.get("/page")
    assert (status, page) == (200, browser.get("/page/")[2])
    assert headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    for path in WEB.iterdir():
        status, _, text = browser.get(f"/page/{path.name}")
        assert status == 200
        for named in re.findall(r'(?:from|href=|src=|addModule\()\s*"\.?/?([\w.]+)"', text):
            assert (WEB / named).is_file(), named
        assert not re.findall(r"https?://(?!www\.w3\.org/2000/svg)", text), path.name
    assert "data-group" in browser.get("/page/body.svg")[2]


@pytest.mark.parametrize(
    "path", ["nowhere.js", "__main__.py", "..%2Fhouse.py", "voice/0.wav", "voice/..%2F.wav", "background/wind.wav"]
)
def test_nothing_else_is(path: str, browser: Browser) -> None:
    assert browser.get(f"/page/{path}")[0] == 404


def test_words_go_up_and_sounds_come_down_that_can_be_fetched(browser: Browser) -> None:
    with browser.talk() as line:
        line.send(json.dumps({"do": "say", "words": START, "now": BEGIN}))
        answer = taken(line, "answer")
        sentence = next(sound for sound in answer["sounds"] if sound["sentences"])["sentences"][0]
        status, headers, wave = browser.get(sentence["clip"])
    assert (status, headers["content-type"]) == (200, "audio/wav")
    assert wave == f"1.0 {sentence['words']}"


def test_the_background_of_what_is_played_can_be_fetched(browser: Browser) -> None:
    with browser.talk() as line:
        line.send(json.dumps({"do": "choose", "choices": {"plays": True}, "now": BEGIN}))
        taken(line, "answer")
        line.send(json.dumps({"do": "say", "words": NIGHT, "now": BEGIN}))
        status, headers, wave = browser.get(taken(line, "answer")["timeline"]["background"]["clip"])
    assert (status, headers["content-type"], wave) == (200, "audio/wav", "it is rain")


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:1", "null"])
def test_a_page_of_another_origin_may_not_talk(origin: str, browser: Browser) -> None:
    with pytest.raises(InvalidStatus) as refused:
        browser.talk(origin)
    assert refused.value.response.status_code == 403


def test_what_is_spoken_is_heard_and_sent_back(browser: Browser) -> None:
    with browser.talk() as line:
        line.send(bytes(320))
        assert taken(line, "heard")["words"] == "160 samples in en-US"
        line.send(bytes(LONGEST_UTTERANCE + 2))
        assert taken(line, "heard")["words"] == ""


def test_without_an_ear_nothing_is_heard(understanding: Understanding) -> None:
    with desk(understanding) as browser, browser.talk() as line:
        line.send(bytes(320))
        assert taken(line, "heard")["words"] == ""


@pytest.mark.parametrize("text", ["", "no JSON", "[" * 100_000, "{}", '{"do": "say", "now": 1}'])
def test_what_is_no_message_is_refused_and_the_line_holds(text: str, browser: Browser) -> None:
    with browser.talk() as line:
        line.send(text)
        assert taken(line, "refused")["why"]
        line.send(json.dumps({"do": "choose", "choices": {}, "now": BEGIN}))
        assert taken(line, "chosen")["speaks"]


def test_a_fault_is_told_as_soon_as_it_is_written_and_when_it_is_mended(
    understanding: Understanding, edited: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "WATCH", 0.01)
    file = edited / "en" / "closing.yaml"
    whole = file.read_text("utf-8")
    with (
        desk(understanding, folder=edited) as browser,
        browser.talk() as line,
        browser.talk() as other,
    ):
        file.write_text("unknown: 1\n", "utf-8")
        for each in (line, other):
            assert taken(each, "content")["faults"][0]["file"] == "en/closing.yaml"
        file.write_text(whole, "utf-8")
        for each in (line, other):
            assert taken(each, "content")["faults"] == []
