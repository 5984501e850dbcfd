"""Slots as Alexa fills them: what matches gives its id, what matches nothing names nothing."""

import json
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope

from skill.alexa.request import read
from skill.handlers.request import UNMATCHED
from skill.simulator import envelope
from skill.simulator.heard import SlotValue
from tests.alexa.sent import event


def authority(code: str, *ids: str) -> dict[str, Any]:
    values = [{"value": {"name": each, "id": each}} for each in ids]
    return {"authority": f"a.{code}", "status": {"code": code}, "values": values}


@pytest.mark.parametrize(
    ("authorities", "found"),
    [
        ([authority("ER_SUCCESS_MATCH", "neck", "head")], "neck"),
        ([authority("ER_SUCCESS_NO_MATCH")], UNMATCHED),
        ([authority("ER_SUCCESS_NO_MATCH"), authority("ER_SUCCESS_MATCH", "neck")], "neck"),
        ([authority("ER_ERROR_TIMEOUT")], "breath"),
        ([], "breath"),
    ],
)
def test_what_matches_no_value_is_none_of_them_whatever_it_sounds_like(
    authorities: list[dict[str, Any]], found: str
) -> None:
    request = envelope.intent("SkipIntent", {"area": SlotValue("breath", None)})
    request["intent"]["slots"]["area"]["resolutions"] = {"resolutionsPerAuthority": authorities}
    assert read(_envelope(request), lambda _: None).slots == {"area": found}


def test_a_number_has_no_ids_and_one_that_was_not_heard_is_no_minutes() -> None:
    for said, minutes in (("12", 12), ("?", None)):
        request = envelope.intent("StartIntent", {"minutes": SlotValue(said, None)})
        assert read(_envelope(request), lambda _: None).minutes == minutes


def test_a_length_counts_where_the_number_was_not_heard() -> None:
    request = envelope.intent(
        "StartIntent", {"minutes": SlotValue("?", None), "length": SlotValue("half an hour", "30")}
    )
    assert read(_envelope(request), lambda _: None).minutes == 30


def _envelope(request: dict[str, Any]) -> Any:
    return DefaultSerializer().deserialize(json.dumps(event(request)), RequestEnvelope)
