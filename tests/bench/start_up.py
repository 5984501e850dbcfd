"""Start, warm turn and memory under the real Lambda runtime client, beside the pattern of Amazon's samples."""

import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import boto3

from infra.lambda_zip import NotPackaged, Target, build
from skill.simulator.envelope import Sender, envelope, launch
from tests.aws.lambda_runtime import HANDLER, Lambda, LambdaError, started
from tests.bench.voices import ROOT
from tests.bench.yardstick.cold import Figures, measured

YARDSTICK = Path(__file__).parent / "yardstick"
PATTERN_PYTHON = ROOT / "build" / "yardstick" / "bin" / "python"
ROUNDS = 9
WARM = 10
"""Launches, after the first, of which the median is taken."""
AWS = {"region_name": "us-east-1", "aws_access_key_id": "x", "aws_secret_access_key": "x"}
FIGURES = (
    ("cold_ms", "start to first answer", "ms"),
    ("init_ms", "start to ready", "ms"),
    ("first_ms", "first launch once ready", "ms"),
    ("launch_ms", "warm launch", "ms"),
    ("warm_ms", "warm turn", "ms"),
    ("peak_mb", "peak memory", "MB"),
)
"""The first and the last two are what yardstick/cold.py measures."""


class Unmeasured(Exception):
    """Something could not be measured."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill, and how it is started."""

    python: Path
    folder: Path
    handler: str
    env: Mapping[str, str]

    def measure(self) -> Figures:
        """Return the figures of one start of each kind; raises Unmeasured."""
        try:
            cold = measured(self.python, self.folder, self.handler, self.env)
            return {**cold, **self._initialised()}
        except LambdaError as error:
            raise Unmeasured(f"{self.handler}: {str(error)[-600:]}") from None

    def _initialised(self) -> Figures:
        begin = time.perf_counter()
        with started(self.folder, self.env, (str(self.python), "-m", "awslambdaric"), self.handler) as function:
            function.wait_until_ready()
            ready = (time.perf_counter() - begin) * 1e3
            first, *warm = (_launch(function) for _ in range(1 + WARM))
        return {"init_ms": ready, "first_ms": first, "launch_ms": statistics.median(warm)}


def _launch(function: Lambda) -> float:
    """Return how long somebody never met waits for the welcome, in milliseconds."""
    stranger = Sender(user=f"amzn1.ask.account.{uuid4()}")
    event = envelope(launch(), stranger, f"amzn1.echo-api.session.{uuid4()}", {}, time.time(), new=True)
    begin = time.perf_counter()
    function.invoke(event)
    return (time.perf_counter() - begin) * 1e3


def report() -> None:
    """Print both skills' figures, measured in turn, and their ratios; raises Unmeasured."""
    if not PATTERN_PYTHON.is_file():
        raise Unmeasured(f"{PATTERN_PYTHON} is missing: `make bench` sets it up")
    with tempfile.TemporaryDirectory() as folder, _dynamodb() as endpoint:
        size = _unpack(Path(folder))
        print(f"this skill runs from its unpacked zip of {size / 1e6:.1f} MB, for this machine and this Python")
        ours, pattern = _skills(endpoint, Path(folder))
        _print_table([_round(ours, pattern, order) for order in range(ROUNDS)])


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


def _skills(endpoint: str, unpacked: Path) -> tuple[Skill, Skill]:
    """Return ours with the bytecode it was packaged with, and the pattern with what a first start writes."""
    client = boto3.client("dynamodb", endpoint_url=endpoint, **AWS)
    _make_table(client, "ours", ("user", "person"))
    _make_table(client, "pattern", ("id",))
    both = {"AWS_ENDPOINT_URL_DYNAMODB": endpoint, "AWS_REGION": AWS["region_name"]}
    both |= {"AWS_DEFAULT_REGION": AWS["region_name"], "POWERTOOLS_METRICS_NAMESPACE": "bench"}
    packaged = {"TABLE_NAME": "ours", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPYCACHEPREFIX": ""}
    # Bytecode in build/ leaves the pattern's folder as it is in the repository.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / "build" / "pycache")}
    return (
        Skill(Path(sys.executable), unpacked, HANDLER, both | packaged),
        Skill(PATTERN_PYTHON, YARDSTICK, "amazon_pattern.handler", both | compiled | {"TABLE_NAME": "pattern"}),
    )


def _round(ours: Skill, pattern: Skill, order: int) -> tuple[Figures, Figures]:
    """Measure both, the one or the other first: what else the machine does should strike both alike."""
    if order % 2:
        second, first = pattern.measure(), ours.measure()
    else:
        first, second = ours.measure(), pattern.measure()
    return first, second


def _print_table(rounds: Sequence[tuple[Figures, Figures]]) -> None:
    print(f"medians of {ROUNDS} rounds, both in each; DynamoDB is moto's server in a process of its own")
    print(f"{'':24}{'this skill':>14}{'the pattern':>14}{'ratio':>8}")
    for key, name, unit in FIGURES:
        ours, pattern = (statistics.median(both[skill][key] for both in rounds) for skill in (0, 1))
        ratio = statistics.median(one[key] / other[key] for one, other in rounds)
        print(f"{name:24}{f'{ours:.1f} {unit}':>14}{f'{pattern:.1f} {unit}':>14}{ratio:>8.2f}")
    beside = [
        statistics.median(both[skill]["first_ms"] / both[skill]["launch_ms"] for both in rounds) for skill in (0, 1)
    ]
    print(f"{'first launch / warm one':24}{beside[0]:>14.2f}{beside[1]:>14.2f}{beside[0] / beside[1]:>8.2f}")
    quickest = [min(both[skill]["cold_ms"] for both in rounds) for skill in (0, 1)]
    print(f"{'quickest start':24}{quickest[0]:>11.1f} ms{quickest[1]:>11.1f} ms{quickest[0] / quickest[1]:>8.2f}")
    print("warm turn, with the database: this skill keeps the place at every turn, the pattern writes at launch only")


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
