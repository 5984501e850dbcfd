"""The speech-time model belongs to the words: whole sessions, spoken by Piper, last as long as they were asked to."""

from dataclasses import fields

import pytest

from skill.practice.library import Library
from skill.practice.planner import make_plan
from skill.practice.spec import Detail, Pace, Sides, Spec
from skill.practice.speech_time import SpeechTime, features
from skill.studio.voice import VoiceMissing
from tests.bench.calibrate import fit
from tests.bench.sessions import deviation, lines
from tests.bench.timing import WITHIN
from tests.bench.voices import Voice, piper
from tests.tools import require

SPECS = (
    Spec("quick", 2),
    Spec("standard", 10),
    Spec("standard", 20, detail=Detail.BRIEF, sides=Sides.ONE_AT_A_TIME, pace=Pace.BRISK),
    Spec("sixteen", 15, pace=Pace.SLOW),
    Spec("counting", 3),
    Spec("bedtime_gentle", 10, pace=Pace.SLOW),
    Spec("bedtime_release", 40),
)


@pytest.fixture(scope="module")
def voice() -> Voice | None:
    try:
        return piper()
    except VoiceMissing:
        return None


@pytest.mark.voice
@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: f"{spec.routine}-{spec.minutes}")
def test_a_session_spoken_by_piper_lasts_as_long_as_asked(spec: Spec, library: Library, voice: Voice | None) -> None:
    require("Piper (make build/voice/ready)", voice is not None)
    assert voice
    plan = make_plan(spec, library)
    assert plan.spec.minutes == spec.minutes
    assert abs(deviation(plan, voice.seconds(lines([plan])))) <= WITHIN


def test_a_fit_finds_the_model_that_the_seconds_came_from(library: Library) -> None:
    texts = lines(make_plan(spec, library) for spec in SPECS)
    model = SpeechTime(line=0.3, sentence=0.5, comma=0.2, word=0.05, letter=0.04)
    found = fit({text: model.seconds(text) for text in texts}).model
    for field in fields(SpeechTime):
        assert getattr(found, field.name) == pytest.approx(getattr(model, field.name), abs=1e-3)


def test_no_coefficient_of_a_fit_is_below_zero(library: Library) -> None:
    texts = lines(make_plan(spec, library) for spec in SPECS)
    found = fit({text: 3.0 - 0.01 * features(text)[-1] for text in texts}).model
    assert all(getattr(found, field.name) >= 0 for field in fields(SpeechTime))
