"""What every test may ask for; what is costly is made once in each process, and only if it is asked for."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from skill.content.content import Content
from skill.practice.library import Library
from skill.simulator.desk import MODEL
from skill.simulator.dialogue.repeating import Repeating
from skill.simulator.understanding import Understanding
from tests import strategies

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(scope="session")
def content() -> Content:
    return strategies.content()


@pytest.fixture(scope="session")
def library(content: Content) -> Library:
    return content.library


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    return Repeating.load(MODEL)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, a line for each reason."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.getreports("skipped"))
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"left out: {count} tests ({reason.removeprefix('Skipped: ')})")
