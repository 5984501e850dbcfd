"""The sentences of a session, and which of them may vary."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from skill.practice.library import Library
from skill.practice.plan import Plan

SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
MOST_HEARD = ((14, 2), (25, 3), (40, 4))
"""Minutes up to which a sentence that may vary is heard so often at most."""


def sentences(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the kind of every sentence that is said, and the sentence, without those that only name a part."""
    for segment in plan.segments:
        for beat in segment.beats:
            for piece in beat.words.unnamed().pieces:
                yield from ((beat.kind, sentence) for sentence in SENTENCE_END.split(piece))


@cache
def fixed(library: Library) -> frozenset[str]:
    """Return the sentences that stay the same: actions, cues, numbers, cautions, what the session is."""
    guidance = library.guidance
    lines = [guidance.hold, guidance.release, *guidance.cautions.values(), *guidance.notes.values(), *guidance.counts]
    lines += [*guidance.introduction.values(), *guidance.introduction_brief.values()]
    for group in library.groups.values():
        lines += [*group.tense.values(), *group.again.values(), *group.brief.values(), group.imagine]
    return frozenset(sentence for line in lines for sentence in SENTENCE_END.split(line))


def varying(plan: Plan, library: Library) -> list[str]:
    """Return the sentences of a session that may vary, in order; the announcement is not one."""
    stay = fixed(library)
    announced = len(SENTENCE_END.split(plan.segments[0].beats[0].words.pieces[0]))
    every = [sentence for _, sentence in sentences(plan)][announced:]
    return [sentence for sentence in every if sentence not in stay and sentence[:1].isupper()]


def most_repeated(sentences: list[str]) -> tuple[str, int]:
    """Return the sentence that is heard most often, and how often."""
    found = Counter(sentences).most_common(1)
    return found[0] if found else ("", 0)


def most_allowed(plan: Plan) -> int:
    """Return how often a sentence that may vary may be heard in a session of these minutes."""
    return next(times for minutes, times in MOST_HEARD if plan.spec.minutes <= minutes)
