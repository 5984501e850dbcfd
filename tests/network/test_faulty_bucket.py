"""Whatever happens between the skill and its bucket: what is played is there, whole; else the session is spoken."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from botocore.config import Config
from moto.server import ThreadedMotoServer

from skill.alexa import endpoint
from skill.alexa.endpoint import Endpoint
from skill.app.app import App
from skill.audio import s3
from skill.audio.port import Naming, Recording
from skill.audio.s3 import S3Audio
from skill.content.content import Content
from skill.practice.planner import make_plan
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.store.memory_store import MemoryStore
from tests.network.faults import Fault, every, in_turn, proxy
from tests.network.slow import ENVIRONMENT, told

NOW = 1_800_000_000
SOUND = b"x" * 300_000
BUCKET = "bucket"
ADDRESS = "https://audio.example"


@pytest.fixture(scope="module")
def moto() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def client(address: str, config: Config = s3.CONFIG) -> Any:
    with patch.dict("os.environ", {**ENVIRONMENT, "AWS_ENDPOINT_URL_S3": address}):
        return s3.make_client(config)


@pytest.fixture
def bucket(moto: str) -> Iterator[Any]:
    """The client of a bucket that is well."""
    plain = client(moto, s3.CONFIG.merge(Config(connect_timeout=60, read_timeout=60)))
    plain.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    yield plain
    for each in plain.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        plain.delete_object(Bucket=BUCKET, Key=each["Key"])
    plain.delete_bucket(Bucket=BUCKET)


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("of", [b"HEAD ", b"PUT "], ids=["looking", "putting"])
@pytest.mark.parametrize("often", ["once", "always"])
def test_what_is_played_is_there_else_it_is_spoken(
    moto: str, bucket: Any, content: Content, monkeypatch: pytest.MonkeyPatch, fault: Fault, of: bytes, often: str
) -> None:
    monkeypatch.setattr(endpoint, "TURN", 2.0)
    made = Recording(partial(make_plan, library=content.library), "voice", lambda _plan, _stream: iter((SOUND,)), "it")
    choice = in_turn(fault, of=of) if often == "once" else every(fault)
    with proxy(moto, choice) as faulty:
        through = client(faulty.address)  # made before: the turn is to end by the fault
        audio = S3Audio(lambda: through, BUCKET, ADDRESS, Naming(b"s" * 16), made)
        skill = Endpoint(App(content, MemoryStore(lambda: NOW), audio=audio))
        request = envelope.intent("CannotSleepIntent", {})
        player = {"playerActivity": "IDLE"}
        answer = skill(envelope.envelope(request, Sender(), "session", {}, NOW, True, player))
    assert faulty.met[fault]
    assert told(answer)
    assert content.phrases.recovering.trouble not in told(answer)
    for played in answer["response"].get("directives", []):
        name = played["audioItem"]["stream"]["url"].removeprefix(f"{ADDRESS}/")
        assert bucket.get_object(Bucket=BUCKET, Key=name)["Body"].read() == SOUND


def test_a_stream_is_put_and_played_through_the_proxy_where_nothing_goes_wrong(moto: str, bucket: Any) -> None:
    with proxy(moto, None) as faulty:
        client(faulty.address).put_object(Bucket=BUCKET, Key="it.mp3", Body=SOUND)
        assert client(faulty.address).get_object(Bucket=BUCKET, Key="it.mp3")["Body"].read() == SOUND
    assert not faulty.met
    assert bucket.head_object(Bucket=BUCKET, Key="it.mp3")["ContentLength"] == len(SOUND)
