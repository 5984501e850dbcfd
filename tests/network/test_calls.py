"""However slowly it is answered, a call ends with its turn, and nothing of it goes on after that."""

import threading

import pytest
import urllib3

from skill.network.calls import Calls, Late
from skill.network.deadline import left, within
from tests.network.slow_servers import HEAD, Manner, answering, dripping, server, silent, slow_to_read

PATIENT = 60.0
"""Seconds of the sockets' own time-outs: what ends a call here is the deadline alone."""
SHORT = 0.3
"""Seconds of a turn in these tests."""


def call(calls: Calls, url: str, body: bytes = b"") -> bytes:
    return calls("PUT", url, {}, body, connect=PATIENT, read=PATIENT).body


@pytest.mark.parametrize(
    ("manner", "body"),
    [
        (silent, b""),
        (dripping(b""), b""),
        (dripping(b"HTTP/1.1 200 OK\r\nX-Slow: "), b""),
        (dripping(HEAD), b""),
        (slow_to_read, b"x" * 50_000_000),
    ],
    ids=["silent", "from its first byte", "in its headers", "in its body", "slow to take an upload"],
)
def test_what_is_slow_but_alive_is_given_up_when_the_turn_is_over(manner: Manner, body: bytes) -> None:
    with server(manner) as (url, _), within(SHORT), pytest.raises(urllib3.exceptions.HTTPError):
        call(Calls(), url, body)


def test_its_connection_is_shut() -> None:
    with server(dripping(HEAD)) as (url, ended):
        with within(SHORT), pytest.raises(urllib3.exceptions.HTTPError):
            call(Calls(), url)
        assert ended.wait(PATIENT)


@pytest.mark.promise("no-thread")
def test_no_thread_outlives_its_turn_and_the_next_turn_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    calls, before = Calls(), set(threading.enumerate())
    shut = calls._shut

    def slowly() -> None:
        shut()
        threading.Event().wait(0.5)  # it is still at work when the call has ended

    monkeypatch.setattr(calls, "_shut", slowly)
    with server(dripping(HEAD)) as (slow, _), server(answering) as (url, _):
        with within(SHORT), pytest.raises(urllib3.exceptions.HTTPError):
            call(calls, slow)
        own = {each for each in threading.enumerate() if isinstance(each, threading.Timer)}
        assert own <= before
        with within(PATIENT):
            assert call(calls, url) == call(calls, url) == b"ok"


def test_without_a_deadline_a_call_has_none() -> None:
    with server(answering) as (url, _):
        assert call(Calls(), url) == b"ok"


def test_where_no_time_is_left_nothing_is_sent() -> None:
    with within(0), pytest.raises(Late):
        call(Calls(), "http://127.0.0.1:9/")


def test_a_deadline_within_another_never_lies_beyond_it() -> None:
    with within(10):
        with within(60):
            assert left() <= 10
        with within(1):
            assert left() <= 1
        assert left() > 1
