"""Intents that mean another one."""

from skill.handlers.meanings import MEANINGS, meant


def test_what_is_said_counts_beside_what_is_implied() -> None:
    assert meant("CannotSleepIntent", {"minutes": "20"}) == ("StartIntent", {"routine": "bedtime", "minutes": "20"})
    assert meant("SkipIntent", {"area": "neck"}) == ("SkipIntent", {"area": "neck"})


def test_none_means_one_that_means_another() -> None:
    assert not {name for name, _ in MEANINGS.values()} & MEANINGS.keys()
