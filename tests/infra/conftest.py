"""The template, deployed once."""

from collections.abc import Iterator

import pytest

from tests.infra.template import SKILL_ID, Deployment, deployed


@pytest.fixture(scope="session")
def deployment() -> Iterator[Deployment]:
    """The stack with all that a parameter can add."""
    with deployed(SkillId=SKILL_ID, AlarmEmail="night@example.org", SnapStart="on", ReservedConcurrency="9") as stack:
        yield stack
