"""`make survey`: how much is said in every routine at every length, how varied, and what is said most often."""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from skill.content.content import load
from skill.content.fault import ContentError
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan, minutes_of
from skill.practice.spec import Detail, Spec
from skill.practice.words import sentences

ROOT = Path(__file__).resolve().parents[2]
WORD = re.compile(r"[\w'-]+")
MOST_HEARD = ((14, 2), (25, 3), (40, 4))
"""Minutes up to which a sentence that may vary is heard so often at most."""
BEGUN = 4
"""Sessions in a row that are looked at."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was counted in one session. Seconds are those of the plan."""

    seconds: float
    speech: float
    """Seconds of it that are words."""
    words: tuple[float, float, float]
    """Words a minute, in its first, second and last third."""
    sentences: int
    distinct: int
    observations: int
    """Releases after which something is pointed out that can be felt."""
    attention: int
    """Words said while a group is tense."""
    longest_quiet: float
    """Seconds without a word before the final rest."""
    final_rest: float
    repeated: tuple[str, int]
    """The sentence that may vary and is heard most often, and how often."""


def survey(plan: Plan, library: Library) -> Survey:
    """Count what a session says and where it is quiet."""
    said = list(_said(plan))
    final = [beat for beat in plan.segments[-1].beats if beat.kind == "final_quiet"]
    every = [sentence for _, _, sentence in said]
    observing = {*library.guidance.observe, *library.guidance.observe_softly}
    return Survey(
        seconds=plan.seconds,
        speech=sum(beat.seconds for segment in plan.segments for beat in segment.beats if beat.text),
        words=_thirds(plan),
        sentences=len(every),
        distinct=len(set(every)),
        observations=sum(sentence in observing for sentence in every),
        attention=sum(kind == "attention" for kind, _, _ in said),
        longest_quiet=max(_quiets(plan)),
        final_rest=final[0].seconds,
        repeated=most_repeated(varying(plan, library)),
    )


def _said(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield the kind, the group and the sentence of all that is said, without what only names a part."""
    for segment in plan.segments:
        for beat in segment.beats:
            for piece in beat.words.unnamed().pieces:
                yield from ((beat.kind, segment.place.group, sentence) for sentence in sentences(piece))


def _thirds(plan: Plan) -> tuple[float, float, float]:
    """Return the words a minute in each third of a session; a line counts where it begins."""
    counts, at, third = [0, 0, 0], 0.0, plan.seconds / 3
    for segment in plan.segments:
        for beat in segment.beats:
            counts[min(2, int(at / third))] += len(WORD.findall(beat.text))
            at += beat.seconds
    first, second, last = (count / third * 60 for count in counts)
    return first, second, last


def _quiets(plan: Plan) -> Iterator[float]:
    """Yield the seconds of each stretch without a word, up to the last group's."""
    quiet = 0.0
    for segment in plan.segments[:-1]:
        for beat in segment.beats:
            quiet = 0.0 if beat.text else quiet + beat.seconds
            yield quiet


@cache
def fixed(library: Library) -> frozenset[str]:
    """Return the sentences that stay the same: actions, cues, numbers, cautions, what the session is."""
    guidance = library.guidance
    lines = [guidance.hold, guidance.release, *guidance.cautions.values(), *guidance.notes.values(), *guidance.counts]
    lines += [*guidance.introduction.values(), *guidance.introduction_brief.values()]
    for group in library.groups.values():
        lines += [*group.tense.values(), *group.again.values(), *group.brief.values(), group.imagine]
    return frozenset(sentence for line in lines for sentence in sentences(line))


def varying(plan: Plan, library: Library) -> list[str]:
    """Return the sentences of a session that may vary, in order; the announcement is not one."""
    stay = fixed(library)
    announced = len(sentences(plan.segments[0].beats[0].words.pieces[0]))
    every = [sentence for _, _, sentence in _said(plan)][announced:]
    return [sentence for sentence in every if sentence not in stay and sentence[:1].isupper()]


def most_repeated(every: Sequence[str]) -> tuple[str, int]:
    """Return the sentence that is heard most often, and how often."""
    found = Counter(every).most_common(1)
    return found[0] if found else ("", 0)


def most_allowed(minutes: int) -> int:
    """Return how often a sentence that may vary may be heard in a session of these minutes."""
    return next(times for most, times in MOST_HEARD if minutes <= most)


def surveyed(library: Library, detail: Detail) -> Iterator[tuple[str, list[int], list[Survey]]]:
    """Yield each routine with its minutes and what its sessions say; of each, the worst of a few begun in a row."""
    for routine in library.routines:
        minutes = list(minutes_of(Spec(routine, 10, detail=detail), library))
        yield routine, minutes, [_worst(Spec(routine, each, detail=detail), library) for each in minutes]


def _worst(spec: Spec, library: Library) -> Survey:
    begun = (Spec(spec.routine, spec.minutes, detail=spec.detail, seed=seed) for seed in range(BEGUN))
    return max((survey(make_plan(each, library), library) for each in begun), key=lambda found: found.repeated[1])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for every routine and length; exit 1 if a sentence is heard too often."""
    parser = argparse.ArgumentParser(prog="python -m skill.studio.survey", description=main.__doc__)
    parser.add_argument("--detail", choices=list(Detail), default=Detail.FULL, help="full cues or few words")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="where the words are")
    asked = parser.parse_args(arguments)
    try:
        library = load(asked.content).library
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    too_often = 0
    for routine, every, found in surveyed(library, Detail(asked.detail)):
        print(f"\n{routine}: {_ranges(every)} minutes")
        print("minutes  words/min first-middle-last  speech  sentences distinct  most repeated")
        for minutes, each in zip(every, found, strict=True):
            print(_line(minutes, each))
            too_often += each.repeated[1] > most_allowed(minutes)
    if too_often:
        print(f"{too_often} sessions say a sentence too often (marked !): add phrasings to its line", file=sys.stderr)
    return int(too_often > 0)


def _line(minutes: int, found: Survey) -> str:
    sentence, times = found.repeated
    mark = "!" if times > most_allowed(minutes) else " "
    words = " ".join(f"{each:5.0f}" for each in found.words)
    share = 100 * found.speech / found.seconds
    return (
        f"{minutes:4} {mark} {words:>22} {share:14.0f} % {found.sentences:8} {found.distinct:8}  {times} x {sentence}"
    )


def _ranges(minutes: Sequence[int]) -> str:
    """Return "2-14, 16-20" for minutes with a hole."""
    ends = [each for each in minutes if each + 1 not in minutes]
    begins = [each for each in minutes if each - 1 not in minutes]
    return ", ".join(
        f"{first}-{last}" if first < last else str(first) for first, last in zip(begins, ends, strict=True)
    )


if __name__ == "__main__":
    sys.exit(main())
