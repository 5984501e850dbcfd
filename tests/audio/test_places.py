"""Where audio lies, one contract for both: made on first asking, under a name that nobody can guess, used again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from botocore.config import Config
from moto.server import ThreadedMotoServer

from skill.audio import s3
from skill.audio.folder import FolderAudio
from skill.audio.port import RESUMABLE, Audio, AudioFault, Naming, Recording
from skill.audio.s3 import CONFIG, LIFETIME, S3Audio
from skill.audio.stream import Stream
from skill.practice.background import Background
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.spec import Spec

ADDRESS = "https://audio.example/sessions"
STREAM = Stream(Spec("standard", 10))
LAMBDA_TIMEOUT = 7
"""Seconds (infra/template.yaml)."""
BUCKET = "sessions"


@dataclass
class Studio:
    """Puts "audio" together that tells its plan, and counts."""

    made: int = 0
    missing: bool = False

    def assemble(self, plan: Plan, stream: Stream) -> Iterator[bytes]:
        self.made += 1
        yield f"{plan.spec.minutes} minutes, ".encode()
        if self.missing:
            raise KeyError("a clip")
        yield stream.background.value.encode()


@dataclass
class Place:
    """One place for audio, and what lies there."""

    audio: Audio
    studio: Studio
    stored: Callable[[], dict[str, bytes]]


@pytest.fixture
def recording(library: Library) -> Recording:
    return Recording(partial(make_plan, library=library), "voice 1", Studio().assemble, "it")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server of moto's. Not its decorator, which would empty the tables of other tests in this process."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        yield "http://{}:{}".format(*server.get_host_and_port())
    finally:
        server.stop()


@pytest.fixture
def cloud(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", endpoint)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    client = s3.make_client(s3.CONFIG.merge(Config(connect_timeout=60, read_timeout=60)))
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    yield client
    for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=each["Key"])
    client.delete_bucket(Bucket=BUCKET)


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, library: Library, tmp_path: Path) -> Place:
    studio = Studio()
    made = Recording(partial(make_plan, library=library), "voice 1", studio.assemble, "it")
    if request.param == "folder":
        folder = tmp_path / "streams"
        return Place(
            FolderAudio(made, folder, ADDRESS),
            studio,
            lambda: {file.name: file.read_bytes() for file in folder.iterdir() if file.name != "secret"},
        )
    client = request.getfixturevalue("cloud")

    def stored() -> dict[str, bytes]:
        names = [each["Key"] for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", [])]
        return {name: client.get_object(Bucket=BUCKET, Key=name)["Body"].read() for name in names}

    return Place(S3Audio(lambda: client, BUCKET, ADDRESS, Naming(b"s" * 16), made), studio, stored)


def test_a_stream_is_made_on_first_asking_and_used_again_after(place: Place) -> None:
    url = place.audio.url(STREAM)
    assert url.startswith(f"{ADDRESS}/")
    assert place.stored() == {url.rpartition("/")[2]: b"10 minutes, floor"}
    assert place.audio.url(STREAM) == url
    assert place.studio.made == 1


def test_one_object_for_each_that_sounds_different(place: Place) -> None:
    streams = [
        STREAM,
        replace(STREAM, background=Background.RAIN),
        Stream(Spec("standard", 12)),
        replace(STREAM, tail=5),
    ]
    assert len({place.audio.url(stream) for stream in streams}) == len(place.stored()) == len(streams)


def test_wishes_that_sound_the_same_share_one(place: Place) -> None:
    unheard = replace(STREAM, spec=replace(STREAM.spec, skipped=frozenset(("tongue",))))
    assert place.audio.url(unheard) == place.audio.url(STREAM)


def test_where_a_clip_is_missing_nothing_is_left_behind(place: Place) -> None:
    place.studio.missing = True
    with pytest.raises(AudioFault):
        place.audio.url(STREAM)
    assert place.stored() == {}


def test_the_secret_decides_the_name(recording: Recording) -> None:
    names = {Naming(secret).name(recording, STREAM) for secret in (b"1" * 16, b"2" * 16)}
    assert len(names) == 2
    with pytest.raises(ValueError, match="16 bytes"):
        Naming(b"short")
    assert "1111" not in repr(Naming(b"1" * 16))


def test_new_clips_have_new_names(recording: Recording) -> None:
    naming = Naming(b"s" * 16)
    assert naming.name(recording, STREAM) != naming.name(replace(recording, version="voice 2"), STREAM)


def test_a_folder_keeps_its_secret(recording: Recording, tmp_path: Path) -> None:
    first, second = (FolderAudio(recording, tmp_path, ADDRESS).url(STREAM) for _ in range(2))
    assert first == second
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@dataclass
class Clock:
    now: float = 0.0
    fresh: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now


def test_an_object_is_put_anew_while_its_address_is_still_good(cloud: Any, library: Library) -> None:
    studio, clock = Studio(), Clock()
    audio = S3Audio(
        lambda: cloud,
        BUCKET,
        ADDRESS,
        Naming(b"s" * 16),
        Recording(partial(make_plan, library=library), "1", studio.assemble, "it"),
        clock,
    )
    name = audio.url(STREAM).rpartition("/")[2]
    put = cloud.head_object(Bucket=BUCKET, Key=name)["LastModified"].timestamp()
    clock.now = put + LIFETIME - RESUMABLE - 60
    audio.url(STREAM)
    assert studio.made == 1
    clock.now += 120
    audio.url(STREAM)
    assert studio.made == 2


def test_an_object_says_what_it_is(cloud: Any, recording: Recording) -> None:
    name = S3Audio(lambda: cloud, BUCKET, ADDRESS, Naming(b"s" * 16), recording).url(STREAM).rpartition("/")[2]
    head = cloud.head_object(Bucket=BUCKET, Key=name)
    assert head["ContentType"] == "audio/mpeg"
    assert "immutable" in head["CacheControl"]


def test_a_bucket_that_is_not_there_is_a_fault(cloud: Any, recording: Recording) -> None:
    with pytest.raises(AudioFault):
        S3Audio(lambda: cloud, "elsewhere", ADDRESS, Naming(b"s" * 16), recording).url(STREAM)


def test_calls_that_hang_leave_time_to_speak_instead() -> None:
    worst = CONFIG.connect_timeout + CONFIG.read_timeout
    calls = 2 * CONFIG.retries["total_max_attempts"]  # HeadObject and PutObject
    assert calls * worst <= LAMBDA_TIMEOUT - 2.5  # which is what the table may take before (skill/store/dynamodb.py)
