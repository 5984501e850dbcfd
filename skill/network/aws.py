"""AWS's client, sent through calls that know the turn's deadline."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import urllib3.exceptions
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config
from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
    ReadTimeoutError,
)

from skill.network.calls import Calls, Cut, Late, trust

UNSIGNED = frozenset(("expect",))
"""Headers that botocore adds for its own connections alone."""
RAISED: tuple[tuple[type[Exception], Callable[..., Exception]], ...] = (
    (urllib3.exceptions.NewConnectionError, EndpointConnectionError),
    (urllib3.exceptions.ConnectTimeoutError, ConnectTimeoutError),
    (urllib3.exceptions.ReadTimeoutError, ReadTimeoutError),
    (Late, ReadTimeoutError),  # it may be the second try of what was sent
    (Cut, ReadTimeoutError),
    (urllib3.exceptions.ProtocolError, ConnectionClosedError),
)
"""By urllib3's exception what botocore raises, and retries, instead."""
_NOTHING = b'{"Responses": {}}'
"""An answer that fits every call: nothing found, nothing left over."""
_unsent: ContextVar[bool] = ContextVar("unsent", default=False)
_tries: ContextVar["Tries | None"] = ContextVar("tries", default=None)
_REACHED_NOBODY = (Late, urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError)
"""Raised before anything was sent."""
_OUT_OF_ORDER = 500
"""The first status of a server that may have done what it was told, and could not say so."""


@dataclass
class Tries:
    """What became of the tries of a call, of which a client tells the last alone."""

    lost: bool = False
    """One of them was sent, and nobody knows whether it was done."""


class AwsSender:
    """Sends what a client of AWS's has prepared, in the place of its own connections."""

    def __init__(self, config: Config) -> None:
        """Take the client's configuration, for its time-outs."""
        self._connect, self._read = config.connect_timeout, config.read_timeout
        self._calls = Calls()

    def __call__(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        """Return the answer; raises botocore's exceptions, which its retries know."""
        if _unsent.get():
            return AWSResponse(request.url, 200, {}, _Body(_NOTHING))
        headers = {name: _text(value) for name, value in request.headers.items() if name.lower() not in UNSIGNED}
        try:
            called = self._calls(
                request.method, request.url, headers, request.body, connect=self._connect, read=self._read
            )
        except urllib3.exceptions.HTTPError as error:
            _note(lost=not isinstance(error, _REACHED_NOBODY))
            raise _as_botocore(error, request) from error
        _note(lost=called.status >= _OUT_OF_ORDER)
        return AWSResponse(request.url, called.status, called.headers, _Body(called.body))


def sent_by(client: Any, service: str, sender: AwsSender) -> Any:
    """Return a client whose requests a sender sends; where it needs to know whom to trust, that is read now."""
    if client.meta.endpoint_url.startswith("https:"):
        trust()
    client.meta.events.register(f"before-send.{service}", sender)
    return client


@contextmanager
def unsent() -> Iterator[None]:
    """Answer every call made inside with nothing found, in the place of the network: no connection is made."""
    outer = _unsent.set(True)
    try:
        yield
    finally:
        _unsent.reset(outer)


@contextmanager
def noting() -> Iterator[Tries]:
    """Note what becomes of every try of the calls made inside."""
    tries = Tries()
    outer = _tries.set(tries)
    try:
        yield tries
    finally:
        _tries.reset(outer)


def _note(*, lost: bool) -> None:
    if (tries := _tries.get()) is not None:
        tries.lost = tries.lost or lost


class _Body(BytesIO):
    """The body of an answer, as botocore reads it."""

    def stream(self) -> Iterator[bytes]:
        """Yield all of it."""
        yield self.read()


def _text(value: Any) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _as_botocore(error: urllib3.exceptions.HTTPError, request: AWSPreparedRequest) -> Exception:
    """Return what botocore would have raised."""
    for kind, raised in RAISED:
        if isinstance(error, kind):
            return raised(endpoint_url=request.url, error=error)
    other: Exception = HTTPClientError(error=error)
    return other
