"""A proxy that passes requests on to a database or a bucket, and injects a fault into those that are chosen.

`with proxy(target, Fault.RESETS_AFTER) as faulty:` gives what lies at `faulty.address` in the place of `target`;
`faulty.met` counts the faults. It knows as much of HTTP as it takes to see where a request ends.
"""

import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from tests.network.slow_servers import server

A_DRIP = 0.02
"""Seconds between two bytes of what drips."""
LATE = 0.5
"""Seconds by which a request arrives late."""
PATIENT = 60
"""Seconds after which a target that is well is given up: this machine may be busy."""


class Fault(StrEnum):
    """What goes wrong with one request."""

    STALLS = "is silent"
    RESETS = "resets before it has written"
    LATE = "writes when nobody waits any more"
    STALLS_AFTER = "is silent after having written"
    RESETS_AFTER = "resets after having written"
    TRUNCATES = "truncates its answer"
    DRIPS = "drips its answer"
    FAILS_AFTER = "answers 500 after having written"
    THROTTLES = "throttles"


WRITES = frozenset(
    (Fault.STALLS_AFTER, Fault.RESETS_AFTER, Fault.TRUNCATES, Fault.DRIPS, Fault.FAILS_AFTER, Fault.LATE)
)
"""The faults of a request that has been, or will be, done."""
_ONE_AFTER_THE_OTHER = threading.Lock()
"""What is late arrives so, as moto takes no lock between a condition and its write."""
Choice = Callable[[bytes], Fault | None]
"""Tells for each request, as it came, which fault it meets; None for none."""
_THROTTLED = b'{"__type": "com.amazonaws.dynamodb.v20120810#ThrottlingException"}'
_SAID = {
    Fault.FAILS_AFTER: b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
    Fault.THROTTLES: b"HTTP/1.1 400 Bad Request\r\nContent-Length: %d\r\n\r\n%s" % (len(_THROTTLED), _THROTTLED),
}


def every(fault: Fault) -> Choice:
    """Let every request meet this fault."""
    return lambda _: fault


def in_turn(*faults: Fault | None, of: bytes = b"") -> Choice:
    """Let the requests that hold these bytes meet these faults one after the other, and none after the last."""
    left, lock = list(faults), threading.Lock()

    def choose(request: bytes) -> Fault | None:
        with lock:
            return left.pop(0) if left and of in request else None

    return choose


@dataclass
class Faulty:
    """A target behind the proxy."""

    address: str
    met: Counter[Fault] = field(default_factory=Counter)
    """How many requests met each fault."""


@contextmanager
def proxy(target: str, fault: Fault | Choice | None, slow: float = 0.0) -> Iterator[Faulty]:
    """Give what passes every request on to a target of http, but for those that meet a fault.

    Where nothing goes wrong it is so many seconds slow.
    """
    choose: Choice = fault if callable(fault) else lambda _: fault
    faulty = Faulty("")

    def serve(connection: socket.socket, over: threading.Event) -> None:
        connection.settimeout(A_DRIP)
        while (request := _message(connection, over)) and not over.is_set():
            met = choose(request)
            if met is None:
                over.wait(slow)
                connection.sendall(_answer(target, request))
                continue
            faulty.met[met] += 1
            _meet(met, connection, target, request, over)
            return

    with server(serve) as (address, _):
        faulty.address = address.rstrip("/")
        yield faulty


def _meet(fault: Fault, connection: socket.socket, target: str, request: bytes, over: threading.Event) -> None:
    """Let one request meet a fault; the connection ends with it."""
    match fault:
        case Fault.STALLS:
            over.wait()
        case Fault.RESETS:
            _reset(connection)
        case Fault.LATE:
            over.wait(LATE)
            with _ONE_AFTER_THE_OTHER:
                _answer(target, request)
        case Fault.STALLS_AFTER:
            _answer(target, request)
            over.wait()
        case Fault.RESETS_AFTER:
            _answer(target, request)
            _reset(connection)
        case Fault.TRUNCATES:
            answer = _answer(target, request)
            connection.sendall(answer[: max(len(answer) - 3, answer.index(b"\r\n\r\n") - 3)])
        case Fault.DRIPS:
            for byte in _answer(target, request):
                if over.wait(A_DRIP):
                    return
                connection.sendall(bytes((byte,)))
        case Fault.FAILS_AFTER:
            _answer(target, request)
            connection.sendall(_SAID[fault])
        case Fault.THROTTLES:
            connection.sendall(_SAID[fault])


def _reset(connection: socket.socket) -> None:
    """Close a connection as a machine does that has forgotten it."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _connected(target: str) -> socket.socket:
    found = urlsplit(target)
    return socket.create_connection((found.hostname or "", found.port or 80), PATIENT)


def _answer(target: str, request: bytes) -> bytes:
    """Return the whole answer of the target to a request."""
    with _connected(target) as upstream:
        upstream.sendall(request)
        return _message(upstream, threading.Event(), to=request.split(b" ", 1)[0])


def _message(connection: socket.socket, over: threading.Event, to: bytes = b"") -> bytes:
    """Read one message to its end, an answer being one `to` a method; what there is of it where it ends before."""
    said = b""
    while not over.is_set() and not _is_whole(said, to):
        try:
            more = connection.recv(1 << 20)
        except TimeoutError:
            continue
        if not more:
            break
        said += more
    return said


def _is_whole(said: bytes, to: bytes) -> bool:
    head, end, body = said.partition(b"\r\n\r\n")
    if not end:
        return False
    lines = [line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:]]
    headers = {line[0]: line[1].strip() for line in lines if len(line) == 2}
    if to == b"HEAD" or head.split(b" ")[1:2] in ([b"204"], [b"304"]):
        return True
    if headers.get(b"transfer-encoding") == b"chunked":
        return body.endswith(b"0\r\n\r\n") or (b"\r\n0\r\n" in body and body.endswith(b"\r\n\r\n"))
    if to and b"content-length" not in headers:
        return False  # it ends with its connection
    return len(body) >= int(headers.get(b"content-length", b"0"))
