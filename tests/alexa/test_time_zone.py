"""The device's time zone, from a server that answers as Alexa's settings service does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from skill.alexa import endpoint as endpoint_module
from skill.alexa import time_zone
from skill.alexa.time_zone import DeviceHour
from skill.app.app import App
from skill.content.content import Content
from skill.simulator import envelope
from skill.simulator.desk import desk_skill
from skill.simulator.envelope import SKILL_ID, Sender
from skill.store.memory_store import MemoryStore
from skill.store.port import Changes, Listener
from tests.store.broken_database import gone, silent

WINTER = datetime(2026, 1, 15, tzinfo=UTC).timestamp()


class Service(BaseHTTPRequestHandler):
    """Says one thing, and counts how often it is asked."""

    status, body, asked = 200, '"Europe/Paris"', 0

    def do_GET(self) -> None:
        type(self).asked += self.path.endswith("/settings/System.timeZone")
        self.send_response(self.status if self.headers["Authorization"] == "Bearer token" else 403)
        self.end_headers()
        self.wfile.write(self.body.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def service(status: int, body: str) -> Iterator[tuple[str, type[Service]]]:
    answering = type("Answering", (Service,), {"status": status, "body": body, "asked": 0})
    with ThreadingHTTPServer(("127.0.0.1", 0), answering) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", answering
        server.shutdown()


@pytest.fixture
def hour_of(monkeypatch: pytest.MonkeyPatch) -> DeviceHour:
    monkeypatch.setattr(endpoint_module, "TURN", 90.0)
    return DeviceHour(time_zone.Client(patience=60))  # no test fails because this machine is busy


def launch_at(hour_utc: float, endpoint: str, app: App, hour_of: DeviceHour) -> str:
    event = envelope.envelope(envelope.launch(), Sender(), "session", {}, WINTER + hour_utc * 3600, True)
    event["context"]["System"]["apiEndpoint"] = endpoint
    assert event["context"]["System"]["application"]["applicationId"] == SKILL_ID
    answer: Any = desk_skill(app, hour_of)(event)
    return str(answer["response"]["outputSpeech"]["ssml"])


@pytest.fixture
def app(content: Content) -> App:
    store = MemoryStore(clock=lambda: 0.0)
    store.save(Listener(Sender().user), Changes(welcomed=True), int(WINTER))
    return App(content, store)


@pytest.mark.parametrize(
    ("hour_utc", "late"), [(19.9, False), (20.1, True), (23.5, True), (2.9, True), (3.1, False), (12, False)]
)
def test_bedtime_is_offered_from_nine_to_four_where_the_device_is(
    hour_utc: float, late: bool, app: App, hour_of: DeviceHour
) -> None:
    with service(200, json.dumps("Europe/Paris")) as (endpoint, _):
        said = launch_at(hour_utc, endpoint, app, hour_of)
    assert ("Or shall I begin the bedtime version?" in said) is late


def test_a_device_is_asked_for_once(app: App, hour_of: DeviceHour) -> None:
    with service(200, json.dumps("Europe/Paris")) as (endpoint, answering):
        for _ in range(2):
            app.store.save(Listener(Sender().user), Changes(forget_place=True, started_at=4_000_000_000), int(WINTER))
            launch_at(22, endpoint, app, hour_of)
        assert answering.asked == 1


@pytest.mark.parametrize(
    ("status", "body"), [(403, '{"message": "no"}'), (204, ""), (200, '"Nowhere/Here"'), (200, "{"), (200, "null")]
)
def test_a_zone_that_is_refused_or_unknown_is_no_guess(status: int, body: str, app: App, hour_of: DeviceHour) -> None:
    with service(status, body) as (endpoint, _):
        assert "Ten minutes of" in launch_at(23, endpoint, app, hour_of)


def test_nobody_waits_for_a_service_that_is_gone_or_silent(app: App) -> None:
    assert "Ten minutes of" in launch_at(23, gone(), app, DeviceHour())
    app.store.save(Listener(Sender().user), Changes(forget_place=True, started_at=4_000_000_000), int(WINTER))
    with silent() as endpoint:
        assert "Ten minutes of" in launch_at(23, endpoint, app, DeviceHour())
