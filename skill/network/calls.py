"""Calls that end when their turn's deadline passes, however slowly they are answered.

A socket's own time-out bounds one read; who sends a byte a second is never late by it. So a call's connections are shut
when its time is over.
"""

import math
import os
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import Timer
from typing import Any
from weakref import WeakSet

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.ssl_ import create_urllib3_context

from skill.network.deadline import left

SOONEST = 0.01
"""Seconds: the shortest time-out that is set, as none at all would be for ever."""


@dataclass(frozen=True)
class Called:
    """What was answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Late(urllib3.exceptions.HTTPError):
    """The deadline had passed before anything was sent."""


class Cut(urllib3.exceptions.HTTPError):
    """The deadline passed before the whole answer had come."""


class Calls:
    """Connections that are kept from turn to turn, and shut when a turn's time is over."""

    def __init__(self) -> None:
        """Open nothing yet."""
        self._open: WeakSet[HTTPConnection] = WeakSet()
        self._pool = urllib3.PoolManager(retries=False)
        self._pool.pool_classes_by_scheme = {
            "http": self._noting(HTTPConnectionPool, HTTPConnection),
            "https": self._noting(HTTPSConnectionPool, HTTPSConnection),
        }

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: Any, *, connect: float, read: float
    ) -> Called:
        """Send a request and read the whole answer; `connect` and `read` in seconds, and never beyond the deadline.

        Raises urllib3's HTTPError, of which Late and Cut are.
        """
        if not (seconds := left()):
            raise Late
        timeout = urllib3.Timeout(connect=_at_most(connect, seconds), read=_at_most(read, seconds))
        chunked = "transfer-encoding" in {name.lower() for name in headers}
        with self._shut_after(seconds):
            answer = self._pool.urlopen(
                method, url, headers=headers, body=body, timeout=timeout, redirect=False, chunked=chunked,
                decode_content=False,
            )  # fmt: skip
        return Called(answer.status, dict(answer.headers.items()), answer.data)

    @contextmanager
    def _shut_after(self, seconds: float) -> Iterator[None]:
        """Shut what is open once so many seconds have passed, and raise Cut; no thread of it remains afterwards."""
        if math.isinf(seconds):
            yield
            return
        timer = _Timer(seconds, self._shut)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
        if timer.passed:  # an answer that ends where it was cut may look whole
            raise Cut

    def _shut(self) -> None:
        for connection in tuple(self._open):
            if (sock := connection.sock) is not None:
                _shut_down(sock)

    def _noting(self, pool: type[HTTPConnectionPool], kind: type[HTTPConnection]) -> type[HTTPConnectionPool]:
        """Return a kind of pool whose connections are known here from the moment in which they begin."""

        def connect(connection: HTTPConnection) -> None:
            self._open.add(connection)
            if isinstance(connection, HTTPSConnection):
                connection.ssl_context = trust()
            kind.connect(connection)

        return type(pool.__name__, (pool,), {"ConnectionCls": type(kind.__name__, (kind,), {"connect": connect})})


@cache
def trust() -> ssl.SSLContext:
    """Return what tells who answers, by certifi's authorities; they are read once, which takes longer than a turn."""
    context = create_urllib3_context()
    context.load_verify_locations(certifi.where())
    return context


class _Timer(Timer):
    """Knows whether its time has passed."""

    passed = False

    def run(self) -> None:
        """Wait, then do what is to be done, unless it was cancelled before."""
        self.passed = not self.finished.wait(self.interval)
        if self.passed:
            self.function()


def _at_most(seconds: float, most: float) -> float:
    return max(SOONEST, min(seconds, most))


def _shut_down(sock: socket.socket) -> None:
    """End both directions of a connection for whoever reads or writes it, past what encrypts it."""
    try:
        with socket.socket(fileno=os.dup(sock.fileno())) as own:
            own.shutdown(socket.SHUT_RDWR)
    except OSError:  # closed by itself just now
        pass
