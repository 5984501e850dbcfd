"""The cost tables of infra/README.md say what the prices say, and what they say of each other."""

import re

import pytest

from tests.bench.costs import COLUMNS, CUSTOM_METRICS, SESSIONS, at_least, month, month_table, session_table
from tests.bench.meter import Use
from tests.bench.prices import TB, flat_rate
from tests.conftest import ROOT

README = (ROOT / "infra" / "README.md").read_text("utf-8")


@pytest.fixture
def measured() -> dict[str, Use]:
    """What the README says that sessions use."""
    rows = {kind: re.findall(rf"^\| {kind} \| (.+) \|$", README, re.M) for kind in SESSIONS}
    found = {kind: dict(zip(COLUMNS.values(), _numbers(row), strict=True)) for kind, (row,) in rows.items()}
    (start,) = re.findall(r"A start takes ([\d,]+) ms of\s+CPU", README)
    return {kind: Use(float, use) for kind, use in found.items()} | {
        "start": Use(float, milliseconds=_numbers(start)[0])
    }


def _numbers(row: str) -> list[float]:
    return [float(each.replace(",", "")) for each in row.split(" | ")]


@pytest.mark.parametrize(
    ("gb", "requests", "price"),
    [(100, 1_000_000, 0.0), (101, 1, 15.0), (1, 1_000_001, 15.0), (50 * TB, 60_000_000, 200.0), (50 * TB + 1, 1, None)],
)
def test_the_cheapest_plan_that_allows_it(gb: float, requests: float, price: float | None) -> None:
    assert flat_rate(gb, requests) == price


def test_the_table_of_sessions_has_every_column(measured: dict[str, Use]) -> None:
    assert "\n".join(session_table(measured)) in README


def test_the_table_of_months_is_computed_from_the_table_of_sessions(measured: dict[str, Use]) -> None:
    assert "\n".join(month_table(measured)) in README


def test_where_all_is_spoken_no_player_calls_and_nothing_is_sent(measured: dict[str, Use]) -> None:
    spoken, played = month(measured, 1_000_000, played=0.0), month(measured, 1_000_000)
    assert spoken["audio, sent"] == spoken["audio, kept two months"] == 0
    assert spoken["Lambda, requests"] < played["Lambda, requests"]


def test_what_is_said_of_metrics_is_what_is_counted() -> None:
    assert f"the {CUSTOM_METRICS} custom metrics" in README
    assert f"leave {at_least():.2f} dollars" in README
