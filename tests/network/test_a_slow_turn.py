"""Where everything is slow and alive, a turn is answered in its time, and what it says is true."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from skill.alexa import endpoint
from skill.content.content import Content
from tests.network.faults import proxy
from tests.network.slow import IN_A_SESSION, KINDS, MANNERS, skill_at, slow_skill, told
from tests.store.table import moto

SHORT = 2.4
"""Seconds of a turn: what is left for audio is little, for the memory enough to be asked."""


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "TURN", SHORT)


@pytest.mark.promise("in-time")
@pytest.mark.parametrize("manner", MANNERS)
def test_every_kind_of_turn_is_answered(manner: str, content: Content, tmp_path: Path) -> None:
    with slow_skill(content, manner) as skill:
        for kind, event in KINDS.items():
            said = told(skill(event()))
            assert said, kind
            assert content.phrases.recovering.trouble not in said, kind


def test_every_kind_of_turn_is_answered_where_each_call_is_half_a_second_late(content: Content) -> None:
    events = {kind: made() for kind, made in KINDS.items()} | {
        kind: made(content) for kind, made in IN_A_SESSION.items()
    }
    with moto() as client, proxy(client.meta.endpoint_url, None, slow=0.5) as faulty:
        turns = [(skill_at(content, faulty.address), event) for event in events.values()]
        with ThreadPoolExecutor(len(turns)) as pool:
            answers = list(pool.map(lambda turn: told(turn[0](turn[1])), turns))
    for kind, said in zip(events, answers, strict=True):
        assert said, kind
        assert content.phrases.recovering.trouble not in said, kind


def test_a_wish_of_which_nobody_knows_whether_it_was_kept_is_not_confirmed(content: Content) -> None:
    with slow_skill(content, "drips its body") as skill:
        said = told(skill(KINDS["a wish"]()))
    assert content.phrases.adjusting.perhaps_saved in said
    assert "I'll remember" not in said
