"""The cost table of infra/README.md says what the prices say."""

import pytest

from tests.bench.costs import MONTHS, by_flat_rate
from tests.bench.prices import TB, flat_rate
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("gb", "requests", "price"),
    [(100, 1_000_000, 0.0), (101, 1, 15.0), (1, 1_000_001, 15.0), (50 * TB, 60_000_000, 200.0), (50 * TB + 1, 1, None)],
)
def test_the_cheapest_plan_that_allows_it(gb: float, requests: float, price: float | None) -> None:
    assert flat_rate(gb, requests) == price


def test_the_row_of_flat_rates_in_the_table() -> None:
    row = "| the same by a flat rate | " + " | ".join(map(by_flat_rate, MONTHS)) + " |"
    assert row in (ROOT / "infra" / "README.md").read_text("utf-8")
