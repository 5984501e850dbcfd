"""How long an answer takes where all that a turn calls is slow and alive, or fails."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from unittest.mock import patch

from skill.audio import s3
from skill.content.content import Content
from skill.content.languages import load_languages
from skill.practice.routine import Manner
from skill.practice.spec import Pace
from skill.store.dynamodb import DynamoStore
from skill.store.port import Changes, Listener, StoreFault
from tests.bench.voices import ROOT
from tests.network.faults import Fault, every, proxy
from tests.network.slow import BUCKET, ENVIRONMENT, IN_A_SESSION, KINDS, MANNERS, UNTOLD, Event, skill_at
from tests.network.slow_servers import server
from tests.store.table import REGION, TABLE, moto

EACH = 0.5
"""Seconds by which every single answer comes late, where nothing else goes wrong: nearly what is waited for."""
Skill = Callable[[Event], Event]
Seconds = dict[str, float]


def report() -> None:
    """Print the slowest kind of turn for each way in which everything is slow or fails."""
    content = load_languages(ROOT / "content").of("en-US")
    kinds = {kind: _of_any(made) for kind, made in KINDS.items()} | IN_A_SESSION | UNTOLD
    logging.disable(logging.CRITICAL)  # every fault is logged
    slowest = 0.0
    print(f"{len(kinds)} kinds of turn at once, each with a database, a bucket and a settings service that")
    for how, seconds in _measured(content, kinds):
        kind = max(seconds, key=lambda each: seconds[each])
        slowest = max(slowest, seconds[kind])
        print(f"  {how:40}{seconds[kind]:5.2f} s, {kind}", flush=True)
    print(f"the slowest: {slowest:.2f} s")
    logging.disable(logging.NOTSET)


def _measured(content: Content, kinds: Mapping[str, Callable[[Content], Event]]) -> Iterator[tuple[str, Seconds]]:
    """Yield how it went wrong, and how long each kind of turn took, in seconds."""
    for manner, serve in MANNERS.items():
        with server(serve) as (address, _):
            yield manner, _answers(content, address, kinds)
    with moto() as client:
        target = client.meta.endpoint_url
        _make_bucket(target)
        faults = {"comes half a second late": None, **{fault.value: every(fault) for fault in Fault}}
        for how, fault in faults.items():
            for kind in kinds:
                _make_known(DynamoStore(client, TABLE), kind)
            with proxy(target, fault, slow=EACH) as faulty:
                yield f"behind the proxy {how}", _answers(content, faulty.address, kinds)


def _answers(content: Content, address: str, kinds: Mapping[str, Callable[[Content], Event]]) -> Seconds:
    """Return how long each kind of turn took, all at once, each in a process of its own as far as it knows."""
    turns = {kind: (skill_at(content, address), _of(kind, made(content))) for kind, made in kinds.items()}
    with ThreadPoolExecutor(len(turns)) as pool:
        return dict(zip(turns, pool.map(lambda each: _seconds(*each), turns.values()), strict=True))


def _seconds(skill: Skill, event: Event) -> float:
    begun = time.perf_counter()
    with suppress(StoreFault):  # of a skill that was disabled: Alexa tells it again
        skill(event)
    return time.perf_counter() - begun


def _of_any(made: Callable[[], Event]) -> Callable[[Content], Event]:
    return lambda _: made()


def _user(kind: str) -> str:
    return f"amzn1.ask.account.{kind.replace(' ', '-')}"


def _of(kind: str, event: Event) -> Event:
    """Return the event as of a listener of its own."""
    for about in (event["context"]["System"], event.get("session", {})):
        about["user"] = {"userId": _user(kind)}
    return event


def _make_known(store: DynamoStore, kind: str) -> None:
    """Let a listener be known since yesterday, with a newer wish, so that a write is refused and tried in parts."""
    listener, now = Listener(_user(kind)), int(time.time())
    store.delete(listener, now)
    known = Changes(welcomed=True, hands_free_offered=True, finished=Manner.TENSE, begins=True)
    store.save(listener, known, now - 24 * 60 * 60)
    store.save(listener, Changes(preferences={"pace": Pace.BRISK}), now + 60)


def _make_bucket(target: str) -> None:
    with patch.dict("os.environ", {**ENVIRONMENT, "AWS_ENDPOINT_URL_S3": target}):
        client: Any = s3.make_client()
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
