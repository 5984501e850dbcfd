"""Soft lines: a few words within a long quiet that bring the mind back; words and halves are one quiet of its range."""

from collections.abc import Iterator
from dataclasses import replace

from skill.practice.library import Library
from skill.practice.plan import Beat, Plan, Segment
from skill.practice.rotation import Rotation
from skill.practice.teaching import SOFT_EVERY, SOFT_FROM, SOFT_HALF
from skill.practice.words import said

PASSES_AT_BEDTIME = 1
"""Of a night in which soft lines may be heard; after them it grows ever quieter."""
TIMES = 2
"""How often a soft line may be heard in one session."""


def with_soft_lines(plan: Plan, library: Library) -> Plan:
    """Return a plan with soft lines in some of its long quiets. It lasts its minutes, to a second and a half."""
    guidance = library.guidance
    phrasings = guidance.soft_bedtime if plan.bedtime else guidance.soft
    chosen = set(list(_long_enough(plan))[:: SOFT_EVERY[plan.spec.practised]][: TIMES * len(phrasings)])
    rotation = Rotation(plan.spec.seed, {"soft": len(chosen)})
    late = plan.seconds - plan.spec.minutes * 60
    segments = []
    for index, segment in enumerate(plan.segments):
        if index in chosen:
            words = said(rotation.take("soft", phrasings))
            line = Beat("soft", library.speech_time.of(words, plan.rate), words)
            segment, late = _softened(segment, line, late)
        segments.append(segment)
    return replace(plan, segments=tuple(segments))


def _long_enough(plan: Plan) -> Iterator[int]:
    """Yield the segments whose quiet may have a soft line."""
    for index, segment in enumerate(plan.segments):
        last, late_at_night = segment.beats[-1], plan.bedtime and segment.place.cycle > PASSES_AT_BEDTIME
        if last.kind == "quiet" and last.seconds > SOFT_FROM and not late_at_night:
            yield index


def _softened(segment: Segment, line: Beat, late: float) -> tuple[Segment, float]:
    """Return a segment with a line in its quiet, and by how many seconds all that follows now comes late."""
    *before, quiet = segment.beats
    left = quiet.seconds - line.seconds - late
    first = round(left / 2)
    second = min(round(left - first), int(quiet.high - line.seconds - first))
    if min(first, second) < SOFT_HALF:
        return segment, late
    halves = replace(quiet, seconds=first), line, replace(quiet, seconds=second)
    return replace(segment, beats=(*before, *halves)), first + second - left
