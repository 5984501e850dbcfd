from collections.abc import Iterable

import pytest

from skill.simulator.page.ears import Ears
from skill.simulator.understanding import Understanding


class Ear:
    """Hears a word once, and then no more."""

    def __init__(self) -> None:
        self.heard, self.closed = 0, False

    def hear(self, samples: bytes) -> str:
        self.heard += 1
        if self.heard > 1:
            raise RuntimeError("it has ended")
        return samples.decode()

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def opened() -> dict[str, list[Ear]]:
    return {}


@pytest.fixture
def ears(understanding: Understanding, opened: dict[str, list[Ear]]) -> Ears:
    def opens(language: str, sentences: Iterable[str]) -> Ear:
        assert "carry on" in sentences
        opened.setdefault(language, []).append(Ear())
        return opened[language][-1]

    return Ears(lambda _: understanding, opens)


def test_each_locale_has_one(ears: Ears, opened: dict[str, list[Ear]]) -> None:
    assert ears.hear(b"yes", "en-US") == "yes"
    assert ears.hear(b"no", "en-GB") == "no"
    assert len(opened["en"]) == 2
    ears.close()
    assert all(ear.closed for ear in opened["en"])


def test_one_that_has_ended_hears_nothing_and_another_is_opened(ears: Ears, opened: dict[str, list[Ear]]) -> None:
    assert [ears.hear(b"yes", "en-US") for _ in range(3)] == ["yes", "", "yes"]
    assert len(opened["en"]) == 2
