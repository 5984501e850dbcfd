from hypothesis import given
from hypothesis import strategies as st

from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Sides, Spec
from tests.strategies import library as the_library
from tests.strategies import specs

minutes = st.integers(2, 40)
fractions = st.floats(0, 1)


def plan_of(spec: Spec) -> Plan:
    return make_plan(Spec(spec.routine, spec.minutes, spec.direction, spec.pace, sides=spec.sides), the_library())


def at(plan: Plan, fraction: float) -> Position:
    return Position(plan, min(int(fraction * len(plan.segments)), len(plan.segments) - 1))


@given(specs(), fractions)
def test_a_place_is_found_again(spec: Spec, fraction: float) -> None:
    session = at(plan_of(spec), fraction)
    kept = Place.from_wire(session.place.to_wire())
    assert Position.at(session.plan, kept) == session


@given(specs(), fractions, minutes)
def test_a_place_is_found_again_in_a_longer_or_shorter_plan(spec: Spec, fraction: float, other: int) -> None:
    session = at(plan_of(spec), fraction)
    changed = make_plan(Spec(spec.routine, other, spec.direction, sides=spec.sides), the_library())
    there = [segment.place.group for segment in changed.segments if segment.place.cycle == session.place.cycle]
    found = session.in_plan(changed).place
    assert found.cycle >= session.place.cycle or found.group == ENDING
    assert found.group == session.place.group or session.place.group not in there


@given(specs(), fractions)
def test_next_and_previous_change_the_group_and_come_back(spec: Spec, fraction: float) -> None:
    session = at(plan_of(spec), fraction).repeat()
    if session.place.group not in (OPENING, ENDING) and not session.next().at_ending:
        assert session.next().previous() == session


@given(specs(), fractions)
def test_every_move_stays_in_the_plan(spec: Spec, fraction: float) -> None:
    session = at(plan_of(spec), fraction)
    for moved in (session.next(), session.previous(), session.repeat(), session.start_over()):
        assert 0 <= moved.index < len(moved.plan.segments)
        assert 0 < moved.seconds_left <= moved.plan.seconds


@given(specs(), fractions, st.floats(0, 3000))
def test_what_was_heard_is_where_the_clock_says(spec: Spec, fraction: float, seconds: float) -> None:
    session = at(plan_of(spec), fraction)
    starts = session.plan.starts
    time = min(starts[session.index] + seconds, session.plan.seconds - 0.001)
    reached = session.heard(seconds).index
    assert starts[reached] <= time + 1e-6
    assert time < starts[reached + 1] + 1e-6


def session_at(library: Library, group: str, side: Side = Side.BOTH, cycle: int = 1) -> Position:
    plan = make_plan(Spec("standard", 20, sides=Sides.ONE_AT_A_TIME), library)
    return Position.at(plan, Place(group, side, cycle))


def test_next_goes_to_the_other_side(library: Library) -> None:
    right = session_at(library, "feet", Side.RIGHT)
    assert (right.next().place.group, right.next().place.side) == ("feet", Side.LEFT)


def test_next_stays_in_the_same_pass() -> None:
    plan = make_plan(Spec("standard", 40), the_library())
    session = Position.at(plan, Place("feet", cycle=4))
    assert (session.next().place.group, session.next().place.cycle) == ("calves", 4)


def test_repeat_stays_in_the_same_pass() -> None:
    plan = make_plan(Spec("standard", 40), the_library())
    assert Position.at(plan, Place("feet", cycle=4)).repeat().place.cycle == 4


def test_go_to_a_group_or_one_side_of_it(library: Library) -> None:
    session = session_at(library, "feet", Side.RIGHT)
    shoulders, foot = session.go_to("shoulders", library), session.go_to("feet/left", library)
    assert shoulders is not None
    assert shoulders.place.group == "shoulders"
    assert foot is not None
    assert foot.place.side is Side.LEFT
    assert session.go_to("tongue", library) is None


def test_a_place_whose_group_is_gone_is_the_one_that_came_then(library: Library) -> None:
    plan = make_plan(Spec("standard", 10), library)
    session = Position.at(plan, Place("toes_that_were", order=4))
    assert session.index == 4


def test_a_place_beyond_a_shorter_plan_is_its_ending_and_one_before_its_groups_is_the_first(library: Library) -> None:
    plan = make_plan(Spec("quick", 2), library)
    assert Position.at(plan, Place("toes_that_were", order=99)).index == len(plan.segments) - 1
    assert Position.at(plan, Place("toes_that_were")).index == 1


def test_a_place_whose_cycle_is_gone_is_its_group(library: Library) -> None:
    plan = make_plan(Spec("standard", 10), library)
    assert Position.at(plan, Place("hands", cycle=3)).place == Place("hands", order=8)


def test_the_end_has_nothing_behind_it(library: Library) -> None:
    ending = session_at(library, ENDING)
    assert ending.at_ending
    assert ending.next() == ending
    assert ending.heard(10_000) == ending


def test_before_the_voice_began_it_is_where_it_will_begin(library: Library) -> None:
    session = session_at(library, "calves", Side.RIGHT)
    assert session.heard(-5) == session


def test_in_a_plan_without_its_group_it_is_the_next_that_is_there(library: Library) -> None:
    session = Position.at(make_plan(Spec("standard", 10), library), Place("thighs"))
    without = make_plan(Spec("standard", 10, skipped=frozenset({"knees", "buttocks"})), library)
    assert session.in_plan(without).place.group == "abdomen"


def test_where_one_group_is_left_its_passes_are_one_visit() -> None:
    library = the_library()
    plan = make_plan(Spec("quick", 6, skipped=frozenset({"hands", "face"})), library)
    passes = [segment.place.cycle for segment in plan.segments if segment.place.group == "shoulders"]
    assert passes == [1, 2, 3][: len(passes)]
    assert len(passes) > 1
    assert Position(plan, 1).next().at_ending
    assert Position(plan, 2).repeat().index == 1


def test_go_to_stays_in_this_pass_where_the_area_is_in_it() -> None:
    library = the_library()
    plan = make_plan(Spec("standard", 40), library)
    late = Position.at(plan, Place("chest", cycle=4))
    hands, ending = late.go_to("hands", library), Position(plan, len(plan.segments) - 1).go_to("feet", library)
    assert hands
    assert ending
    assert (hands.place.group, hands.place.cycle) == ("hands", 4)
    assert ending.place.cycle == plan.segments[-2].place.cycle


def test_before_the_first_group_there_is_none() -> None:
    first = Position(make_plan(Spec("standard", 10), the_library())).first_group()
    assert first.previous() == first
