"""What earlier code wrote is still read: records, session attributes and tokens, as they were written then."""

import json
from enum import StrEnum
from typing import Any

import pytest

from skill.app.state import Attributes
from skill.audio.token import Token
from skill.handlers.turn import Question, State, Urgency
from skill.practice.bookmark import Bookmark
from skill.store import record
from skill.store.port import Memory
from tests.conftest import ROOT

VERSION_1: dict[str, Any] = json.loads((ROOT / "tests" / "fixtures" / "shapes-1.json").read_text("utf-8"))


def told(memory: Memory) -> dict[str, Any]:
    """Return a memory as the fixture tells it."""
    kept = memory.bookmark
    return {
        "preferences": memory.preferences.to_wire(),
        "kept": kept
        and {
            "spec": kept.spec.to_wire(),
            "place": kept.place.to_wire(),
            "at": kept.at,
            "until": kept.until,
            "closes": kept.closes,
        },
        "sessions": memory.sessions,
        "last": memory.last,
        "welcomed": memory.welcomed,
    }


def progress(bookmark: Bookmark | None) -> dict[str, Any] | None:
    """Return a session under way as the fixture tells it."""
    if bookmark is None:
        return None
    return {
        "spec": bookmark.spec.to_wire(),
        "place": bookmark.place.to_wire(),
        "at": bookmark.at,
        "seconds": pytest.approx(bookmark.seconds, abs=1e-4),
        "upto": bookmark.upto and bookmark.upto.to_wire(),
        "fresh": bookmark.fresh,
        "started_at": bookmark.started_at,
    }


def state(state: State) -> dict[str, Any]:
    """Return a state as the fixture tells it."""
    return {
        "question": state.question and state.question.value,
        "offer": state.offer and state.offer.to_wire(),
        "area_in_question": state.area_in_question,
        "fallbacks_in_a_row": state.fallbacks_in_a_row,
        "progress": progress(state.progress),
    }


@pytest.mark.parametrize(("item", "meant"), VERSION_1["records"])
def test_records_of_version_1(item: dict[str, Any], meant: dict[str, Any]) -> None:
    assert told(record.read(item)) == meant


@pytest.mark.parametrize(("wire", "meant"), VERSION_1["attributes"])
def test_session_attributes_of_version_1(wire: dict[str, Any], meant: dict[str, Any]) -> None:
    read = Attributes.from_wire(wire)
    assert read
    assert {"person": read.person, "memory": told(read.memory), **state(read.state)} == meant


@pytest.mark.parametrize(("wire", "meant"), VERSION_1["tokens"])
def test_tokens_of_version_1(wire: str, meant: dict[str, Any]) -> None:
    token = Token.from_wire(wire)
    assert {
        "stream": token.stream.to_wire(),
        "person": token.person,
        "started_at": token.started_at,
        "start": token.start,
        "counted": token.counted,
    } == meant


@pytest.mark.parametrize("kind", [Question, Urgency])
def test_what_is_open_is_written_by_its_name(kind: type[StrEnum]) -> None:
    """A session that goes on through a deployment keeps its question: none is ever renamed on the wire alone."""
    assert [each.value for each in kind] == [each.name.lower() for each in kind]
