"""Piper itself, without the cache of what was spoken before."""

from pathlib import Path

import numpy as np
import pytest

from skill.studio.piper import Piper
from tests import tools

pytestmark = pytest.mark.voice


@pytest.fixture
def piper() -> Piper:
    return tools.piper()


def test_texts_are_spoken_in_their_order_and_slower_takes_longer(piper: Piper) -> None:
    (short, rate), (long, _) = piper.speak(["Rest.", "Let your forehead smooth out."], 1.0)
    ((slow, _),) = piper.speak(["Rest."], 0.5)
    assert rate == 22_050
    assert len(short) < len(long)
    assert len(short) < len(slow)
    assert 0.05 < float(np.abs(long).max()) <= 1


def test_a_voice_that_cannot_be_read_says_why(piper: Piper, tmp_path: Path) -> None:
    model = tmp_path / "en_none.onnx"
    broken = Piper(piper.program, model, piper.version)
    with pytest.raises(RuntimeError, match="en_none"):
        list(broken.speak(["Rest."], 1.0))
