"""What AWS asks, as listed: US dollars in us-east-1, 2025, without free allowances. Check yours."""

from collections.abc import Sequence

SOURCES = (
    "https://aws.amazon.com/lambda/pricing/",
    "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    "https://aws.amazon.com/cloudwatch/pricing/",
    "https://aws.amazon.com/s3/pricing/",
    "https://aws.amazon.com/cloudfront/pricing/",
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/flat-rate-pricing-plan.html",
    "https://aws.amazon.com/secrets-manager/pricing/",
)
MILLION = 1_000_000
TB = 1024
"""GB."""

Tiers = Sequence[tuple[float, float]]
"""So many GB at this price each, then the next."""

PRICES = {
    "Lambda request": 0.20 / MILLION,
    "Lambda GB-second, arm64": 0.0000133334,
    "SnapStart cache, GB-second": 0.0000015046,
    "SnapStart restore, GB": 0.0001397998,
    "DynamoDB read unit": 0.125 / MILLION,
    "DynamoDB write unit": 0.625 / MILLION,
    "DynamoDB storage, GB-month": 0.25,
    "DynamoDB point-in-time recovery, GB-month": 0.20,
    "S3 PUT": 0.005 / 1000,
    "S3 HEAD or GET": 0.0004 / 1000,
    "S3 storage, GB-month": 0.023,
    "CloudFront request, HTTPS": 0.01 / 10_000,
    "response to Alexa, GB": 0.09,
    "secret, month": 0.40,
    "alarm's metric, month": 0.10,
    "custom metric, month": 0.30,
}
LOGS: Tiers = ((10 * TB, 0.50), (20 * TB, 0.25), (20 * TB, 0.10), (float("inf"), 0.05))
"""Logs of Lambda taken in, a GB."""
CLOUDFRONT: Tiers = (
    (10 * TB, 0.085),
    (40 * TB, 0.080),
    (100 * TB, 0.060),
    (350 * TB, 0.040),
    (524 * TB, 0.030),
    (4096 * TB, 0.025),
    (float("inf"), 0.020),
)
"""Audio sent to North America and Europe, a GB."""
FLAT_RATES = (
    (0.0, 100, 1 * MILLION),
    (15.0, 50 * TB, 10 * MILLION),
    (200.0, 50 * TB, 125 * MILLION),
    (1000.0, 50 * TB, 500 * MILLION),
)
"""CloudFront's plans since November 2025, for one distribution: a month, and the GB and requests that it allows. Beyond
them nothing is charged; AWS may slow it down, or ask for another plan."""


def flat_rate(gb: float, requests: float) -> float | None:
    """Return the cheapest plan that allows so much in a month; None where none does."""
    fitting = [price for price, most, asked in FLAT_RATES if gb <= most and requests <= asked]
    return min(fitting, default=None)


def tiered(amount: float, tiers: Tiers) -> float:
    """Return the price of an amount in GB."""
    total = 0.0
    for size, price in tiers:
        total += min(amount, size) * price
        amount = max(0.0, amount - size)
    return total
