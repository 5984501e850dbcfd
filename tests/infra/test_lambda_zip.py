"""The built zip holds what runs and nothing else, and runs alone, under Lambda's own client, from pause to resume."""

import json
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import ask_sdk_model
import pytest

from infra import lambda_zip
from infra.lambda_zip import (
    LONG_AGO,
    MOST_UPLOADED,
    NotPackaged,
    Target,
    build,
    check_unpacked,
    modules,
    upload,
)
from infra.lean import OPERATIONS
from infra.ready_made import ENVIRONMENT
from skill.content.content import Content
from skill.simulator.device import Device
from skill.simulator.envelope import Sender
from skill.simulator.script import OVER, Cue, Player
from skill.simulator.understanding import Understanding
from skill.store.dynamodb import DynamoStore
from skill.store.port import Listener, Memory
from tests.aws.lambda_runtime import NOWHERE, alone
from tests.conftest import ROOT
from tests.infra.template import deployed
from tests.store.table import client_for

LARGEST = 12_000_000
"""Bytes of the zip, without clips."""
NOW = 1_800_000_000.0
"""When a session begins, in epoch seconds, whatever the machine's clock says."""
AARCH64 = 0xB7
"""The machine that an ELF file names at byte 18."""


REGIONS = ("us-east-1", "eu-west-1", "ap-northeast-1", "us-gov-west-1", "cn-north-1")
SENT = f"""
import boto3
from contextlib import suppress
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError
from skill.audio.s3 import CONFIG
CALLS = {{
    "batch_get_item": {{"RequestItems": {{"t": {{"Keys": [{{"user": {{"S": "u"}}}}], "ConsistentRead": True}}}}}},
    "batch_write_item": {{"RequestItems": {{"t": [{{"DeleteRequest": {{"Key": {{"user": {{"S": "u"}}}}}}}}]}}}},
    "delete_item": {{"TableName": "t", "Key": {{"user": {{"S": "u"}}}}, "ConditionExpression": "#a = :a"}},
    "query": {{"TableName": "t", "KeyConditionExpression": "#u = :u", "Limit": 3, "ConsistentRead": True}},
    "update_item": {{"TableName": "t", "Key": {{"user": {{"S": "u"}}}}, "UpdateExpression": "SET #a = :a"}},
    "head_object": {{"Bucket": "b", "Key": "k/1"}},
    "put_object": {{"Bucket": "b", "Key": "k/1", "Body": b"sound", "ContentType": "audio/mpeg", "CacheControl": "x"}},
}}
found = []
def send(request, **_):
    told = ("content-type", "x-amz-target", "cache-control", "x-amz-checksum-crc32", "content-length")
    headers = {{name.lower(): str(value) for name, value in request.headers.items() if name.lower() in told}}
    found.append([request.method, request.url, headers, repr(getattr(request.body, "read", lambda: request.body)())])
    return AWSResponse(request.url, 200, {{}}, type("Body", (), {{"stream": lambda self: iter([b"{{}}"])}})())
for region in {REGIONS}:
    for service, calls in (("dynamodb", list(CALLS)[:5]), ("s3", list(CALLS)[5:])):
        client = boto3.client(service, region, config=CONFIG)
        client.meta.events.register("before-send", send)
        for call in calls:
            with suppress(ClientError):  # the answer is none
                getattr(client, call)(**CALLS[call])
"""
"""Finds what a client sends for each call of ours, in all kinds of regions."""
CLASSES = """
import importlib
from pathlib import Path
root = Path("ask_sdk_model")
packages = [importlib.import_module(".".join(file.parent.parts)) for file in sorted(root.rglob("__init__.py"))]
found = [[each.__name__, name, getattr(each, name).__module__] for each in packages for name in sorted(each._MODULES)]
"""
"""Finds by package of the SDK's model the classes that it gives, and where each is defined."""
COMPILED = """
import re._parser
import skill.aws.ready_made
found = []
def parsed(pattern, *flags, parse=re._parser.parse):
    found.append(str(pattern))
    return parse(pattern, *flags)
def told(event, given):
    if event == "compile" and b"__create_fn__" in (given[0] or b""):
        found.append(str(given[0]))
re._parser.parse = parsed
sys.addaudithook(told)
import skill.aws.start
"""
"""Finds the patterns and the methods of dataclasses that are compiled from text while the function starts."""


Echo = Callable[[float], AbstractContextManager[Player]]
"""Gives a device whose clock begins at a time, in epoch seconds."""


@dataclass(frozen=True)
class Table:
    """A table that the skill may keep its records in."""

    endpoint: str
    name: str

    def environment(self) -> dict[str, str]:
        """Return what tells the function where its table is."""
        return {"AWS_ENDPOINT_URL_DYNAMODB": self.endpoint, "TABLE_NAME": self.name}

    def memory(self, listener: Listener) -> Memory | None:
        """Return what is remembered of a listener."""
        return DynamoStore(client_for(self.endpoint), self.name, clock=lambda: NOW).load(listener)


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    """The table that the template makes."""
    with deployed() as deployment:
        yield Table(deployment.endpoint, deployment.outputs["TableName"])


@pytest.fixture
def listener() -> Listener:
    return Listener(f"amzn1.ask.account.{uuid4()}")


@contextmanager
def echo_of(
    unpacked: Path, table: Table, content: Content, understanding: Understanding, listener: Listener, now: float
) -> Iterator[Player]:
    """Give an Echo whose skill is a process of its own, started from the unpacked zip."""
    with alone(unpacked, table.environment(), now) as function:

        def skill(event: dict[str, Any]) -> Mapping[str, Any]:
            event["context"]["System"]["apiEndpoint"] = NOWHERE
            return function.invoke(event)

        yield Player(Device(skill, understanding, content.library.speech_time, now, Sender(user=listener.user)))


@pytest.fixture
def echo(unpacked: Path, table: Table, content: Content, understanding: Understanding, listener: Listener) -> Echo:
    return partial(echo_of, unpacked, table, content, understanding, listener)


def from_zip(unpacked: Path, code: str, **environ: str) -> Any:
    """Return what code finds that runs with the zip and the standard library alone."""
    command = [sys.executable, "-S", "-c", f"import json, sys\n{code}\nprint(json.dumps(found), file=sys.stderr)"]
    ran = subprocess.run(command, cwd=unpacked, env={**ENVIRONMENT, **environ}, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stderr)


def test_a_whole_session(echo: Echo, table: Table, listener: Listener) -> None:
    with echo(NOW) as player:
        said = list(player.play(["Alexa, ask muscle relaxation to start a four minute session", "yes"]))
    heard = "\n".join(said)
    assert "Use about half your strength" in heard
    assert "Shall we finish with a rest?" in heard
    assert "That's the end." in heard
    assert said[-1] == OVER
    memory = table.memory(listener)
    assert memory
    assert (memory.sessions, memory.bookmark) == (1, None)


def test_a_pause_in_one_process_and_a_resume_in_another(echo: Echo, table: Table, listener: Listener) -> None:
    with echo(NOW) as player:
        list(player.play(["Alexa, start muscle relaxation", "yes", "(during your thighs) Alexa, pause", "Alexa, stop"]))
        later = player.device.now + 10
    memory = table.memory(listener)
    assert memory
    assert memory.bookmark
    assert memory.bookmark.place.group == "thighs"
    with echo(later) as player:
        offered = " ".join(player.step(Cue.read("Alexa, open muscle relaxation")))
        resumed = " ".join(player.step(Cue.read("yes")))
    assert "You paused at your thighs" in offered
    assert "Back to your thighs." in resumed


def test_only_what_runs(archive: Path) -> None:
    with ZipFile(archive) as packed:
        names = packed.namelist()
    assert {"content.json", "LICENSE", "skill/aws/start.py"} <= set(names)
    folders = {Path(name).parts[0] for name in names}
    assert not folders & {"tests", "interaction_model", "content", "infra", "bin", "yaml", "hassil", "pip"}
    at_the_desk = ("simulator", "studio", "content/yaml_file", "store/sqlite", "store/memory_store")
    assert not [name for name in names if name.startswith(tuple(f"skill/{each}" for each in at_the_desk))]
    described = {Path(name).parts[2] for name in names if name.startswith("botocore/data/") and name.count("/") > 2}
    assert described == set(OPERATIONS)


def test_every_service_that_the_skill_is_a_client_of_is_described() -> None:
    named = [name for path in modules() for name in re.findall(r'boto3\.client\(\s*"(\w+)"', path.read_text("utf-8"))]
    assert {"dynamodb"} <= set(named) <= set(OPERATIONS)


def test_every_operation_that_is_called_is_described_and_no_other() -> None:
    callers = {"dynamodb": "store/dynamodb.py", "s3": "audio/s3.py"}
    for service, file in callers.items():
        called = re.findall(r"self\._client(?:\(\))?\.(\w+)\(", (ROOT / "skill" / file).read_text("utf-8"))
        assert {name.title().replace("_", "") for name in called} == set(OPERATIONS[service])


def test_a_client_cut_to_what_is_used_sends_the_same_to_the_same_address(unpacked: Path) -> None:
    sent = from_zip(unpacked, SENT)
    desk = subprocess.run(
        [sys.executable, "-c", f"import json\n{SENT}\nprint(json.dumps(found))"],
        cwd=ROOT,
        env={**ENVIRONMENT},
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(sent) == len(REGIONS) * sum(map(len, OPERATIONS.values()))
    assert sent == json.loads(desk.stdout)


def test_each_class_of_the_sdk_is_given_as_the_sdk_gives_it(unpacked: Path) -> None:
    root = Path(ask_sdk_model.__file__).parent
    files = sorted(root.rglob("__init__.py"))
    packages = [import_module(".".join(file.parent.relative_to(root.parent).parts)) for file in files]
    known = [
        [each.__name__, name, value.__module__]
        for each in packages
        for name, value in sorted(vars(each).items())
        if isinstance(value, type)
    ]
    assert len(known) > 500
    assert from_zip(unpacked, CLASSES) == known


def test_every_package_has_its_licence_or_names_it(archive: Path) -> None:
    with ZipFile(archive) as packed:
        names = packed.namelist()
        described = {Path(name).parts[0]: packed.read(name).decode() for name in names if name.endswith("/METADATA")}
    assert len(described) > 10
    for package, metadata in described.items():
        texts = [name for name in names if name.startswith(f"{package}/") and "LICEN" in name]
        assert texts or "\nLicense" in metadata, package


def test_bytecode_that_is_never_checked_against_the_source(archive: Path) -> None:
    with ZipFile(archive) as packed:
        compiled = [packed.read(name) for name in packed.namelist() if name.endswith(".pyc")]
        sources = [name for name in packed.namelist() if name.endswith(".py")]
    assert len(compiled) == len(sources)
    assert {struct.unpack("<I", code[4:8])[0] for code in compiled} == {0b01}  # PEP 552: by hash, unchecked


def test_a_start_compiles_nothing(unpacked: Path) -> None:
    assert from_zip(unpacked, COMPILED) == []


def test_the_same_source_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    build(Target.here(), tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    with ZipFile(archive) as packed:
        assert packed.namelist() == sorted(packed.namelist())
        assert {entry.date_time for entry in packed.infolist()} == {LONG_AGO}


def test_small_enough(archive: Path) -> None:
    assert archive.stat().st_size < LARGEST


def test_the_zip_for_lambda_has_its_machine_code_and_the_clips(tmp_path: Path) -> None:
    (tmp_path / "clips" / "en").mkdir(parents=True)
    (tmp_path / "clips" / "en" / "rest.mp3").write_bytes(b"a voice")
    path = tmp_path / "lambda.zip"
    build(Target("arm64", "3.13"), path, tmp_path / "clips")
    with ZipFile(path) as packed:
        assert packed.read("clips/en/rest.mp3") == b"a voice"
        extensions = [name for name in packed.namelist() if name.endswith(".so")]
        assert extensions
        for name in extensions:
            assert "cpython-313-aarch64" in name
            assert struct.unpack("<H", packed.read(name)[18:20]) == (AARCH64,)
    assert path.stat().st_size < LARGEST


def test_what_lambda_would_refuse_is_refused_here_and_no_zip_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for step in ("install", "trim", "make_lean", "precompile"):
        monkeypatch.setattr(lambda_zip, step, lambda *_: None)
    clips = tmp_path / "clips" / "en"
    clips.mkdir(parents=True)
    (clips / "rest.mp3").write_bytes(bytes(3 * 1024**2))
    with pytest.raises(NotPackaged, match=r"3\.\d MB unpacked, 3\.0 of them clips; 2\.0 MB are the most\. Take out"):
        build(Target.here(), tmp_path / "lambda.zip", clips.parent, most=2 * 1024**2)
    assert not (tmp_path / "lambda.zip").exists()
    build(Target.here(), tmp_path / "lambda.zip", clips.parent, most=5 * 1024**2)
    assert (tmp_path / "lambda.zip").exists()


def test_exactly_what_lambda_takes_is_taken(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(bytes(60))
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "two").write_bytes(bytes(40))
    check_unpacked(tmp_path, most=100)
    with pytest.raises(NotPackaged):
        check_unpacked(tmp_path, most=99)


def test_a_zip_too_large_to_be_uploaded_is_told_to_go_by_s3() -> None:
    assert upload(MOST_UPLOADED) == ""
    assert upload(MOST_UPLOADED + 1).startswith("Above 50 MB Lambda takes it from a bucket only: docs/releasing.md")


@pytest.mark.parametrize(("most", "told"), [(0, "takes it from a bucket only"), (MOST_UPLOADED, "")])
def test_the_command_says_so(
    most: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lambda_zip, "build", lambda target, archive, clips: archive.write_bytes(b"a zip"))
    monkeypatch.setattr(lambda_zip, "upload", lambda size: upload(size, most))
    monkeypatch.setattr(sys, "argv", ["lambda_zip", "--to", str(tmp_path / "lambda.zip"), "--clips", str(tmp_path)])
    assert lambda_zip.main() == 0
    out, err = capsys.readouterr()
    assert "lambda.zip: 0.0 MB for Python 3.13 on arm64" in out
    assert (told in err) if told else not err
