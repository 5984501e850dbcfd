from hypothesis import given

from skill.audio.timing import make_audio_plan
from skill.practice.planner import NothingLeft
from skill.practice.spec import Spec
from skill.studio.script import all_clips, clips_in
from tests.audio.test_timing import TIMED
from tests.strategies import library, specs

ALL = all_clips(library())


@given(specs())
def test_whatever_a_plan_says_is_in_the_script(spec: Spec) -> None:
    try:
        plan = make_audio_plan(spec, TIMED)
    except NothingLeft:
        return
    assert clips_in(plan) <= ALL


def test_the_script_stays_short() -> None:
    assert len(ALL) < 1500
    assert not [clip.text for clip in ALL if clip.text != clip.text.strip() or not clip.text]
