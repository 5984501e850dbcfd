"""Start, warm turn and memory under the real Lambda runtime client, beside the pattern of Amazon's samples."""

import os
import py_compile
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import boto3

from infra.lambda_zip import NotPackaged, Target, build
from skill.simulator.envelope import Sender, envelope, intent, launch
from tests.aws.lambda_runtime import HANDLER, Lambda, LambdaError, started
from tests.bench.voices import ROOT

YARDSTICK = Path(__file__).parent / "yardstick"
PATTERN_PYTHON = ROOT / "build" / "yardstick" / "bin" / "python"
PAIRS = 21
"""Rounds in each of which every skill is started once, in turn."""
TURNS = 24
"""Turns after the first, of which the median is taken."""
AWS: dict[str, Any] = {"region_name": "us-east-1", "aws_access_key_id": "x", "aws_secret_access_key": "x"}
YES, NEXT = intent("AMAZON.YesIntent", {}), intent("AMAZON.NextIntent", {})
BOTOCORE_ALONE = """
from botocore.session import Session
def client(service, **given):
    return Session().create_client(service, **given)
"""
"""What stands in for boto3 where it is measured what botocore's own client would give."""
OURS, PATTERN = "this skill", "the pattern"
BOTOCORE, RESTORED = "this skill with botocore's client alone", "this skill, started before anyone waits"
FIGURES = (
    ("cold_cpu", "start to first answer, CPU", "ms"),
    ("cold_wall", "the same, wall", "ms"),
    ("init_cpu", "start to ready, CPU", "ms"),
    ("first_cpu", "first launch once ready, CPU", "ms"),
    ("launch_cpu", "warm launch, CPU", "ms"),
    ("turn_cpu", "warm turn that writes, CPU", "ms"),
    ("turn_wall", "the same, wall", "ms"),
    ("peak", "peak memory", "MB"),
)
"""By the name of a figure how it is called, and its unit."""
RESTORED_MOST = 15.0
"""Milliseconds of CPU that the first launch after a restore may take."""

Figures = Mapping[str, float]


class Unmeasured(Exception):
    """Something could not be measured."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, and how it is started."""

    python: Path
    folder: Path
    handler: str
    env: Mapping[str, str]
    writing: dict[str, Any]
    """The request of a turn that writes to the database."""

    def measure(self) -> Figures:
        """Return the figures of one start and of the turns after it; raises Unmeasured."""
        try:
            with started(self.folder, self.env, (str(self.python), "-m", "awslambdaric"), self.handler) as function:
                begin = time.perf_counter()
                function.wait_until_ready()
                ready = function.cpu()
                conversation = Conversation(function)
                conversation.say(launch())
                cold = function.cpu()
                figures = {"cold_cpu": cold, "init_cpu": ready, "first_cpu": cold - ready}
                figures["cold_wall"] = time.perf_counter() - begin
                figures |= conversation.warm(self.writing)
                return {**{name: seconds * 1e3 for name, seconds in figures.items()}, "peak": function.peak()}
        except LambdaError as error:
            raise Unmeasured(f"{self.handler}: {str(error)[-600:]}") from None


class Conversation:
    """What somebody says to a function who is met anew whenever a session has ended."""

    def __init__(self, function: Lambda) -> None:
        self._function = function
        self._attributes: Mapping[str, Any] = {}
        self._sender, self._session = Sender(), ""

    def say(self, request: dict[str, Any]) -> tuple[float, float]:
        """Return the seconds of CPU, and those on the clock, that an answer took."""
        if new := not self._attributes:
            self._sender = Sender(user=f"amzn1.ask.account.{uuid4()}")
            self._session = f"amzn1.echo-api.session.{uuid4()}"
        event = envelope(request, self._sender, self._session, self._attributes, time.time(), new)
        cpu, clock = self._function.cpu(), time.perf_counter()
        answer = self._function.invoke(event)
        taken = self._function.cpu() - cpu, time.perf_counter() - clock
        ended = answer["response"].get("shouldEndSession")
        self._attributes = {} if ended else answer.get("sessionAttributes") or {}
        return taken

    def warm(self, writing: dict[str, Any]) -> dict[str, float]:
        """Return the medians of launches and of turns that write, in seconds."""
        launches, turns = list[tuple[float, float]](), list[tuple[float, float]]()
        for turn in range(TURNS):
            if turn % 3 == 0:  # a few parts of every session: each is said for the first time
                self._attributes = {}
            if self._attributes:
                turns.append(self.say(writing))
            else:
                launches.append(self.say(launch()))
        return {
            "launch_cpu": statistics.median(cpu for cpu, _ in launches),
            "turn_cpu": statistics.median(cpu for cpu, _ in turns),
            "turn_wall": statistics.median(wall for _, wall in turns),
        }


def report() -> None:
    """Print each skill's figures, measured in turn, and their ratios to the pattern's; raises Unmeasured."""
    if not PATTERN_PYTHON.is_file():
        raise Unmeasured(f"{PATTERN_PYTHON} is missing: `make bench` sets it up")
    with tempfile.TemporaryDirectory() as folder, _dynamodb() as endpoint:
        size = _unpack(Path(folder) / "task")
        print(f"this skill runs from its unpacked zip of {size / 1e6:.1f} MB, for this machine and this Python")
        skills = _skills(endpoint, Path(folder))
        for skill in skills.values():
            skill.measure()  # may write bytecode
        _print_table([_round(skills, order) for order in range(PAIRS)])


def _unpack(folder: Path) -> int:
    """Build the zip and unpack it; return its bytes."""
    archive = ROOT / "build" / "bench" / "lambda.zip"
    try:
        build(Target.here(), archive)
    except NotPackaged as reason:
        raise Unmeasured(str(reason)) from None
    with ZipFile(archive) as packed:
        packed.extractall(folder)
    return archive.stat().st_size


def _skills(endpoint: str, folder: Path) -> dict[str, Skill]:
    """Return ours with the bytecode it was packaged with, and the pattern with what a first start writes."""
    client = boto3.client("dynamodb", endpoint_url=endpoint, **AWS)
    _make_table(client, "ours", ("user", "person"))
    _make_table(client, "pattern", ("id",))
    both = {"AWS_ENDPOINT_URL_DYNAMODB": endpoint, "AWS_REGION": AWS["region_name"]}
    both |= {"AWS_DEFAULT_REGION": AWS["region_name"], "POWERTOOLS_METRICS_NAMESPACE": "bench"}
    packaged = {"TABLE_NAME": "ours", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": ""}
    # Bytecode in build/ leaves the pattern's folder as it is in the repository.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "pycache")}
    ours = Skill(Path(sys.executable), folder / "task", HANDLER, both | packaged, YES)
    return {
        OURS: ours,
        PATTERN: Skill(
            PATTERN_PYTHON, YARDSTICK, "amazon_pattern.handler", both | compiled | {"TABLE_NAME": "pattern"}, NEXT
        ),
        BOTOCORE: replace(ours, folder=_with_botocore_alone(folder / "task", folder / "botocore")),
        RESTORED: replace(ours, env={**ours.env, "AWS_LAMBDA_INITIALIZATION_TYPE": "provisioned-concurrency"}),
    }


def _with_botocore_alone(task: Path, folder: Path) -> Path:
    """Return a copy of what is in the zip in which botocore's own client stands in for boto3's."""
    shutil.copytree(task, folder, copy_function=os.link, ignore=lambda _, names: {"boto3", "s3transfer"} & set(names))
    (folder / "boto3").mkdir()
    stand_in = folder / "boto3" / "__init__.py"
    stand_in.write_text(BOTOCORE_ALONE, "utf-8")
    py_compile.compile(str(stand_in), invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    return folder


def _round(skills: Mapping[str, Skill], order: int) -> dict[str, Figures]:
    """Measure each, another one first in each round: what else the machine does should strike all alike."""
    names = list(skills)
    start = order % len(names)
    return {name: skills[name].measure() for name in names[start:] + names[:start]}


def _print_table(rounds: Sequence[Mapping[str, Figures]]) -> None:
    print(f"{PAIRS} starts of each in turn, as median (quartiles); DynamoDB is moto's server in a process of its own;")
    print(f"ratio: of each start to {PATTERN}'s of the same round. Each turn and launch reads or writes, or both.")
    print("The database is called over HTTP: whose certificates to trust is read by neither skill.")
    print(f"{'':32}{OURS:>26}{PATTERN:>26}{'ratio':>20}")
    for key, name, unit in FIGURES:
        texts = [_spread([each[skill][key] for each in rounds], 1) for skill in (OURS, PATTERN)]
        ratio = _spread([each[OURS][key] / each[PATTERN][key] for each in rounds], 2)
        print(f"{f'{name}, {unit}':32}{texts[0]:>26}{texts[1]:>26}{ratio:>20}")
    alone = _spread([each[BOTOCORE]["cold_cpu"] for each in rounds], 1)
    ratio = _spread([each[BOTOCORE]["cold_cpu"] / each[PATTERN]["cold_cpu"] for each in rounds], 2)
    print(f"{BOTOCORE}: start to first answer, CPU: {alone} ms, ratio {ratio}")
    left = _spread([each[RESTORED]["first_cpu"] for each in rounds], 1)
    print(f"{RESTORED}: first launch, CPU: {left} ms, to be at most {RESTORED_MOST:g}")


def _spread(figures: Sequence[float], digits: int) -> str:
    low, median, high = statistics.quantiles(figures, n=4)
    return f"{median:.{digits}f} ({low:.{digits}f} to {high:.{digits}f})"


@contextmanager
def _dynamodb() -> Iterator[str]:
    """Give the address of moto's server while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise Unmeasured("moto's server does not answer")


def _make_table(client: Any, name: str, keys: Sequence[str]) -> None:
    kinds = ("HASH", "RANGE")[: len(keys)]
    client.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, kinds, strict=True)],
        BillingMode="PAY_PER_REQUEST",
    )
