"""DynamoDB tables to test against: two implementations, each as a server on a free port of this machine."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from botocore.config import Config
from moto.server import ThreadedMotoServer

from skill.store import record
from skill.store.dynamodb import CONFIG, make_client
from tests.tools import CLIENTS, node

TABLE = "listeners"
REGION = "eu-west-1"
PATIENT = CONFIG.merge(Config(connect_timeout=60, read_timeout=60))
"""No test fails because this machine is busy."""
DYNALITE = """
require("dynalite")({createTableMs: 0}).listen(0, "127.0.0.1", function () { console.log(this.address().port) })
process.stdin.resume().on("end", () => process.exit())
"""
"""Says its port, and ends with the tests, however they end."""


def client_for(endpoint: str, config: Config = PATIENT) -> Any:
    """Return the skill's own client, pointed at a server of ours by the environment alone."""
    with pytest.MonkeyPatch.context() as environment:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            environment.delenv(name)
        environment.setenv("AWS_DEFAULT_REGION", REGION)
        environment.setenv("AWS_ACCESS_KEY_ID", "testing")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "testing")
        environment.setenv("AWS_ENDPOINT_URL_DYNAMODB", endpoint)
        environment.setenv("AWS_CONFIG_FILE", os.devnull)
        environment.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
        return make_client(config)


@contextmanager
def moto() -> Iterator[Any]:
    """Give a client of moto's server."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        _, port = server.get_host_and_port()
        yield _with_table(client_for(f"http://127.0.0.1:{port}"))
    finally:
        server.stop()


@contextmanager
def dynalite() -> Iterator[Any]:
    """Give a client of dynalite, which runs on Node."""
    command = [node("dynalite"), "-e", DYNALITE]
    with subprocess.Popen(command, cwd=CLIENTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        port = server.stdout.readline().strip()
        try:
            yield _with_table(client_for(f"http://127.0.0.1:{port}"))
        finally:
            server.terminate()


def _with_table(client: Any) -> Any:
    keys = {record.USER: "HASH", record.PERSON: "RANGE"}
    with suppress(client.exceptions.ResourceInUseException):  # servers of moto in one process share their tables
        client.create_table(
            TableName=TABLE,
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in keys],
            KeySchema=[{"AttributeName": name, "KeyType": kind} for name, kind in keys.items()],
            BillingMode="PAY_PER_REQUEST",
        )
    client.get_waiter("table_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1, "MaxAttempts": 10})
    return client
