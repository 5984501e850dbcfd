"""Whatever comes, in parts dropped, replaced and added at random, the answer is one that Alexa takes."""

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.endpoint import Endpoint
from skill.app.app import App
from skill.content.content import Content
from skill.simulator import envelope
from skill.simulator.envelope import SKILL_ID
from skill.store.memory_store import MemoryStore
from tests.alexa.sent import AUDIO, DISABLED, NOW, SKIP, Remembered, event
from tests.dialogue import check

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


def session(content: Content) -> list[dict[str, Any]]:
    """Return real events: a session begun, interrupted, changed and ended, and those that have no session."""
    requests = [envelope.launch(), envelope.intent("AMAZON.YesIntent", {}), SKIP, envelope.intent("TimeLeftIntent", {})]
    skill = Endpoint(App(content, MemoryStore(clock=lambda: NOW), Random(1)))
    sent: list[dict[str, Any]] = []
    attributes: dict[str, Any] = {}
    for order, request in enumerate([*requests, envelope.ended("ERROR")]):
        sent.append(event(request, -60 * order, **attributes))
        attributes = skill(sent[-1]).get("sessionAttributes") or {}
    return [*sent, event(DISABLED), event(AUDIO)]


def test_whatever_comes_is_answered_as_alexa_takes_it(content: Content) -> None:
    app, sent = App(content, Remembered(), Random(1)), session(content)
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
