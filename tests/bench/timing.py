"""Minutes asked, planned and spoken: whole sessions by Piper, and by a voice that was not used to calibrate."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product

from skill.content.content import load
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan, minutes_of, pick_routine
from skill.practice.routine import Manner
from skill.practice.spec import Detail, Pace, Sides, Spec
from tests.bench.sessions import as_spoken, deviation, lines
from tests.bench.voices import ROOT, espeak, piper

BY_DAY = (2, 5, 10, 15, 20, 30, 40)
AT_BEDTIME = BY_DAY[1:]
SAMPLED = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 35, 40)
WITHIN = 3.0
"""Percent that a session spoken by Piper may be off its minutes."""

NOTES = """\
Percent: how far from the minutes. A pace or bedtime divides the voice's seconds by its rate, as Alexa means it;
own rate: Piper with --length-scale 1/rate instead, which changes its speed by only about half of what is asked.
espeak-ng was not used to calibrate. It takes {factor:.2f} of Piper's time; scaled: as if it took the same.
Planned and asked differ by {off:.1f} s at most. Piper within {within:g} % of the minutes in every row: {kept}."""

Seconds = Mapping[str, float]


def picked(library: Library, *, bedtime: bool) -> list[Plan]:
    """Return the plans of the minutes that the bench always shows, each with the routine that suits them."""
    minutes, manner = (AT_BEDTIME, Manner.GENTLE) if bedtime else (BY_DAY, Manner.TENSE)
    asked = (Spec("", each) for each in minutes)
    return [make_plan(pick_routine(spec, library, bedtime=bedtime, manner=manner), library) for spec in asked]


def sampled(library: Library, *, bedtime: bool) -> Iterator[Plan]:
    """Yield plans of every routine, pace, detail and choice of sides, moved or imagined, in sampled minutes."""
    routines = [each.key for each in library.routines.values() if each.bedtime == bedtime]
    groups = frozenset(library.groups)
    for way in product(routines, Pace, Detail, (None, *Sides), (frozenset[str](), groups)):
        routine, pace, detail, sides, imagined = way
        spec = Spec(routine, 0, pace=pace, detail=detail, sides=sides, imagined=imagined)
        minutes = minutes_of(spec, library)
        for each in sorted({minutes[0], minutes[-1], *SAMPLED} & set(minutes)):
            yield make_plan(replace(spec, minutes=each), library)


def report() -> None:
    """Print one line for each session, and the worst of all that were sampled."""
    library, first, second = load(ROOT / "content").library, piper(), espeak()
    shown = [(f"{each.spec.minutes}", each) for time in (False, True) for each in picked(library, bedtime=time)]
    samples = [list(sampled(library, bedtime=time)) for time in (False, True)]
    wanted = lines([*(plan for _, plan in shown), *samples[0], *samples[1]])
    spoken, other = first.seconds(wanted), second.seconds(wanted)
    factor = sum(spoken.values()) / sum(other.values())
    for plans in samples:
        worst = max(plans, key=lambda plan: abs(deviation(plan, spoken)))
        shown.append((f"worst of {len(plans)}: {worst.spec.minutes}", worst))
    _print_table(shown, (spoken, other, {line: seconds * factor for line, seconds in other.items()}))
    off = max(abs(plan.seconds - plan.spec.minutes * 60) for plans in samples for plan in plans)
    kept = all(abs(deviation(plan, spoken)) <= WITHIN for _, plan in shown)
    print(NOTES.format(factor=1 / factor, off=off, within=WITHIN, kept="yes" if kept else "NO"))


def _print_table(shown: Iterable[tuple[str, Plan]], heard: tuple[Seconds, ...]) -> None:
    titles = ("planned", "as Piper", "Piper", "espeak-ng", "scaled", "own rate")
    rows: list[tuple[str, ...]] = [("minutes", "routine", *titles)]
    rows += [(label, plan.spec.routine, *_cells(plan, heard)) for label, plan in shown]
    for label, routine, *cells in rows:
        print(f"{label:>20}  {routine:16}" + "".join(f"{cell:>10}" for cell in cells))


def _cells(plan: Plan, heard: tuple[Seconds, ...]) -> list[str]:
    percents = [deviation(plan, each) for each in heard]
    if plan.rate != 1:
        slowed = piper(length_scale=1 / plan.rate).seconds(lines([plan]))
        percents.append(deviation(replace(plan, rate=1.0), slowed))
    texts = [f"{percent:+.2f} %" for percent in percents]
    return [_clock(plan.seconds), _clock(as_spoken(plan, heard[0])), *texts]


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02}"
