"""Pacing: spread silence over a plan, in whole seconds, each inside its range, growing as attention settles."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

GROWTH = 0.9
"""How much later silences of a pass lead earlier ones: 0 would make them equal; above 1 one could shrink."""
HALVINGS = 50
"""Of the interval in which the share lies: far more exact than a second."""

Taking = Callable[[float], float]
"""What part of its range a silence has taken where the session has taken this share, both 0 to 1."""


def evenly(share: float) -> float:
    """Take as much as the session does."""
    return share


def at_first(share: float) -> float:
    """Take most at first: the quiet that teaches."""
    return share * (2.0 - share)


def slowly(share: float) -> float:
    """Take less at first."""
    return share * share


def at_last(share: float) -> float:
    """Take most at last: what was added as minutes grew."""
    return share**4


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence that is still to be given its length."""

    low: int
    high: int
    """Seconds."""
    at: float = 0.5
    """Where it stands in its pass, from 0 for the first to 1 for the last."""
    takes: Taking = evenly

    def seconds(self, share: float) -> float:
        """Return its length where a session has taken this share of what it could, 0 to 1; never less for more."""
        part = self.takes(share)
        return self.low + (self.high - self.low) * (part + GROWTH * part * (1.0 - part) * (2.0 * self.at - 1.0))


@dataclass(frozen=True, slots=True)
class Sum:
    """Silences taken together: what all of them last, without going through each."""

    count: int
    low: int
    high: int
    """Seconds that they take at least and at most."""
    spans: tuple[tuple[Taking, int, float], ...]
    """For each way of taking: the seconds between least and most, and by how many of them later ones lead."""

    def seconds(self, share: float) -> float:
        """Return how long they are together where a session has taken this share of what it could, 0 to 1."""
        total = float(self.low)
        for takes, span, lead in self.spans:
            part = takes(share)
            total += span * part + GROWTH * part * (1.0 - part) * lead
        return total

    def share_at(self, total: float) -> float:
        """Return the share, 0 to 1, at which they take `total` seconds together."""
        low, high = 0.0, 1.0
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if self.seconds(middle) < total:
                low = middle
            else:
                high = middle
        return (low + high) / 2


def together(silences: Iterable[Silence]) -> Sum:
    """Return silences as a sum."""
    every = list(silences)
    spans: defaultdict[Taking, int] = defaultdict(int)
    leads: defaultdict[Taking, float] = defaultdict(float)
    for each in every:
        spans[each.takes] += each.high - each.low
        leads[each.takes] += (each.high - each.low) * (2.0 * each.at - 1.0)
    low, high = sum(each.low for each in every), sum(each.high for each in every)
    return Sum(len(every), low, high, tuple((takes, spans[takes], leads[takes]) for takes in spans))


def added(one: Sum, other: Sum) -> Sum:
    """Return all silences of two sums."""
    count, low, high = one.count + other.count, one.low + other.low, one.high + other.high
    spans = {takes: (span, lead) for takes, span, lead in one.spans}
    for takes, span, lead in other.spans:
        before = spans.get(takes, (0, 0.0))
        spans[takes] = (before[0] + span, before[1] + lead)
    return Sum(count, low, high, tuple((takes, *both) for takes, both in spans.items()))


def spread(total: int, silences: Sequence[Silence]) -> list[int]:
    """Return whole seconds for each silence that add up to `total`. Raises ValueError if it is out of bounds."""
    whole = together(silences)
    if not whole.low <= total <= whole.high:
        raise ValueError(f"{total} s is not between {whole.low} s and {whole.high} s")
    share = whole.share_at(total)
    exact = [min(float(each.high), max(float(each.low), each.seconds(share))) for each in silences]
    seconds = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda index: seconds[index] - exact[index])
    longer = [index for index in by_remainder if seconds[index] < silences[index].high]
    for index in longer[: total - sum(seconds)]:
        seconds[index] += 1
    return seconds
