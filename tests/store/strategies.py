"""Everything that can be remembered."""

from typing import Any

from hypothesis import strategies as st

from skill.practice.background import LONGEST_TAIL, Background
from skill.practice.muscle_group import Side
from skill.practice.place import Place
from skill.practice.preferences import NAMES, CheckIns, Preferences, Volume
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Pace, Sides, Spec
from skill.store.port import Changes, Kept

KEYS = st.text("abcdefghij_äß", min_size=1, max_size=8)
AREAS = st.frozensets(st.sampled_from(["feet", "feet/left", "neck", "jaw", "left/right"]))
SECONDS = st.integers(0, 4_000_000_000)

WISHES: dict[str, st.SearchStrategy[Any]] = {
    "minutes": st.integers(2, 40),
    "direction": st.sampled_from(Direction),
    "pace": st.sampled_from(Pace),
    "detail": st.sampled_from(Detail),
    "sides": st.sampled_from(Sides),
    "check_ins": st.sampled_from(CheckIns),
    "skipped": AREAS,
    "imagined": AREAS,
    "released": AREAS,
    "volume": st.sampled_from(Volume),
    "background": st.sampled_from(Background),
    "tail": st.integers(0, LONGEST_TAIL),
}
assert set(WISHES) == set(NAMES), "a preference without a strategy"

preferences = st.builds(Preferences, **{name: st.none() | values for name, values in WISHES.items()})
wishes = st.fixed_dictionaries({}, optional={name: st.none() | values for name, values in WISHES.items()})
specs = st.builds(
    Spec,
    routine=KEYS,
    minutes=st.integers(2, 40),
    direction=st.none() | st.sampled_from(Direction),
    pace=st.sampled_from(Pace),
    detail=st.sampled_from(Detail),
    sides=st.none() | st.sampled_from(Sides),
    skipped=AREAS,
    imagined=AREAS,
    released=AREAS,
    seed=SECONDS,
)
places = st.builds(Place, group=KEYS, side=st.sampled_from(Side), cycle=st.integers(1, 9), order=st.integers(0, 99))
kept = st.builds(Kept, spec=specs, place=places, at=SECONDS, until=SECONDS, closes=st.booleans())
changes = st.builds(
    Changes,
    preferences=wishes,
    kept=st.none() | kept,
    forget_kept=st.booleans(),
    run=st.integers(0, 9),
    finished=st.booleans(),
    welcomed=st.booleans(),
)

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
"""Whatever a record might hold in the place of what belongs there."""
