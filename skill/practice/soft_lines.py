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
    """Return a plan with soft lines in some of its long quiets; what they leave over goes into the final quiet.

    It lasts its minutes, to a second and a half.
    """
    guidance = library.guidance
    phrasings = guidance.soft_bedtime if plan.bedtime else guidance.soft
    chosen = set(list(_long_enough(plan))[:: SOFT_EVERY[plan.spec.practised]][: TIMES * len(phrasings)])
    rotation = Rotation(plan.spec.seed, {"soft": len(chosen)})
    segments = []
    for index, segment in enumerate(plan.segments):
        if index in chosen:
            words = said(rotation.take("soft", phrasings))
            line = Beat("soft", library.speech_time.of(words, plan.rate), words)
            segment = _softened(segment, line)
        segments.append(segment)
    return _on_time(replace(plan, segments=tuple(segments)))


def _long_enough(plan: Plan) -> Iterator[int]:
    """Yield the segments whose quiet may have a soft line."""
    for index, segment in enumerate(plan.segments):
        last, late_at_night = segment.beats[-1], plan.bedtime and segment.place.cycle > PASSES_AT_BEDTIME
        if last.kind == "quiet" and last.seconds > SOFT_FROM and not late_at_night:
            yield index


def _softened(segment: Segment, line: Beat) -> Segment:
    """Return a segment with a line in its quiet, which with both halves is as long as before, to half a second."""
    *before, quiet = segment.beats
    first = round((quiet.seconds - line.seconds) / 2)
    second = round(quiet.seconds - line.seconds - first)
    if min(first, second) < SOFT_HALF:
        return segment
    halves = replace(quiet, seconds=first), line, replace(quiet, seconds=second)
    return replace(segment, beats=(*before, *halves))


def _on_time(plan: Plan) -> Plan:
    """Return a plan whose final quiet, within its range, takes up what was left over."""
    late, ending = round(plan.seconds - plan.spec.minutes * 60), plan.segments[-1]
    (final,) = [beat for beat in ending.beats if beat.kind == "final_quiet"]
    timely = replace(final, seconds=min(final.high, max(final.low, final.seconds - late)))
    beats = tuple(timely if beat is final else beat for beat in ending.beats)
    return replace(plan, segments=(*plan.segments[:-1], replace(ending, beats=beats)))
