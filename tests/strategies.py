"""Any spec, any place, any listener: what the properties are tried on."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from skill.content.content import Content, load
from skill.practice.course import NothingLeft, visits
from skill.practice.library import Library
from skill.practice.routine import Direction
from skill.practice.spec import MOST_PRACTISED, Detail, Eyes, Pace, Posture, Sides, Spec, Tension

CONTENT = Path(__file__).resolve().parents[1] / "content"


@cache
def content() -> Content:
    return load(CONTENT)


def library() -> Library:
    return content().library


def areas() -> st.SearchStrategy[frozenset[str]]:
    """Any areas of the body, whole or on one side."""
    areas = library().areas
    whole = [key for key in areas if key != "breath"]
    sided = [f"{key}/{side}" for key in whole if len(areas[key].names) > 1 for side in ("right", "left")]
    return st.frozensets(st.sampled_from(whole + sided), max_size=8)


def specs(
    routine: st.SearchStrategy[str] | None = None, minutes: st.SearchStrategy[int] | None = None
) -> st.SearchStrategy[Spec]:
    """Any wish that can be spoken and leaves a muscle group, also for minutes that cannot be had."""
    every = st.builds(
        Spec,
        routine=routine if routine is not None else st.sampled_from(sorted(library().routines)),
        minutes=minutes if minutes is not None else st.integers(2, 40),
        direction=st.none() | st.sampled_from(Direction),
        pace=st.sampled_from(Pace),
        detail=st.sampled_from(Detail),
        sides=st.none() | st.sampled_from(Sides),
        skipped=areas(),
        imagined=areas(),
        only=st.just(frozenset()) | areas(),
        released=areas(),
        posture=st.none() | st.sampled_from(Posture),
        eyes=st.none() | st.sampled_from(Eyes),
        tension=st.sampled_from(Tension),
        soft=st.booleans(),
        practised=st.integers(0, MOST_PRACTISED),
        seed=st.integers(0, 999),
    )
    return every.filter(_leaves_something)


def _leaves_something(spec: Spec) -> bool:
    try:
        return bool(visits(spec, library(), 1))
    except NothingLeft:
        return False


def bedtime_routines() -> list[str]:
    return sorted(key for key, routine in library().routines.items() if routine.bedtime)
