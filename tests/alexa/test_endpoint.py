"""The guard: whatever comes, the answer is one that Alexa takes, and what is refused is counted without its content."""

import copy
import json
import logging
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.endpoint import OLDEST, TYPES, Endpoint
from skill.app.app import App
from skill.app.telemetry import Counted, Field, Metric, Refusal
from skill.content.content import Content
from skill.handlers.table import TABLE
from skill.simulator import envelope
from skill.simulator.envelope import SKILL_ID, Sender
from skill.simulator.playback import response_ssml
from skill.simulator.understanding import SlotValue
from skill.store.memory_store import MemoryStore
from skill.store.port import Changes, Listener, Memory
from tests.dialogue import check

NOW = 1_790_000_000
EMPTY = {"version": "1.0", "response": {}}
TROUBLE = "Something went wrong on my side"
SKIP = envelope.intent("SkipIntent", {"area": SlotValue("neck", "neck")})
AUDIO = {"type": "AudioPlayer.PlaybackStopped", "token": "t", "offsetInMilliseconds": 7}
DISABLED = {"type": "AlexaSkillEvent.SkillDisabled"}


class Remembered:
    """A store that knows everybody, without I/O."""

    def load(self, listener: Listener) -> Memory | None:
        return Memory(welcomed=True)

    def save(self, listener: Listener, changes: Changes, now: int) -> None:
        pass

    def delete(self, listener: Listener) -> None:
        pass

    def delete_account(self, user: str) -> None:
        pass


@pytest.fixture(scope="module")
def app(content: Content) -> App:
    return App(content, Remembered(), Random(1))


@pytest.fixture
def counted() -> list[Counted]:
    return []


@pytest.fixture
def guard(content: Content, counted: list[Counted]) -> Endpoint:
    return Endpoint(App(content, Remembered(), Random(1), count=counted.append), SKILL_ID, lambda: NOW)


def event(request: dict[str, Any], age: float = 0, **attributes: Any) -> dict[str, Any]:
    """Return what Alexa sends; its own events and those of the audio player have no session."""
    sent = envelope.envelope(copy.deepcopy(request), Sender(), "session", attributes, NOW - age, not attributes)
    if "." in request["type"]:
        del sent["session"]
    return sent


def without(path: str, request: dict[str, Any] | None = None) -> dict[str, Any]:
    sent = event(request or envelope.launch())
    *parents, last = path.split(".")
    part = sent
    for each in parents:
        part = part[each]
    del part[last]
    return sent


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


def test_without_a_skill_id_and_a_clock_any_skills_and_any_age_will_do(app: App) -> None:
    assert Endpoint(app)(event(envelope.launch(), 86400))["response"]["outputSpeech"]


def test_what_is_refused_is_logged_without_its_content(guard: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    sent = without("context.System.user")
    sent["request"]["type"] = "my name is Ann"
    with caplog.at_level(logging.DEBUG):
        guard(sent)
    (record,) = caplog.records
    assert (getattr(record, Field.REASON), getattr(record, Field.REQUEST_TYPE)) == ("unreadable", "unknown")
    assert "Ann" not in str(vars(record))


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from(
        ["LaunchRequest", "household", "ER_SUCCESS_MATCH", "2026-09-21T13:33:20Z", "0001-01-01T00:00:00Z"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def paths(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every part of a JSON value, the whole included."""
    yield path
    if isinstance(part, dict | list):
        keys = list(part) if isinstance(part, dict) else range(len(part))
        for key in keys:
            yield from paths(part[key], (*path, key))


@st.composite
def spoilt(draw: st.DrawFn, sent: list[dict[str, Any]]) -> Any:
    """Return an event of Alexa's with up to four parts dropped, replaced or added."""
    event = copy.deepcopy(draw(st.sampled_from(sent)))
    for _ in range(draw(st.integers(1, 4))):
        *parents, last = draw(st.sampled_from([path for path in paths(event) if path] or [("request",)]))
        part = event
        for each in parents:
            part = part[each]
        match draw(st.sampled_from(["drop", "replace", "add"])):
            case "drop" if parents or isinstance(part, dict):
                part.pop(last, None) if isinstance(part, dict) else part.pop(last)
            case "add" if isinstance(part, dict):
                part[draw(st.sampled_from([*event, "type", "person", "intent"]))] = draw(json_values)
            case _:
                part[last] = draw(json_values)
    return event


def session(app: App) -> list[dict[str, Any]]:
    """Return real events: a session begun, interrupted, changed and ended, and those that have no session."""
    requests = [envelope.launch(), envelope.intent("AMAZON.YesIntent", {}), SKIP, envelope.intent("TimeLeftIntent", {})]
    skill = Endpoint(App(app.content, MemoryStore(clock=lambda: NOW), Random(1)))
    sent: list[dict[str, Any]] = []
    attributes: dict[str, Any] = {}
    for order, request in enumerate([*requests, envelope.ended("ERROR")]):
        sent.append(event(request, -60 * order, **attributes))
        attributes = skill(sent[-1]).get("sessionAttributes") or {}
    return [*sent, event(DISABLED), event(AUDIO)]


def test_whatever_comes_is_answered_as_alexa_takes_it(app: App) -> None:
    sent = session(app)
    assert sent[3]["session"]["attributes"]["progress"]
    guard, strict = Endpoint(app), Endpoint(app, SKILL_ID, lambda: NOW)

    @settings(max_examples=300)
    @given(spoilt(sent))
    def answered(event: Any) -> None:
        for each in (guard, strict):
            answer = json.loads(json.dumps(each(event)))
            assert answer["version"] == "1.0"
            kind = event.get("request", {}) if isinstance(event, dict) else {}
            check(answer, kind.get("type", "") if isinstance(kind, dict) else "")

    answered()


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
