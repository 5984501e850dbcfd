"""Whoever changes how plans are made is told that what is under way has to know it."""

from tests.digests import DIALOGUES, MADE_BY, OTHER_RULES, PLANS, watched

BEFORE = f"{MADE_BY} aaaa\n{PLANS} bbbb\n{DIALOGUES} cccc\ndddd the first time"


def test_nothing_is_said_of_what_is_as_it_was() -> None:
    assert list(watched(BEFORE, BEFORE)) == []


def test_other_plans_by_the_same_content_want_planning_to_go_up() -> None:
    said = list(watched(BEFORE, BEFORE.replace("bbbb", "eeee")))
    assert said == [OTHER_RULES, f"other than before: {PLANS}"]
    assert "PLANNING" in OTHER_RULES


def test_other_plans_by_other_content_are_only_named() -> None:
    said = list(watched(BEFORE, BEFORE.replace("bbbb", "eeee").replace("aaaa", "ffff")))
    assert said == [f"other than before: {MADE_BY}", f"other than before: {PLANS}"]


def test_a_dialogue_that_is_new_or_gone_is_named() -> None:
    said = list(watched(BEFORE, BEFORE.replace("dddd the first time", "dddd the second time")))
    assert said == ["other than before: the first time", "other than before: the second time"]
