"""The guard: what is no request, lacks a part, is too old or another skill's is refused, counted without content."""

import logging
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from skill.alexa.endpoint import OLDEST, TYPES, Endpoint
from skill.app.app import App
from skill.app.telemetry import Counted, Field, Metric, Refusal
from skill.content.content import Content
from skill.handlers.table import TABLE
from skill.network.deadline import left
from skill.simulator import envelope
from skill.simulator.envelope import SKILL_ID
from skill.simulator.playback import response_ssml
from skill.store.memory_store import MemoryStore
from skill.store.port import Listener, Memory
from tests.alexa.sent import DISABLED, NOW, SKIP, Remembered, event
from tests.dialogue import check

EMPTY = {"version": "1.0", "response": {}}
TROUBLE = "Something went wrong on my side"


@pytest.fixture
def counted() -> list[Counted]:
    return []


@pytest.fixture
def guard(content: Content, counted: list[Counted]) -> Endpoint:
    return Endpoint(App(content, Remembered(), Random(1), count=counted.append), SKILL_ID, lambda: NOW)


def without(path: str, request: dict[str, Any] | None = None) -> dict[str, Any]:
    sent = event(request or envelope.launch())
    *parents, last = path.split(".")
    part = sent
    for each in parents:
        part = part[each]
    del part[last]
    return sent


def nested(levels: int) -> dict[str, Any]:
    part: dict[str, Any] = {}
    for _ in range(levels):
        part = {"more": part}
    return part


def refused(reason: Refusal) -> list[Counted]:
    return [Counted(Metric.REQUESTS_REFUSED, reason)]


MISSING = [
    "context",
    "context.System",
    "context.System.user",
    "context.System.user.userId",
    "context.System.application",
]
MISSING += ["session", "request.timestamp", "request.requestId"]


@pytest.mark.parametrize("part", MISSING)
def test_a_launch_that_lacks_a_part_is_answered_in_words_and_closes(
    part: str, guard: Endpoint, counted: list[Counted]
) -> None:
    answer = guard(without(part))
    assert TROUBLE in response_ssml(answer["response"])
    check(answer, "LaunchRequest")
    assert counted == refused(Refusal.UNREADABLE)


@pytest.mark.parametrize("part", [part for part in MISSING if part != "session"])
def test_an_event_that_lacks_a_part_is_answered_with_nothing(
    part: str, guard: Endpoint, counted: list[Counted]
) -> None:
    assert guard(without(part, DISABLED)) == EMPTY
    assert counted == refused(Refusal.UNREADABLE)


@pytest.mark.parametrize("what", [None, [], "{}", 7, {}, {"request": None}, {"request": {"type": ["LaunchRequest"]}}])
def test_what_is_no_request_at_all_is_answered_with_nothing(what: Any, guard: Endpoint, counted: list[Counted]) -> None:
    assert guard(what) == EMPTY
    assert counted == refused(Refusal.UNREADABLE)


def spoil(*path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def spoiled(sent: dict[str, Any]) -> None:
        part = sent
        for each in path[:-1]:
            part = part[each]
        part[path[-1]] = value

    return spoiled


@pytest.mark.parametrize(
    "spoiled",
    [
        spoil("request", "intent", "confirmationStatus", value="PERHAPS"),
        spoil("request", "intent", "slots", value=["neck"]),
        spoil("request", "intent", "slots", "area", "resolutions", "resolutionsPerAuthority", value=[{"status": 7}]),
        spoil("request", "intent", "name", value=None),
        spoil("request", "timestamp", value="yesterday"),
        spoil("request", "timestamp", value="2026-09-21T13:33:20"),
        spoil("session", "attributes", value="none"),
        spoil("context", "System", "user", "userId", value={"id": 7}),
        spoil("context", "AudioPlayer", value={"token": "t", "offsetInMilliseconds": "far"}),
        spoil("context", "AudioPlayer", value={"token": "t", "offsetInMilliseconds": {}}),
        spoil("context", "AudioPlayer", value={"token": "t", "offsetInMilliseconds": float("inf")}),
        spoil("session", "attributes", value=nested(60)),
        spoil("session", "attributes", value=nested(900)),
        spoil("session", "attributes", value=nested(100_000)),
        spoil("request", "intent", "slots", "area", "value", value=nested(900)),
    ],
)
def test_a_value_that_cannot_be_read_is_answered_in_words(
    spoiled: Callable[[dict[str, Any]], None], guard: Endpoint, counted: list[Counted]
) -> None:
    sent = event(SKIP)
    spoiled(sent)
    assert TROUBLE in response_ssml(guard(sent)["response"])
    assert counted == refused(Refusal.UNREADABLE)


@pytest.mark.parametrize(
    "spoiled",
    [
        spoil("context", "Viewport", value={"shape": "OVAL", "mode": "SHELF"}),
        spoil("context", "Alexa.Presentation.APL", value=[7]),
        spoil("request", "intent", "slots", "area", "resolutions", "resolutionsPerAuthority", value=[None]),
    ],
)
def test_news_of_a_device_in_parts_that_are_not_read_change_nothing(
    spoiled: Callable[[dict[str, Any]], None], guard: Endpoint, counted: list[Counted]
) -> None:
    sent = event(SKIP)
    spoiled(sent)
    answer = guard(sent)
    assert answer["response"]["outputSpeech"]
    assert TROUBLE not in response_ssml(answer["response"])
    assert counted == []


def test_a_session_ended_for_a_reason_never_heard_of_is_taken(guard: Endpoint, counted: list[Counted]) -> None:
    assert "outputSpeech" not in guard(event(envelope.ended("MOON_ROSE")))["response"]
    assert counted == []


@pytest.mark.parametrize("kind", [*sorted(TYPES - {row.heard for row in TABLE}), "Alexa.Telepathy"])
def test_a_type_of_request_that_has_no_row_is_answered_with_nothing(
    kind: str, guard: Endpoint, counted: list[Counted]
) -> None:
    assert guard(event({"type": kind})) == EMPTY
    assert counted == refused(Refusal.UNSERVED)


def test_another_skills_request_is_answered_with_nothing(guard: Endpoint, counted: list[Counted]) -> None:
    guard.skill_id = "amzn1.ask.skill.ours"
    assert guard(event(envelope.launch())) == EMPTY
    assert guard(event(DISABLED)) == EMPTY
    assert counted == 2 * refused(Refusal.OTHER_SKILL)


@pytest.mark.parametrize("age", [OLDEST + 1, -OLDEST - 1, 86400])
def test_a_request_replayed_late_is_answered_with_nothing(age: float, guard: Endpoint, counted: list[Counted]) -> None:
    assert guard(event(envelope.launch(), age)) == EMPTY
    assert counted == refused(Refusal.STALE)


@pytest.mark.parametrize("age", [OLDEST - 1, 1 - OLDEST])
def test_a_request_that_took_its_time_is_answered(age: float, guard: Endpoint, counted: list[Counted]) -> None:
    assert guard(event(envelope.launch(), age))["response"]["outputSpeech"]
    assert counted == [Counted(Metric.SESSIONS_BEGUN)]


def test_without_a_skill_id_and_a_clock_any_skills_and_any_age_will_do(content: Content) -> None:
    app = App(content, Remembered(), Random(1))
    assert Endpoint(app)(event(envelope.launch(), 86400))["response"]["outputSpeech"]


@pytest.mark.parametrize(("sent", "told"), [("en-GB", "en-GB"), ("my secret", ""), ("SecretWord", ""), ("", "")])
def test_of_a_locale_only_what_is_one_is_logged(
    sent: str, told: str, guard: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    unclear = event(envelope.intent("AMAZON.FallbackIntent", {}))
    unclear["request"]["locale"] = sent
    with caplog.at_level(logging.INFO):
        guard(unclear)
    assert [record.__dict__["locale"] for record in caplog.records if "locale" in record.__dict__] == [told]


def test_what_is_refused_is_logged_without_its_content(guard: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    sent = without("context.System.user")
    sent["request"]["type"] = "my name is Ann"
    with caplog.at_level(logging.DEBUG):
        guard(sent)
    (record,) = caplog.records
    assert (getattr(record, Field.REASON), getattr(record, Field.REQUEST_TYPE)) == ("unreadable", "unknown")
    assert "Ann" not in str(vars(record))


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("request", {"timestamp": "2026-01-01T12:00:00+99:99"}),
        ("context", {"System": {"person": {"personId": "\ud800"}}}),
    ],
    ids=["a zone that is none", "no UTF-8"],
)
def test_what_can_be_read_but_not_answered_is_refused(guard: Endpoint, part: str, value: dict[str, Any]) -> None:
    sent = event(envelope.launch())
    inner, given = (sent[part], value) if part == "request" else (sent[part]["System"], value["System"])
    inner.update(given)
    assert TROUBLE in response_ssml(guard(sent)["response"])


@pytest.mark.parametrize(("kind", "spoken"), [("LaunchRequest", True), ("AudioPlayer.PlaybackStarted", False)])
def test_where_the_answer_to_trouble_fails_too_there_are_words_that_cannot(
    kind: str, spoken: bool, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = App(content, MemoryStore(clock=lambda: 0.0))
    endpoint = Endpoint(app)

    def broken(*_: Any, **__: Any) -> Any:
        raise RecursionError

    monkeypatch.setattr(app, "turn", broken)
    monkeypatch.setattr(app, "trouble", broken)
    sent = event({"type": kind} if spoken else {"type": kind, "token": "t", "offsetInMilliseconds": 0})
    answer = endpoint(sent)
    assert (TROUBLE in str(answer)) is spoken
    assert answer["response"].get("shouldEndSession", True)


class Lambda:
    """What Lambda hands to a function, as far as it is looked at."""

    def __init__(self, milliseconds: int) -> None:
        self.milliseconds = milliseconds

    def get_remaining_time_in_millis(self) -> int:
        return self.milliseconds


class Clocked(Remembered):
    """Notes how much time a call has."""

    has = 0.0

    def load(self, listener: Listener) -> Memory | None:
        self.has = left()
        return super().load(listener)


@pytest.mark.parametrize(("context", "seconds"), [(Lambda(2_500), 1.5), (Lambda(60_000), 4.0), (None, 4.0)])
def test_a_turn_has_what_lambda_leaves_it_and_no_more_than_somebody_waits(
    context: Lambda | None, seconds: float, content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skill.network.deadline.monotonic", lambda: 100.0)
    store = Clocked()
    Endpoint(App(content, store, Random(1)), SKILL_ID, lambda: NOW)(event(envelope.launch()), context)
    assert store.has == seconds
