"""The template, deployed once, and the zip, built once."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.lambda_zip import Target, build
from tests.infra.template import SKILL_ID, Deployment, deployed
from tests.shared import once
from tests.tools import require


@pytest.fixture(scope="session")
def deployment() -> Iterator[Deployment]:
    """The stack with all that a parameter can add."""
    with deployed(SkillId=SKILL_ID, AlarmEmail="night@example.org", SnapStart="on", ReservedConcurrency="9") as stack:
        yield stack


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip for this machine and this Python."""
    return once(tmp_path_factory, "zip", lambda folder: build(Target.here(), folder / "lambda.zip")) / "lambda.zip"


@pytest.fixture(scope="session")
def unpacked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    require("awslambdaric, which is built for Linux", find_spec("awslambdaric") is not None)
    return once(tmp_path_factory, "task", ZipFile(archive).extractall)
