"""`python -m tests.screen.sizes`: how long answers with pictures are, by routine, minutes and how often is asked."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skill.alexa.endpoint import LARGEST
from skill.content.content import Content, load
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import CheckIns
from skill.practice.spec import Spec
from skill.screen.document import following, night
from skill.screen.moments import moments
from skill.simulator.desk import CONTENT
from skill.speech.chunk import Chunk, next_chunk
from skill.speech.ssml import speak

AROUND = 1_500
"""Bytes kept free for session attributes, a question twice, and what is said before."""
MINUTES = (5, 10, 20, 40)


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """One answer: its bytes, and those of its picture and its speech."""

    whole: int
    picture: int
    speech: int


def sizes(routine: str, minutes: int, check_ins: CheckIns, content: Content) -> Iterator[Size]:
    """Yield the size of each chunk of a session, with its picture."""
    position: Position | None = Position(make_plan(Spec(routine, minutes, seed=1), content.library))
    while position:
        chunk = next_chunk(position, check_ins, content.library)
        picture = len(json.dumps(_document(chunk, content), ensure_ascii=False).encode())
        speech = len(speak([chunk.spoken]))
        yield Size(picture + speech + AROUND, picture, speech)
        position = chunk.end


def _document(chunk: Chunk, content: Content) -> Mapping[str, object]:
    plan = chunk.start.plan
    end = chunk.end.index if chunk.end else len(plan.segments)
    seen, captions = moments(chunk.start, end, content.library), content.phrases.screen
    if plan.bedtime:
        return night(seen, chunk.seconds, captions)
    return following(seen, chunk.seconds, 10, content.library, captions)


def main() -> None:
    """Print the largest answer of each session, in bytes."""
    content = load(CONTENT)
    print("largest answer of a session, in bytes: its picture, its speech, and all of it")
    print(f"{'routine':22}{'asked':9}" + "".join(f"{f'{minutes} min':>22}" for minutes in MINUTES))
    for routine in content.library.routines:
        for check_ins in CheckIns:
            largest = [max(sizes(routine, minutes, check_ins, content)) for minutes in MINUTES]
            cells = [f"{each.picture} {each.speech} {each.whole}{'*' * (each.whole > LARGEST)}" for each in largest]
            print(f"{routine:22}{check_ins.value:9}" + "".join(f"{cell:>22}" for cell in cells))
    print(f"* over {LARGEST}: sent without its picture, and counted")


if __name__ == "__main__":
    main()
