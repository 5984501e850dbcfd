"""A wish beside another one is said as the shortest sentences of its intent."""

from pathlib import Path

import pytest

from skill.content.fault import ContentError
from skill.simulator.sentences import read
from tests.simulator.small_model import change, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path)


def with_wishes(folder: Path, words: int = 2) -> None:
    change(folder, "intents.yaml", "pace: PACE}", "pace: PACE, wish: WISH}")
    change(folder, "intents.yaml", "StartIntent: [minutes],", "StartIntent: [minutes, wish],")
    wishes = f'wishes: {{type: WISH, words: {words}, intents: ["SetPaceIntent:slow", AMAZON.StopIntent]}}\n'
    change(folder, "intents.yaml", "fallback_sensitivity: LOW\n", f"fallback_sensitivity: LOW\n{wishes}")
    change(folder, "en/moments.yaml", '"{minutes}"]', '"{minutes}", "start and {wish}"]')


def test_a_wish_beside_another_one_is_said_as_the_shortest_sentences_of_its_intent(folder: Path) -> None:
    with_wishes(folder)
    change(folder, "en/moments.yaml", "[that's enough]", "[that's enough, let us stop here, stop]")
    assert read(folder, "en").values["WISH"] == {
        "SetPaceIntent:slow": ("go slower", "go slow"),
        "AMAZON.StopIntent": ("stop", "that's enough"),
    }


def test_a_wish_that_has_no_short_sentence_is_refused(folder: Path) -> None:
    with_wishes(folder, words=1)
    with pytest.raises(ContentError, match=r"wishes.SetPaceIntent:slow: none of its sentences is of at most 1 words"):
        read(folder, "en")


def test_a_wish_of_an_intent_that_is_not_there_is_refused(folder: Path) -> None:
    with_wishes(folder)
    change(folder, "intents.yaml", "AMAZON.StopIntent]}", "NoIntent]}")
    with pytest.raises(ContentError, match=r"wishes.intents: NoIntent is not among the intents"):
        read(folder, "en")
