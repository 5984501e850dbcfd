"""What seldom happens in a conversation, moment by moment."""

from dataclasses import replace
from typing import Any

import pytest

from skill.content.content import Content
from skill.handlers.events import LeftOff
from skill.handlers.moments import adjusting, areas, caring, choosing, guiding, keeping, opening, playing, urgent
from skill.handlers.request import Request
from skill.handlers.table import answer
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import adapted, now
from skill.practice.background import LONGEST_TAIL
from skill.practice.course import course
from skill.practice.muscle_group import Side
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import Preferences
from skill.practice.routine import Manner
from skill.practice.spec import Pace, Spec
from skill.store import record
from skill.store.edit import applied
from skill.store.port import Changes, Memory
from tests.handlers.turns import NOW, standing_at, turn

STANDARD = Spec("standard", 10)


def everything(content: Content) -> frozenset[str]:
    """Return every muscle group but the one that needs none."""
    return frozenset(content.library.groups) - {"breath"}


def with_nothing_left(content: Content, **slots: str) -> Turn:
    memory = Memory(preferences=Preferences(skipped=everything(content)), welcomed=True)
    return turn(content, slots=slots, memory=memory)


def under_way(content: Content, **slots: str) -> Turn:
    position = Position(make_plan(STANDARD, content.library), 3)
    return turn(content, slots=slots, progress=standing_at(position, NOW), question=Question.GO_ON)


def test_a_request_that_no_row_fits_is_told(content: Content) -> None:
    with pytest.raises(LookupError, match=r"no row fits Odd\.Request"):
        answer(Turn(request=Request(kind="Odd.Request", now=NOW), content=content))


@pytest.mark.parametrize("minutes", ["31", "999999", ""])
def test_a_background_that_fades_for_too_long_is_asked_for_again(minutes: str, content: Content) -> None:
    reply = adjusting.set_tail(turn(content, slots={"minutes": minutes}))
    assert reply.before == content.phrases.playing.which_tail


def test_a_background_may_fade_for_as_long_as_it_can(content: Content) -> None:
    reply = adjusting.set_tail(turn(content, slots={"minutes": str(LONGEST_TAIL)}))
    assert reply.changes.preferences == {"tail": LONGEST_TAIL}


def test_an_area_to_go_to_that_is_not_known_is_asked_for(content: Content) -> None:
    reply = areas.go_to(turn(content, slots={"area": "aura"}))
    assert reply.before == content.phrases.areas.which_way
    assert not reply.changes


@pytest.mark.parametrize("handler", [areas.include, areas.only, areas.always_skip])
def test_an_area_that_is_not_known_is_asked_for(handler: object, content: Content) -> None:
    assert callable(handler)
    reply = handler(turn(content, slots={"area": "aura"}))
    assert reply.before == content.phrases.areas.which
    assert not reply.changes


@pytest.mark.parametrize("handler", [areas.skip, areas.always_skip, areas.include, areas.only])
def test_of_two_areas_the_one_that_is_not_known_is_not_passed_over(handler: object, content: Content) -> None:
    assert callable(handler)
    known, unknown = ({"area": "neck", "other_area": other} for other in ("jaw", "aura"))
    assert content.phrases.areas.other not in handler(turn(content, slots=known)).before
    assert content.phrases.areas.other in handler(turn(content, slots=unknown)).before


def test_a_side_is_that_of_the_area_named_first(content: Content) -> None:
    reply = areas.always_skip(turn(content, slots={"area": "knees", "side": "left", "other_area": "hands"}))
    assert reply.changes.preferences == {"skipped": {"hands": True, "knees/left": True}}


def test_what_a_full_session_does_not_have_is_no_session_of_its_own(content: Content) -> None:
    reply = areas.only(turn(content, slots={"area": "tongue"}))
    assert reply.before == content.phrases.areas.not_here.format(area="your tongue")


def test_taking_an_area_in_again_changes_the_session_under_way(content: Content) -> None:
    skipping = replace(STANDARD, skipped=frozenset({"neck"}))
    position = Position(make_plan(skipping, content.library), 3)
    memory = Memory(preferences=Preferences(skipped=frozenset({"neck", "gone"})), welcomed=True)
    reply = areas.include(turn(content, slots={"area": "neck"}, memory=memory, progress=standing_at(position, NOW)))
    assert reply.progress
    assert not reply.progress.spec.skipped
    taken_back = {"neck", "neck_back", "face_and_neck", "head", "gone"}
    assert reply.changes.preferences["skipped"] == dict.fromkeys(taken_back, False)


def test_several_areas_are_listed_together(content: Content) -> None:
    memory = Memory(preferences=Preferences(skipped=frozenset({"jaw", "neck", "feet"})), welcomed=True)
    assert "your feet, your jaw and your neck" in areas.listed(turn(content, memory=memory)).before


def test_each_way_of_sparing_a_part_has_a_sentence(content: Content) -> None:
    memory = Memory(preferences=Preferences(skipped=frozenset({"jaw"}), imagined=frozenset({"neck"})), welcomed=True)
    alone = [
        areas.listed(turn(content, memory=replace(memory, preferences=known))).before
        for known in (Preferences(skipped=frozenset({"jaw"})), Preferences(imagined=frozenset({"neck"})))
    ]
    assert areas.listed(turn(content, memory=memory)).before == " ".join(alone)


@pytest.mark.parametrize(("finished", "practised"), [(0, 0), (2, 2), (9, 3)])
def test_less_is_explained_for_every_session_that_was_finished(finished: int, practised: int, content: Content) -> None:
    memory = Memory(welcomed=True, finished={Manner.TENSE: finished}, begun=5)
    spec = now(turn(content, memory=memory), Spec("standard", 10))
    assert (spec.practised, spec.seed) == (practised, 5)


def test_pain_where_the_heart_is_is_an_emergency(content: Content) -> None:
    reply = caring.in_pain(under_way(content, area=content.library.roles.emergency))
    assert reply.state.question is Question.CALL
    assert reply.spoken
    assert "nine one one" in reply.spoken.beats[0].text


@pytest.mark.parametrize("routine", ["", "bedtime", "standard"])
def test_a_start_with_nothing_left_offers_what_needs_no_muscle_group(routine: str, content: Content) -> None:
    reply = choosing.start(with_nothing_left(content, routine=routine))
    assert content.phrases.choosing.nothing_left in reply.before
    assert reply.ask
    assert reply.ask.offer
    assert reply.ask.offer.routine == content.library.roles.fallback


def test_of_a_routine_that_cannot_be_had_so_long_the_nearest_is_named(content: Content) -> None:
    reply = choosing.start(turn(content, slots={"routine": "quick", "minutes": "40"}))
    assert reply.ask
    assert content.library.routines["quick"].name in reply.ask.words


def test_where_nothing_is_under_way_there_is_nothing_to_start_over(content: Content) -> None:
    assert guiding.start_over(turn(content)).before == content.phrases.recovering.unclear_before


def test_more_sessions_than_there_are_numbers_for(content: Content) -> None:
    reply = keeping.progress(turn(content, memory=Memory(sessions=41, last=NOW - 10, welcomed=True)))
    assert reply.before == content.phrases.keeping.progress_many.format(when="today")


def test_late_with_nothing_left_the_usual_begins(content: Content) -> None:
    begun = opening.offer_evening(with_nothing_left(content)).changes.bookmark
    assert begun
    assert begun.spec.routine == content.library.roles.fallback


def test_an_offer_that_a_wish_leaves_nothing_of_becomes_what_needs_no_muscle_group(content: Content) -> None:
    for offered in (STANDARD, Spec("jaw", 5)):
        spec = adapted(turn(content), offered, {"skipped": everything(content)})
        assert spec.routine == content.library.roles.fallback


def test_an_offer_of_a_routine_asked_for_by_name_keeps_it(content: Content) -> None:
    assert adapted(turn(content), Spec("jaw", 5), {"pace": Pace.SLOW}) == Spec("jaw", 5, pace=Pace.SLOW)


def test_stop_where_nothing_plays_is_answered_with_silence(content: Content) -> None:
    reply = playing.stop(turn(content))
    assert (reply.before, reply.ask, reply.stop) == ("", None, True)


def test_a_background_may_end_with_the_session(content: Content) -> None:
    reply = adjusting.set_tail(turn(content, slots={"minutes": "0"}))
    assert reply.before == content.phrases.playing.tail_none
    assert reply.changes.preferences == {"tail": 0}


def test_a_part_that_this_session_does_not_have_cannot_be_gone_to(content: Content) -> None:
    reply = areas.go_to(under_way(content, area="tongue"))
    assert reply.before == content.phrases.areas.not_here.format(area="your tongue")
    assert reply.progress


def test_a_launch_where_the_hour_is_not_known_begins_the_usual(content: Content) -> None:
    known = Memory(welcomed=True)
    reply = opening.launch(Turn(request=Request(kind="LaunchRequest", now=NOW), content=content, memory=known))
    assert reply.progress
    assert reply.progress.place.group == "opening"


def test_going_to_a_part_with_nothing_under_way_begins_a_session_of_it(content: Content) -> None:
    reply = areas.go_to(turn(content, slots={"area": "shoulders"}))
    assert reply.progress
    assert reply.progress.spec.only == {"shoulders"}
    assert {group for group, _ in course(reply.progress.spec, content.library) if group.key != "shoulders"} == set()


def test_only_one_side_of_a_part_is_guided_on_that_side(content: Content) -> None:
    reply = areas.only(turn(content, slots={"area": "arms", "side": "left"}))
    assert reply.progress
    assert {side for _, side in course(reply.progress.spec, content.library)} == {Side.LEFT}


def test_a_part_asked_for_alone_is_tensed_although_another_would_move_with_it(content: Content) -> None:
    reply = areas.only(turn(content, slots={"area": "calves"}))
    assert reply.spoken
    assert "And hold." in " ".join(beat.text for beat in reply.spoken.beats)
    assert "from your feet" not in reply.spoken.beats[0].text


def test_what_is_asked_for_alone_goes_before_what_is_left_out(content: Content) -> None:
    memory = Memory(preferences=Preferences(skipped=frozenset({"shoulders"})))
    reply = areas.only(turn(content, slots={"area": "shoulders"}, memory=memory))
    assert reply.spoken
    assert "Your shoulders." in " ".join(beat.text for beat in reply.spoken.beats)


def test_settings_are_forgotten_also_where_they_could_not_be_read(content: Content) -> None:
    unread = replace(turn(content), memory_known=False)
    wishes = keeping.forget_settings(unread).changes.preferences
    assert {"feet", "feet/left", "neck"} <= wishes["skipped"].keys()
    assert set(wishes["skipped"].values()) == {None}
    stored = {"wish_skipped": ["feet"], "area_skipped/neck": True, "area_imagined/feet/left": True, "wish_minutes": 12}
    written = applied(record.edit(Changes(preferences=wishes), NOW), stored)
    assert record.read(written).preferences == Preferences()


def test_a_wish_that_leaves_nothing_keeps_the_place_as_it_was(content: Content) -> None:
    only_jaw = replace(STANDARD, skipped=everything(content) - {"jaw", "face_whole", "face_and_neck"})
    position = Position(make_plan(only_jaw, content.library), 1)
    asked = turn(content, slots={"area": "jaw"}, progress=standing_at(position, NOW))
    changes = areas.always_skip(asked).changes
    assert changes.preferences == {"skipped": {"jaw": True}}
    assert changes.bookmark == standing_at(position, NOW)


@pytest.mark.parametrize("handler", [urgent.emergency, urgent.self_harm, urgent.swollen_leg, caring.driving])
@pytest.mark.parametrize(("index", "left"), [(3, True), (-1, False)], ids=["on the way", "in the closing rest"])
def test_a_session_is_told_as_left_off_or_as_finished(index: int, left: bool, handler: Any, content: Content) -> None:
    plan = make_plan(STANDARD, content.library)
    position = Position(plan, range(len(plan.segments))[index])
    reply = handler(turn(content, progress=standing_at(position, NOW - 10)))
    assert any(isinstance(event, LeftOff) for event in reply.events) is left
    assert (reply.changes.finished is None) is left


def test_to_go_on_where_nothing_is_under_way_asks_what_is_natural(content: Content) -> None:
    reply = guiding.go_on(turn(content, question=Question.GO_ON))
    assert reply.state.question is Question.OFFER


def test_where_nothing_is_under_way_there_is_nothing_to_repeat(content: Content) -> None:
    assert guiding.repeat_group(turn(content)).before == content.phrases.recovering.unclear_before


@pytest.mark.parametrize("asked", ["", "shrill"])
def test_a_volume_that_is_not_known_is_not_understood(asked: str, content: Content) -> None:
    reply = adjusting.set_volume(turn(content, slots={"volume": asked}))
    assert (reply.fallbacks_in_a_row, reply.changes) == (1, Changes())
