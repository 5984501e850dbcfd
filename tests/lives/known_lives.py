"""Lives that are the same ones each time, in a process of its own: test_lives.py runs this."""

from itertools import count
from pathlib import Path

from skill.content.content import Content
from skill.simulator.understanding import Understanding
from skill.store.sqlite import SqliteStore
from tests.lives.homes import live, lives, over_http

QUICK = lives(30, 40, known=True)


def test_lives(content: Content, understanding: Understanding) -> None:
    live(content, understanding, QUICK)


def test_lives_over_http_with_memory_in_a_file(content: Content, understanding: Understanding, tmp_path: Path) -> None:
    number = count()
    live(
        content,
        understanding,
        lives(6, 20, known=True),
        over_http,
        lambda: SqliteStore(tmp_path / f"{next(number)}.sqlite", clock=lambda: 0.0),
    )
