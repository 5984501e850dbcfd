"""Each store in turn; the servers behind them are started once."""

from collections.abc import Iterator
from typing import Any

import pytest

from skill.store import sqlite
from skill.store.port import Listener
from tests.infra.template import deployed
from tests.store.backends import START, Backend, Clock, Dynamo, InProcess, Sqlite, somebody
from tests.store.table import dynalite, moto


@pytest.fixture(scope="session")
def memory_backend() -> Backend:
    return InProcess()


@pytest.fixture(scope="session")
def sqlite_backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backend]:
    with pytest.MonkeyPatch.context() as patient:
        patient.setattr(sqlite, "BUSY", 60.0)  # no test fails because this machine is busy
        yield Sqlite(tmp_path_factory.mktemp("store") / "memory.sqlite")


@pytest.fixture(scope="session")
def moto_client() -> Iterator[Any]:
    with moto() as client:
        yield client


@pytest.fixture(scope="session")
def dynalite_client() -> Iterator[Any]:
    with dynalite() as client:
        yield client


@pytest.fixture(scope="session")
def template_backend() -> Iterator[Backend]:
    """The very table that infra/template.yaml makes, on moto."""
    with deployed() as stack:
        yield Dynamo(stack.dynamodb, stack.outputs["TableName"])


@pytest.fixture(scope="session")
def dynalite_backend(dynalite_client: Any) -> Backend:
    return Dynamo(dynalite_client)


@pytest.fixture(
    scope="session",
    params=["memory", "sqlite", "template", pytest.param("dynalite", marks=pytest.mark.node)],
)
def backend(request: pytest.FixtureRequest) -> Backend:
    """Each store in turn."""
    found: Backend = request.getfixturevalue(f"{request.param}_backend")
    return found


@pytest.fixture(params=["memory", "sqlite", pytest.param("dynalite", marks=pytest.mark.node)])
def atomic_backend(request: pytest.FixtureRequest) -> Backend:
    """Without moto: it takes no lock between a condition and its write, as DynamoDB does."""
    found: Backend = request.getfixturevalue(f"{request.param}_backend")
    return found


@pytest.fixture
def listener() -> Listener:
    return somebody()


@pytest.fixture
def clock(backend: Backend) -> Iterator[Clock]:
    """The clock of that store, set right again afterwards."""
    yield backend.clock
    backend.clock.now = START
