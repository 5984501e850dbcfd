"""What every test may ask for."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from skill.content.content import Content, load
from skill.practice.library import Library

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("project", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("project")


@pytest.fixture(scope="session")
def content() -> Content:
    return load(ROOT / "content")


@pytest.fixture(scope="session")
def library(content: Content) -> Library:
    return content.library


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, a line for each reason."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.getreports("skipped"))
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"left out: {count} tests ({reason.removeprefix('Skipped: ')})")
