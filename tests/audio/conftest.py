"""Clips for the tests, made once: spoken by Piper where it is there, and by tones."""

from pathlib import Path

import pytest

from skill.audio.clips import Clips
from skill.practice.background import Background
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.spec import Spec
from skill.studio.pack import write_pack
from skill.studio.render import spoken_plans
from skill.studio.script import clips_in
from skill.studio.takes import Takes
from skill.studio.voice import Voice
from tests.audio.sessions import SESSIONS, Recording
from tests.shared import alone, once
from tests.studio.tones import Tones
from tests.tools import piper

CACHE = Path(__file__).resolve().parents[2] / "build" / "voice-cache"


@pytest.fixture(scope="session")
def recording(library: Library) -> Recording:
    """Every session spoken by Piper; what was spoken before comes from the cache."""
    voice = piper()
    with alone(CACHE / "tests.lock"):
        return _recording(voice, CACHE / "takes", CACHE / "tests", library)


@pytest.fixture(scope="session")
def tones(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Two sessions in tones."""

    def made(folder: Path) -> Recording:
        return _recording(Tones(), folder / "takes", folder / "clips", library, SESSIONS[:1] + SESSIONS[-1:])

    return made(once(tmp_path_factory, "tones", made))


def _recording(
    voice: Voice, takes: Path, folder: Path, library: Library, specs: tuple[Spec, ...] = SESSIONS
) -> Recording:
    spoken = Takes(takes, voice)
    plans: tuple[Plan, ...] = spoken_plans(specs, library, spoken)
    clips = {clip for plan in plans for clip in clips_in(plan)}
    pack: Clips = write_pack(folder, clips, spoken, list(Background))
    return Recording(pack, spoken, dict(zip(specs, plans, strict=True)))
