"""The sessions that are listened to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skill.audio import mp3
from skill.audio.clip import Clip, clips_of
from skill.audio.clips import Clips
from skill.audio.timing import LEAD
from skill.practice.background import Background
from skill.practice.plan import Plan
from skill.practice.planner import minutes_of
from skill.practice.spec import Spec
from skill.studio.takes import Takes
from tests.strategies import library

MINUTES = (2, 5, 10, 15, 20, 30)
SESSIONS = tuple(
    Spec(routine, minutes)
    for routine in library().routines
    for minutes in MINUTES
    if minutes in minutes_of(Spec(routine, minutes), library())
)


@dataclass(frozen=True, eq=False)
class Recording:
    """Plans by what was asked for, their clips as spoken, and as packed."""

    clips: Clips
    takes: Takes
    plans: Mapping[Spec, Plan]


def background_of(spec: Spec) -> Background:
    """Return a background, so that all of them come up."""
    return list(Background)[SESSIONS.index(spec) % len(Background)]


def expected(plan: Plan, takes: Takes) -> Iterator[tuple[float, Clip]]:
    """Yield every clip of a plan with its start in seconds, from the plan and the takes alone."""
    at, lead = 0.0, LEAD
    for segment in plan.segments:
        for beat in segment.beats:
            start = at + lead
            lead = 0.0 if beat.text else lead
            for clip in clips_of(beat.words, plan.rate):
                yield start, clip
                start += ((takes.frames(clip) or 0) + clip.pause) * mp3.SECONDS
            at += beat.seconds
