from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.studio.staying import MOST_PROCESSES, StayingPiper
from tests.studio.fakes import piper


@pytest.fixture
def voice(tmp_path: Path) -> Iterator[StayingPiper]:
    made = StayingPiper(piper(tmp_path))
    yield made
    made.close()


def seconds(voice: StayingPiper, text: str, rate: float = 1.0) -> float:
    ((samples, a_second),) = voice.speak([text], rate)
    return len(samples) / a_second


def test_one_process_speaks_one_sentence_after_the_other(voice: StayingPiper) -> None:
    assert [round(seconds(voice, text), 3) for text in ("Soft.", "Your feet.")] == [0.5, 1.0]
    assert len(voice._processes) == 1
    assert voice.identity == voice.piper.identity


def test_a_text_of_several_lines_is_one_sentence(voice: StayingPiper) -> None:
    assert round(seconds(voice, "Your\nfeet."), 3) == 1.0
    assert round(seconds(voice, "Soft."), 3) == 0.5


def test_each_rate_has_a_process_and_the_oldest_makes_room(voice: StayingPiper) -> None:
    rates = [1.0, 0.5, 0.8, 1.25]
    assert [round(seconds(voice, "Soft.", rate), 3) for rate in rates] == [0.5, 1.0, 0.625, 0.4]
    assert [*voice._processes] == rates[-MOST_PROCESSES:]


def test_one_that_ends_says_why_and_the_next_sentence_has_a_new_one(voice: StayingPiper) -> None:
    with pytest.raises(RuntimeError, match="it choked"):
        seconds(voice, "choke")
    assert round(seconds(voice, "Soft."), 3) == 0.5
