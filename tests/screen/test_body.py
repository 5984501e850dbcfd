"""The figure lights every muscle group of every routine, on the listener's side."""

import pytest
from hypothesis import given

from infra.figure import NoMirror, generated, half, outlines
from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.screen.figure import GROUPS, SEAM, WIDTH
from tests.screen.body import lit, parts, views
from tests.strategies import library as known
from tests.strategies import specs


def named(spec: Spec) -> set[tuple[str, Side]]:
    places = [segment.place for segment in make_plan(spec, known()).segments]
    return {(place.group, place.side) for place in places if place.group in known().groups}


EVERY = sorted(set[tuple[str, Side]]().union(*(named(Spec(key, 20)) for key in known().routines)))


@pytest.mark.parametrize(("group", "side"), EVERY)
def test_every_group_of_every_routine_is_lit_on_the_listeners_side(group: str, side: Side) -> None:
    found = lit(group, side, known())
    assert found
    for view, box in found.items():
        middle = views()[view].middle
        if side is Side.RIGHT:
            assert box.left > middle
        elif side is Side.LEFT:
            assert box.right < middle
        else:
            assert box.middle == pytest.approx(middle, abs=2)


@given(specs())
def test_whatever_is_planned_has_its_place_in_the_figure(spec: Spec) -> None:
    for group, side in named(spec):
        assert lit(group, side, known())


def test_every_smallest_group_has_its_path_and_no_path_is_of_anything_else(library: Library) -> None:
    smallest = {key for key, group in library.groups.items() if group.parts == {key}}
    assert {part.group for part in parts()} == smallest == GROUPS.keys()


def test_a_paired_group_has_a_path_for_each_side_and_no_other_has(library: Library) -> None:
    for group in {part.group for part in parts()}:
        sides = {part.side for part in parts() if part.group == group}
        assert sides == ({Side.RIGHT, Side.LEFT} if library.groups[group].paired else {Side.BOTH})


def test_a_group_lies_within_the_figure() -> None:
    for part in parts():
        whole = views()[part.view]
        assert whole.left <= part.box.left < part.box.right <= whole.right
        assert whole.top <= part.box.top < part.box.bottom <= whole.bottom


def test_from_head_to_feet_groups_follow_each_other() -> None:
    downwards = ["forehead", "eyes", "mouth", "chest", "abdomen", "thighs", "calves", "feet"]
    tops = [min(part.box.top for part in parts() if part.group == group) for group in downwards]
    assert tops == sorted(tops)


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_apl_has_the_right_half_of_each_group(group: str) -> None:
    for path in filter(None, GROUPS[group]):
        data = path.replace(f"h{SEAM}c", "c").replace(f"h-{SEAM}z", "z")
        across = [x for outline in outlines(data, 0) for x, _ in outline.points]
        assert min(across) >= -SEAM - 2
        assert max(across) <= WIDTH


def test_what_is_drawn_is_current() -> None:
    for path, content in generated().items():
        assert path.read_bytes() == content, "run `make figure`"


@pytest.mark.parametrize(
    "data",
    [
        "M10 0c5 0 5 10 0 10z",
        "M0 0c9 0 9 9 0 9c-5 0-5-9 0-9z",
        "M5 0c9 0 9 9-5 9c-14 0-14-9 5-9z",
        "M-5 0c2 5 4 9 10 7",
    ],
    ids=["on the right only", "fatter on the right", "not begun in the middle", "a line that is askew"],
)
def test_a_path_that_is_no_mirror_image_is_refused(data: str) -> None:
    with pytest.raises(NoMirror):
        half(data, 0)
