from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.studio.hearing.ear import EarMissing
from skill.studio.hearing.open_ear import OpenEar
from tests.studio.fakes import recogniser


@pytest.fixture
def ear(tmp_path: Path) -> Iterator[OpenEar]:
    made = OpenEar.of("en", ["carry on", "zounds"], recogniser(tmp_path))
    yield made
    made.close()


def test_it_stays_open_and_hears_one_utterance_after_the_other(ear: OpenEar) -> None:
    assert ear.hear(bytes(320)) == "carry on 320"
    assert ear.hear(bytes(640)) == "carry on 640"


def test_it_says_which_words_it_cannot_hear(ear: OpenEar) -> None:
    assert ear.unknown() == ("zounds",)
    assert ear.unknown() == ("zounds",)


def test_one_that_has_ended_says_so(ear: OpenEar) -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        ear.hear(b"")
    with pytest.raises((RuntimeError, OSError)):
        ear.hear(bytes(320))


def test_where_there_is_none_it_is_said_how_to_set_it_up(tmp_path: Path) -> None:
    with pytest.raises(EarMissing, match="make build/hear/ready"):
        OpenEar.of("en", [], tmp_path / "nowhere")
    with pytest.raises(EarMissing, match="'de'"):
        OpenEar.of("de", [])
