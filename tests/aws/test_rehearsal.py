"""Starting: what is costly is done before a snapshot, and nothing that must differ or may die is in it."""

import json
import os
import subprocess
import sys
from functools import partial
from random import Random
from typing import Any

import pytest

from skill.alexa.endpoint import Endpoint
from skill.app.app import App
from skill.app.telemetry import Counted, Metric
from skill.aws.rehearsal import Deferred, warm_up
from skill.content.content import Content
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.store.port import Changes, Listener, Memory, StoreFault
from tests.conftest import ROOT

START = """
import gc, json, socket, sys
connected = []
def connect(self, address):
    connected.append(str(address))
    raise OSError("no network here")
socket.socket.connect = connect
from skill.aws import start
from skill.practice.planner import make_plan
from urllib3.connection import HTTPConnection
opened = sum(isinstance(each, HTTPConnection) for each in gc.get_objects())
found = {"connected": connected, "opened": opened, "plans": make_plan.cache_info().currsize}
found["screen"] = "skill.screen.document" in sys.modules
print(json.dumps(found), file=sys.stderr)
"""
"""Says which connections were tried, which are open, how many plans have been made, and whether the screen is there."""
PUBLISHED = {
    "TABLE_NAME": "listeners",
    "SKILL_ID": "amzn1.ask.skill.1",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
}


class Known:
    """A store of one listener who knows the way, and which says what was done to it."""

    def __init__(self, begun: int = 0) -> None:
        self.saved: list[Changes] = []
        self.begun = begun

    def load(self, listener: Listener) -> Memory | None:
        return Memory(welcomed=True, begun=self.begun)

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        self.saved.append(changes)
        return True

    def delete(self, listener: Listener, asked: int) -> None:
        raise AssertionError

    def delete_account(self, user: str, asked: int) -> None:
        raise AssertionError


class Forgetful(Known):
    """A store that cannot be reached."""

    def load(self, listener: Listener) -> Memory | None:
        raise StoreFault


def started(kind: str) -> tuple[str, dict[str, Any]]:
    """Return what the function writes while it starts, and what it has done."""
    environ = {**os.environ, **PUBLISHED, "AWS_LAMBDA_INITIALIZATION_TYPE": kind}
    command = [sys.executable, "-c", START]
    ran = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(ran.stderr)
    return ran.stdout, found


def test_before_a_snapshot_a_session_is_rehearsed_without_network_log_or_metric() -> None:
    written, done = started("snap-start")
    assert done["plans"] > 0
    assert done["screen"]
    assert (done["connected"], done["opened"], written) == ([], 0, "")


def test_where_somebody_waits_nothing_is_rehearsed() -> None:
    written, done = started("on-demand")
    assert (done["plans"], done["screen"], done["connected"], done["opened"], written) == (0, False, [], 0, "")


def test_the_rehearsal_goes_all_the_way_through_a_launch_and_a_beginning(content: Content) -> None:
    store, counted = Known(), list[Counted]()
    warm_up(App(content, store, count=counted.append), Deferred())
    assert [changes.bookmark is not None for changes in store.saved] == [True, True]
    assert [each.metric for each in counted] == [Metric.SESSIONS_BEGUN]  # the second goes on with it


def test_what_is_late_is_made_once_when_it_is_asked_for() -> None:
    late, made = Deferred(), list[str]()

    def make() -> str:
        made.append("made")
        return "a client"

    first, second = late(make), late(make)
    assert made == []
    assert (first(), second(), first()) == ("a client",) * 3
    assert made == ["made"]


def test_the_rehearsal_makes_all_that_is_late_and_what_is_asked_for_later_is_that(content: Content) -> None:
    late, made = Deferred(), list[str]()
    asked = [late(partial(made.append, name)) for name in ("one", "another")]
    warm_up(App(content, Known()), late)
    assert made == ["one", "another"]
    for ask in asked:
        ask()
    assert made == ["one", "another"]


def launched(skill: Endpoint, request_id: str) -> Any:
    sent = envelope.envelope(envelope.launch(), Sender(), "session", {}, 1_790_000_000, True)
    sent["request"]["requestId"] = request_id
    return skill(sent)["sessionAttributes"]["progress"]["spec"]["seed"]


def test_the_wording_comes_from_the_sessions_begun_and_not_from_the_snapshot(content: Content) -> None:
    assert [launched(Endpoint(App(content, Known(begun))), "request") for begun in (0, 7)] == [0, 7]


def test_where_the_memory_is_gone_it_comes_from_the_request(content: Content) -> None:
    first, restored = (Endpoint(App(content, Forgetful())) for _ in range(2))
    seeds = [launched(first, f"request {number}") for number in range(20)]
    assert len(set(seeds)) > 10
    assert [launched(restored, f"request {number}") for number in reversed(range(20))] == seeds[::-1]


def test_a_chance_of_ones_own_comes_first(content: Content) -> None:
    same = [launched(Endpoint(App(content, Forgetful(), Random(3))), name) for name in ("one", "another")]
    assert same[0] == same[1]


@pytest.mark.parametrize("kind", ["snap-start", "on-demand"])
def test_a_function_that_cannot_reach_credentials_starts_all_the_same(kind: str) -> None:
    environ = {name: value for name, value in {**os.environ, **PUBLISHED}.items() if not name.startswith("AWS_ACCESS")}
    environ |= {"AWS_LAMBDA_INITIALIZATION_TYPE": kind, "AWS_EC2_METADATA_DISABLED": "true"}
    environ |= {"AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_CONFIG_FILE": os.devnull}
    subprocess.run([sys.executable, "-c", "import skill.aws.start"], cwd=ROOT, env=environ, check=True)
