"""The skill where the database, the settings service and the bucket are slow and alive, all at once."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from unittest.mock import patch

from skill.alexa.endpoint import Endpoint
from skill.alexa.time_zone import DeviceHour
from skill.app.app import App
from skill.audio import s3
from skill.audio.port import Naming, Recording
from skill.audio.s3 import S3Audio
from skill.content.content import Content
from skill.practice.planner import make_plan
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.store.dynamodb import CONFIG, DynamoStore
from tests.network.slow_servers import HEAD, Manner, dripping, server, silent, slow_to_read
from tests.store.table import REGION, TABLE, client_for

MANNERS: dict[str, Manner] = {
    "is silent": silent,
    "drips from its first byte": dripping(b""),
    "drips its headers": dripping(b"HTTP/1.1 200 OK\r\nX-Slow: "),
    "drips its body": dripping(HEAD),
    "takes an upload slowly": slow_to_read,
}
UPLOAD = b"x" * 10_000_000
"""What a session of an hour is, about."""
ENVIRONMENT = {"AWS_DEFAULT_REGION": REGION, "AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing"}
Event = dict[str, Any]


@contextmanager
def slow_skill(content: Content, manner: str) -> Iterator[Callable[[Event], Event]]:
    """Give the skill as Lambda calls it, with all that it calls slow in one manner."""
    with server(MANNERS[manner]) as (address, _):
        store = DynamoStore(client_for(address, CONFIG), TABLE)
        with patch.dict("os.environ", {**ENVIRONMENT, "AWS_ENDPOINT_URL_S3": address}):
            bucket = s3.make_client()
        made = Recording(
            partial(make_plan, library=content.library), "voice", lambda _plan, _stream: iter((UPLOAD,)), "it"
        )
        audio = S3Audio(lambda: bucket, "bucket", "https://audio.example", Naming(b"s" * 16), made)
        skill = Endpoint(App(content, store, audio=audio), hour_of=DeviceHour())

        def answered(event: Event) -> Event:
            event["context"]["System"]["apiEndpoint"] = address
            return skill(event)

        yield answered


def _said(request: Event) -> Event:
    return envelope.envelope(request, Sender(), "session", {}, time.time(), True, {"playerActivity": "IDLE"})


KINDS: dict[str, Callable[[], Event]] = {
    "a launch": lambda: _said(envelope.launch()),
    "a session that is played": lambda: _said(envelope.intent("CannotSleepIntent", {})),
    "a wish": lambda: _said(envelope.intent("SlowerIntent", {})),
    "resuming": lambda: _said(envelope.intent("AMAZON.ResumeIntent", {})),
    "a question": lambda: _said(envelope.intent("BenefitsIntent", {})),
    "deleting": lambda: _said(envelope.intent("ForgetSettingsIntent", {})),
}


def told(answer: Event) -> str:
    """Return what an answer says."""
    return str(answer["response"].get("outputSpeech", {}).get("ssml", ""))
