"""Everything that can be remembered."""

from typing import Any

from hypothesis import strategies as st

from skill.practice.background import LONGEST_TAIL, Background
from skill.practice.bookmark import Bookmark
from skill.practice.muscle_group import Side
from skill.practice.place import Place
from skill.practice.preferences import ABOUT_AREAS, NAMES, CheckIns, Preferences, Volume
from skill.practice.routine import Direction, Manner
from skill.practice.spec import MOST_PRACTISED, Detail, Eyes, Pace, Posture, Sides, Spec, Tension
from skill.store.port import Changes, Memory

KEYS = st.text("abcdefghij_äß", min_size=1, max_size=8)
AREA = st.sampled_from(["feet", "feet/left", "neck", "jaw", "left/right"])
AREAS = st.frozensets(AREA)
SECONDS = st.integers(0, 4_000_000_000)

WISHES: dict[str, st.SearchStrategy[Any]] = {
    "minutes": st.integers(2, 40),
    "minutes_at_night": st.integers(2, 40),
    "direction": st.sampled_from(Direction),
    "pace": st.sampled_from(Pace),
    "detail": st.sampled_from(Detail),
    "sides": st.sampled_from(Sides),
    "check_ins": st.sampled_from(CheckIns),
    "skipped": AREAS,
    "imagined": AREAS,
    "released": AREAS,
    "posture": st.sampled_from(Posture),
    "eyes": st.sampled_from(Eyes),
    "tension": st.sampled_from(Tension),
    "soft": st.booleans(),
    "volume": st.sampled_from(Volume),
    "background": st.sampled_from(Background),
    "tail": st.integers(0, LONGEST_TAIL),
}
assert set(WISHES) == set(NAMES), "a preference without a strategy"

preferences = st.builds(
    Preferences,
    **{name: st.none() | (values.filter(bool) if name in ABOUT_AREAS else values) for name, values in WISHES.items()},
)
changed_areas = st.dictionaries(AREA, st.booleans(), min_size=1)
wishes = st.fixed_dictionaries(
    {},
    optional={name: changed_areas if name in ABOUT_AREAS else st.none() | values for name, values in WISHES.items()},
)
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
    only=AREAS,
    posture=st.none() | st.sampled_from(Posture),
    eyes=st.none() | st.sampled_from(Eyes),
    tension=st.sampled_from(Tension),
    soft=st.booleans(),
    practised=st.integers(0, MOST_PRACTISED),
    seed=SECONDS,
)
places = st.builds(Place, group=KEYS, side=st.sampled_from(Side), cycle=st.integers(1, 9), order=st.integers(0, 99))
moments = st.integers(0, 4_000_000_000_000).map(lambda milliseconds: milliseconds / 1000)
bookmarks = st.builds(
    Bookmark,
    spec=specs,
    place=places,
    at=moments,
    until=moments,
    upto=st.none() | places,
    fresh=st.booleans(),
    entered=st.none() | places,
    closes=st.booleans(),
    started_at=SECONDS,
    made_by=KEYS | st.just(""),
)
counts = st.integers(1, 9999)
memories = st.builds(
    Memory,
    preferences=preferences,
    bookmark=st.none() | bookmarks,
    sessions=counts,
    finished=st.dictionaries(st.sampled_from(Manner), counts),
    begun=counts,
    last=st.none() | st.integers(1, 4_000_000_000),
    done=st.none() | specs,
    quiet_until=st.none() | st.integers(1, 4_000_000_000),
    welcomed=st.booleans(),
    hands_free_offered=st.booleans(),
    since=st.none() | SECONDS,
)
changes = st.builds(
    Changes,
    preferences=wishes,
    bookmark=st.none() | bookmarks,
    forget_place=st.booleans(),
    started_at=st.integers(0, 9),
    told_kept=st.booleans(),
    finished=st.none() | st.sampled_from(Manner),
    done=st.none() | specs,
    played=st.booleans(),
    begun=st.booleans(),
    quiet_until=st.none() | st.integers(1, 4_000_000_000),
    welcomed=st.booleans(),
    hands_free_offered=st.booleans(),
    begins=st.booleans(),
)

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
"""Whatever a record might hold in the place of what belongs there."""
