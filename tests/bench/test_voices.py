"""Each voice keeps its minutes by its own calibration: a short session, planned by its model and spoken by itself."""

import pytest

from skill.practice.library import Library
from skill.studio.voice import VoiceMissing
from skill.studio.voices import read_voices
from tests.bench import calibrate_voice
from tests.bench.calibrate_voice import SESSIONS, length_errors
from tests.tools import require

WITHIN = 0.03


@pytest.mark.voice
@pytest.mark.parametrize("name", ["joe", "af_heart"])
def test_a_session_planned_by_a_voices_own_model_lasts_its_minutes(
    name: str, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrate_voice, "SESSIONS", SESSIONS[:1])
    known = read_voices()[name]
    try:
        known.voice(name)
    except VoiceMissing:
        require(f"{known.engine} (make build/voice/ready build/kokoro/ready)", False)
    assert all(abs(error) <= WITHIN for error in length_errors(name, known, library).values())
