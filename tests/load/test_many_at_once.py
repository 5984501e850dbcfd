"""A small load in every test run: nobody waits in vain, nobody is taken for another, nothing is forgotten."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from skill.content.content import Content
from tests.load.many import Served, many, on_dynalite, on_sqlite

CONVERSATIONS = 20
PATIENCE = "60"
"""Seconds of a turn: on a busy machine nothing shall be late. `make bench ARGS="--only load"` has a turn's own."""


@pytest.mark.parametrize("database", ["sqlite", pytest.param("dynalite", marks=pytest.mark.node)])
def test_conversations_held_at_once_hear_what_each_hears_alone(database: str, content: Content, tmp_path: Path) -> None:
    with ExitStack() as running:
        served: Served = running.enter_context(
            on_sqlite(tmp_path, PATIENCE) if database == "sqlite" else on_dynalite(PATIENCE)
        )
        outcome = many(content, CONVERSATIONS, served)
    assert (outcome.lost, outcome.faults, outcome.other) == (0, 0, 0)
    assert len(outcome.times) == outcome.planned > 10 * CONVERSATIONS
