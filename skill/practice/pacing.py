"""Pacing: spread silence evenly over the beats of a plan, in whole seconds, each inside its range."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from math import floor

Range = tuple[int, int]
HALF = Fraction(1, 2)


def bounds(ranges: Sequence[Range]) -> tuple[int, int]:
    """Return the least and the most seconds that silences with these ranges can take together."""
    return sum(low for low, _ in ranges), sum(high for _, high in ranges)


def spread(total: int, ranges: Sequence[Range]) -> list[int]:
    """Return whole seconds for each range that add up to `total`.

    All ranges are stretched by the same share; equal ranges differ by a second at most, and the longer
    ones are spread among the shorter. Raises ValueError if `total` is out of bounds.
    """
    least, most = bounds(ranges)
    if not least <= total <= most:
        raise ValueError(f"{total} s is not between {least} s and {most} s")
    share = Fraction(total - least, most - least) if most > least else Fraction(0)
    seconds = [0] * len(ranges)
    carried, given = Fraction(0), 0
    by_range = sorted(range(len(ranges)), key=lambda index: ranges[index])
    for (low, high), indexes in groupby(by_range, key=lambda index: ranges[index]):
        kind = list(indexes)
        carried += len(kind) * (low + share * (high - low))
        amount = floor(carried + HALF) - given  # exact, and always up: a range without room gets just that
        given += amount
        for order, index in enumerate(kind):
            seconds[index] = amount * (order + 1) // len(kind) - amount * order // len(kind)
    return seconds
