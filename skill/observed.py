"""What is counted, and what is told in the log: every name is declared here, and listed in infra/README.md."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Metric(StrEnum):
    """What is counted, as CloudWatch shows it."""

    REQUESTS_REFUSED = "RequestsRefused"
    """By reason: skill/guard.py."""


@dataclass(frozen=True)
class Counted:
    """One thing that is counted."""

    metric: Metric
    reason: str = ""
    """One of few values, for the metrics that have a reason."""
    value: float = 1


Count = Callable[[Counted], None]
"""Takes what is counted; what becomes of it is the entry point's affair."""


def uncounted(counted: Counted) -> None:
    """Count nothing: at the desk nobody looks at metrics."""


class Field(StrEnum):
    """What a line of the log may tell besides its message."""

    REASON = "reason"
    REQUEST_TYPE = "request_type"
