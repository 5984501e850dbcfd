"""The script: every clip that a plan can ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import product

from skill.audio.clip import Clip, clips_of
from skill.practice.course import passes_of, visits
from skill.practice.library import Library
from skill.practice.narration import EVERYTHING, ONLY_NAMES, Narrator
from skill.practice.plan import Plan
from skill.practice.planner import MINUTES_AT_BEDTIME, MINUTES_BY_DAY, minutes_of
from skill.practice.routine import Direction
from skill.practice.spec import Detail, Eyes, Pace, Posture, Sides, Spec, Tension
from skill.practice.words import Words, said

MINUTES_MORE = 2
"""How much longer than by estimate a session may be, once it is timed by clips."""


@dataclass(frozen=True)
class EveryPhrasing:
    """Takes the first phrasing of every line, and notes all of them."""

    heard: set[str] = field(default_factory=set)

    def take(self, line: str, phrasings: tuple[str, ...]) -> str:
        """Return the first phrasing."""
        self.heard.update(phrasings)
        return phrasings[0]


def clips_in(plan: Plan) -> frozenset[Clip]:
    """Return the clips of one plan."""
    return frozenset(_clips((beat.words for segment in plan.segments for beat in segment.beats), plan.rate))


@lru_cache(maxsize=2)
def all_clips(library: Library) -> frozenset[Clip]:
    """Return the clips of every plan that can be made of a library."""
    return frozenset(
        clip
        for pace, routine in product(Pace, library.routines)
        for clip in _clips(
            _everything(Spec(routine, 0, pace=pace), library), library.rate(pace, library.routines[routine].bedtime)
        )
    )


def _clips(spoken: Iterable[Words], rate: float) -> Iterator[Clip]:
    return (clip for words in set(spoken) for clip in clips_of(words, rate))


def _everything(asked: Spec, library: Library) -> Iterator[Words]:
    """Yield all that can be said in a routine, at the pace of a spec."""
    recording, guidance = EveryPhrasing(), library.guidance
    routine = library.routines[asked.routine]
    all_the_way, one_part = frozenset[str](), frozenset((routine.order[0].group,))
    for minutes, direction, only in product(_minutes(asked, library), (None, *Direction), (all_the_way, one_part)):
        announced = replace(asked, minutes=minutes, direction=direction, only=only)
        yield from (beat.words for beat in Narrator(announced, library, recording).opening().beats)
    for wished in _ways(asked, library):
        yield from _body(wished, library, recording)
    soft = guidance.soft_bedtime if routine.bedtime else guidance.soft
    resting = (word for step in routine.order if routine.bedtime for word in library.groups[step.group].rest)
    yield from map(said, recording.heard.union(soft, resting))


def _ways(asked: Spec, library: Library) -> Iterator[Spec]:
    """Yield the wishes that change what is said."""
    everywhere, roles = frozenset(library.groups), library.roles
    for detail in Detail:
        wished = replace(asked, detail=detail)
        yield from (replace(wished, sides=sides) for sides in (None, *Sides))
        yield from (replace(wished, tension=tension) for tension in Tension)
        yield from (replace(wished, eyes=eyes, posture=posture) for eyes, posture in product(Eyes, Posture))
        yield from (replace(wished, imagined=frozenset((area,))) for area in (roles.toes, roles.fingers))
        yield from (replace(wished, eyes=eyes, imagined=everywhere) for eyes in Eyes)
        yield replace(wished, released=everywhere)


def _body(spec: Spec, library: Library, recording: EveryPhrasing) -> Iterator[Words]:
    course = visits(spec, library, len(passes_of(spec, library)))
    for minutes, spare in product((min(MINUTES_BY_DAY), max(MINUTES_BY_DAY)), range(EVERYTHING, ONLY_NAMES + 1)):
        narrator = Narrator(replace(spec, minutes=minutes), library, recording, spare)
        for segment in narrator.session(course):
            yield from (beat.words for beat in segment.beats)


def _minutes(spec: Spec, library: Library) -> range:
    """Return the minutes that a session can have: any that are few, once enough areas are left out."""
    allowed = MINUTES_AT_BEDTIME if library.routines[spec.routine].bedtime else MINUTES_BY_DAY
    return range(allowed[0], min(minutes_of(spec, library)[-1] + MINUTES_MORE, allowed[-1]) + 1)
