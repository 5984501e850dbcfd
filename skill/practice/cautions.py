"""Cautions given again: where a session is entered at a place, each comes before the first action that needs it."""

from collections.abc import Iterator
from dataclasses import replace

from skill.practice.library import Library
from skill.practice.muscle_group import Caution
from skill.practice.plan import Beat, Plan, Segment


def cautioned_from(plan: Plan, index: int, library: Library) -> Plan:
    """Return a plan with the cautions given again from a segment on. It is as long as before, to half a second.

    What they take, in seconds, is taken from the quiet after the same group.
    """
    segments, late = list(plan.segments), 0.0
    for where, kinds in _missing(plan, index, library):
        texts = tuple(library.guidance.cautions[kind] for kind in kinds)
        segments[where], late = _with_cautions(segments[where], texts, late, plan.rate, library)
    return replace(plan, segments=tuple(segments))


def not_given_from(plan: Plan, index: int, library: Library) -> tuple[str, ...]:
    """Return the cautions that are needed from a segment on, but were given before it."""
    return tuple(library.guidance.cautions[kind] for _, kinds in _missing(plan, index, library) for kind in kinds)


def _missing(plan: Plan, index: int, library: Library) -> Iterator[tuple[int, tuple[Caution, ...]]]:
    """Yield the segments whose cautions were given before a segment, and which."""
    given: set[Caution] = set()
    for where, segment in enumerate(plan.segments[index:], index):
        said = segment.beats[0].words.pieces
        needed = [kind for kind in segment.cautions if kind not in given]
        given.update(needed)
        if missing := tuple(kind for kind in needed if library.guidance.cautions[kind] not in said):
            yield where, missing


def _with_cautions(
    segment: Segment, texts: tuple[str, ...], late: float, rate: float, library: Library
) -> tuple[Segment, float]:
    """Return a segment with cautions after its name, and by how many seconds all that follows now comes late."""
    cue, *others = segment.beats
    pieces, after = cue.words.pieces, cue.words.pieces.index(cue.words.name) + 1
    words = replace(cue.words, pieces=(*pieces[:after], *texts, *pieces[after:]))
    longer = Beat(cue.kind, library.speech_time.of(words, rate), words)
    late += longer.seconds - cue.seconds
    longest = max((beat for beat in others if beat.kind == "quiet"), key=lambda beat: beat.seconds)
    shorter = replace(longest, seconds=longest.seconds - round(late))
    beats = (shorter if beat is longest else beat for beat in others)
    return replace(segment, beats=(longer, *beats)), late - round(late)
