"""Many conversations at once through the server of the desk, each answer held against the one that is given alone."""

import http.client
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

from skill.app.app import App
from skill.content.content import Content
from skill.simulator.desk import ROOT, desk_skill
from skill.store.memory_store import MemoryStore
from tests.load.lives import BEGIN, Life
from tests.store.table import dynalite

PATIENCE = 120
"""Seconds that a client waits for an answer: whoever is slow is told as slow."""


@dataclass(frozen=True)
class Outcome:
    """What became of many conversations."""

    seconds: float
    """From the first request to the last answer."""
    times: tuple[float, ...]
    """Seconds of each answer, from connecting on, the shortest first."""
    lost: int
    """Requests without an answer, or with another status than 200; their conversations end with them."""
    other: int
    """Answers other than the same conversation has alone: of somebody else, or of somebody forgotten."""
    faults: int
    """Calls of the store that failed."""
    planned: int
    """Answers that the same conversations have alone."""

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return len(self.times) / self.seconds

    def share(self, of: float) -> float:
        """Return the seconds within which this share of all answers was given."""
        return self.times[min(len(self.times) - 1, int(of * len(self.times)))]


@dataclass
class _Heard:
    """What the conversations note, each for itself."""

    times: list[float] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)


def alone(content: Content, number: int) -> tuple[str, ...]:
    """Return the answers of a conversation that nobody else disturbs."""
    skill = desk_skill(App(content, MemoryStore(clock=lambda: BEGIN)))
    return tuple(Life(number).said(lambda event: dict(skill(event))))


def many(content: Content, conversations: int, served: "Served") -> Outcome:
    """Hold so many conversations at once."""
    expected = [alone(content, number) for number in range(conversations)]
    heard, together = _Heard(), threading.Barrier(conversations + 1)

    def hold(number: int) -> None:
        together.wait()
        try:
            answers = Life(number).said(lambda event: _ask(served.port, event, heard))
            for said, wanted in zip_longest(answers, expected[number]):
                if said != wanted:
                    heard.other.append(number)
        except (OSError, http.client.HTTPException, _Refused):
            heard.lost.append(number)

    threads = [threading.Thread(target=hold, args=(number,)) for number in range(conversations)]
    for thread in threads:
        thread.start()
    together.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    planned = sum(map(len, expected))
    times = tuple(sorted(heard.times))
    return Outcome(seconds, times, len(heard.lost), len(heard.other), served.end(), planned)


class _Refused(Exception):
    """A status other than 200."""


def _ask(port: int, event: dict[str, Any], heard: _Heard) -> dict[str, Any]:
    """Send a request on a connection of its own, as clients do that call once."""
    begun = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("POST", "/", json.dumps(event))
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != http.client.OK:
        raise _Refused
    heard.times.append(time.perf_counter() - begun)
    answer: dict[str, Any] = json.loads(body)
    return answer


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    port: int

    def end(self) -> int:
        """End it, and return how often its store failed."""
        told, _ = self.process.communicate(timeout=PATIENCE)
        return int(told)


@contextmanager
def on_sqlite(folder: Path, *patience: str) -> Iterator[Served]:
    """Give a server with its memory in a new file of a folder; `patience` in seconds, instead of a turn's own."""
    with _server("sqlite", str(folder / "memory.sqlite"), *patience) as served:
        yield served


@contextmanager
def on_dynalite(*patience: str) -> Iterator[Served]:
    """Give a server with its memory in dynalite; `patience` as above."""
    with dynalite() as client, _server("dynamodb", client.meta.endpoint_url, *patience) as served:
        yield served


@contextmanager
def _server(*of: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "tests.load.served", *of]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Served(process, int(process.stdout.readline()))
        finally:
            process.kill()
