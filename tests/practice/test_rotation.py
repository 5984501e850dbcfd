"""Phrasings go round, from session to session and within one."""

from collections import Counter

import pytest

from skill.practice.course import course
from skill.practice.library import Library
from skill.practice.rotation import Rotation
from skill.practice.spec import Spec

PHRASINGS = ("first", "second", "third")


def test_every_phrasing_is_heard_before_one_returns() -> None:
    sessions = [Rotation(begun, {"line": 3}) for begun in range(3)]
    heard = [[session.take("line", PHRASINGS) for _ in range(3)] for session in sessions]
    assert all(sorted(session) == sorted(PHRASINGS) for session in heard)
    assert len({session[0] for session in heard}) == len(PHRASINGS)


@pytest.mark.parametrize("begun", range(4))
@pytest.mark.parametrize("line", ["release", "release_only", "rest"])
def test_a_pass_does_not_sound_alike(line: str, begun: int, library: Library) -> None:
    rotation = Rotation(begun)
    groups = [group.key for group, _ in course(Spec("standard", 10), library)]
    heard = Counter(rotation.take(f"{line} {group}", PHRASINGS) for group in groups)
    assert len(heard) == len(PHRASINGS)
    assert max(heard.values()) <= len(groups) / 2
