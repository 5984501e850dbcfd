"""What comes back from outside is read with care."""

from typing import Any

import pytest

from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.preferences import Preferences
from skill.practice.spec import Spec
from tests.practice.test_planner import planned

WIRE = Spec("standard", 10).to_wire()


@pytest.mark.parametrize(
    ("name", "value"), [("minutes", 0), ("minutes", 41), ("minutes", True), ("skipped", "feet"), ("pace", "gallop")]
)
def test_a_spec_that_cannot_be_read_is_refused(name: str, value: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        Spec.from_wire(WIRE | {name: value})


@pytest.mark.parametrize("soft", [True, False])
def test_a_spec_keeps_whether_soft_lines_may_be_said(soft: bool) -> None:
    assert Spec.from_wire(Spec("standard", 10, soft=soft).to_wire()).soft is soft


@pytest.mark.parametrize(
    ("name", "value"), [("tail", -1), ("tail", 31), ("tail", "ten"), ("soft", "no"), ("soft", 0), ("eyes", "shut")]
)
def test_a_wish_that_cannot_be_read_counts_as_never_made(name: str, value: Any) -> None:
    assert Preferences.from_wire({name: value, "minutes": 12}) == Preferences(minutes=12)


@pytest.mark.parametrize("at", [1.5, "now", None, 10**400])
def test_a_bookmark_of_no_moment_is_refused(at: Any) -> None:
    wire = Bookmark(spec=Spec("standard", 10), place=Place("feet"), at=1.0).to_wire()
    with pytest.raises((TypeError, OverflowError)):
        Bookmark.from_wire(wire | {"at": at})


def test_a_bookmark_knows_where_the_voice_is() -> None:
    plan = planned(Spec("standard", 10))
    upto = plan.segments[5].place
    spoken = Bookmark(spec=plan.spec, place=plan.segments[1].place, at=1000.0, until=1100.0, upto=upto, made_by="it")
    assert spoken.position(lambda _: plan, 1000.0 + plan.segments[1].seconds + 1, "it").index == 2
    assert spoken.position(lambda _: plan, 1100.0, "it").place == upto
    assert spoken.onward(lambda _: plan).place == upto
    assert (spoken.at_border(1099.0), spoken.at_border(1100.0), spoken.seconds) == (False, True, 100.0)
    kept = spoken.to_keep()
    assert kept.position(lambda _: plan, 1100.0, "it").place == upto
