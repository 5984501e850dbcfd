"""Sessions to measure: which specs there are, what their plans speak, and how long a voice makes them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan, minutes_of
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Sides, Spec

SEEDS = range(3)
"""As many as the phrasings that a line may have."""


def all_plans(library: Library) -> Iterator[Plan]:
    """Yield plans of every routine, direction, detail, choice of sides and seed, at few, middling and many minutes.

    Each comes once as it is and once with every muscle group only imagined.
    """
    ways = product(library.routines, (None, *Direction), Detail, (None, *Sides), SEEDS)
    for routine, direction, detail, sides, seed in ways:
        spec = Spec(routine, 0, direction, detail=detail, sides=sides, seed=seed)
        minutes = minutes_of(spec, library)
        for each in sorted({minutes[0], minutes[len(minutes) // 2], minutes[-1]}):
            yield make_plan(replace(spec, minutes=each), library)
            yield make_plan(replace(spec, minutes=each, imagined=frozenset(library.groups)), library)


def lines(plans: Iterable[Plan]) -> list[str]:
    """Return every line that the plans speak, once."""
    return sorted({beat.text for plan in plans for segment in plan.segments for beat in segment.beats if beat.text})


def as_spoken(plan: Plan, seconds: Mapping[str, float]) -> float:
    """Return the seconds of a plan spoken by a voice, every break in full.

    The voice's own seconds are divided by the plan's rate: that is what a rate means to Alexa.
    """
    beats = [beat for segment in plan.segments for beat in segment.beats]
    said = sum(seconds[beat.text] for beat in beats if beat.text)
    return said / plan.rate + sum(beat.seconds for beat in beats if not beat.text)


def deviation(plan: Plan, seconds: Mapping[str, float]) -> float:
    """Return how far a plan as spoken is from its minutes, in percent of them."""
    return (as_spoken(plan, seconds) / (plan.spec.minutes * 60) - 1) * 100
