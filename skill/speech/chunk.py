"""A chunk: the part of a plan that one response speaks."""

from dataclasses import dataclass
from itertools import accumulate

from skill.practice.library import Library
from skill.practice.place import OPENING
from skill.practice.position import Position
from skill.practice.preferences import CheckIns, Volume
from skill.speech.ssml import LIMIT, TAG, Prosody, Spoken, length

AROUND = 570
"""Characters kept free for what is said before a chunk and for the question after it."""
SECONDS_BETWEEN_QUESTIONS = {CheckIns.MORE: 150.0, CheckIns.DEFAULT: 300.0}
"""How long a chunk is about to be; without an entry, as long as one response holds."""
SHORT = 4
"""Minutes; a session that is shorter asks nothing, unless more questions are wished for."""
LEAN = 0.2
"""By how much the number of chunks leans towards one more, so that none is much longer than wished."""
BORDER_COST = 60.0
"""Seconds off its best length that a chunk may be to end between two regions of the body."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive segments of a plan, in one voice."""

    spoken: Spoken
    start: Position
    end: Position | None
    """Where the next chunk begins; None if this one is the last."""

    @property
    def seconds(self) -> float:
        """How long it takes to speak."""
        return self.spoken.seconds


def next_chunk(position: Position, check_ins: CheckIns, library: Library, volume: Volume | None = None) -> Chunk:
    """Return the chunk that begins at the position's place.

    It ends at a border between muscle groups, between two regions of the body where one is near. A bedtime
    plan is one chunk, and so is a short one. By day the last question comes before the ending, so that every muscle
    group is spoken while the skill can still be told to pause.
    """
    short = position.plan.spec.minutes < SHORT and check_ins is not CheckIns.MORE
    every = None if short else SECONDS_BETWEEN_QUESTIONS.get(check_ins)
    segments = position.plan.segments
    if position.plan.bedtime or position.at_ending:
        end = len(segments)
    elif every:
        end = _best_end(position, len(segments) - 1, every, library)
    else:
        end = _best_end(position, len(segments), position.plan.seconds, library)
    return _chunk(position, end, volume)


def _best_end(position: Position, last: int, every: float, library: Library) -> int:
    """Return the index behind the chunk's last segment: the border nearest to an equal share of what is left."""
    starts, first = position.plan.starts, position.index
    left = starts[last] - starts[first]
    aim = left / max(1, round(left / every + LEAN))
    lengths = list(accumulate(length(segment.beats) for segment in position.plan.segments[first:last]))
    fitting = [end for end in _borders(position, last) if lengths[end - first - 1] <= LIMIT - AROUND - TAG]
    if not fitting:
        return first + 1
    return min(fitting, key=lambda end: abs(starts[end] - starts[first] - aim) + _cost(position, end, library))


def _borders(position: Position, last: int) -> list[int]:
    """Return the indexes between two muscle groups or sides, up to `last`; the opening goes with what follows it."""
    places = [segment.place for segment in position.plan.segments]
    return [end for end in range(position.index + 1, last + 1) if end == last or places[end - 1].group != OPENING]


def _cost(position: Position, end: int, library: Library) -> float:
    around = [segment.place for segment in position.plan.segments[end - 1 : end + 1]]
    regions = [(library.groups[place.group].region, place.cycle) for place in around if place.group in library.groups]
    return BORDER_COST if len(regions) == 2 and regions[0] == regions[1] else 0.0


def _chunk(position: Position, end: int, volume: Volume | None) -> Chunk:
    plan = position.plan
    beats = tuple(beat for segment in plan.segments[position.index : end] for beat in segment.beats)
    after = None if end == len(plan.segments) else Position(plan, end)
    return Chunk(Spoken(beats, Prosody(plan.rate, _volume(plan.bedtime, volume))), position, after)


def _volume(bedtime: bool, wish: Volume | None) -> str:
    """Return SSML's word: the wish, else soft at bedtime and unchanged by day."""
    if wish is None:
        return Volume.SOFT.value if bedtime else ""
    return "" if wish is Volume.NORMAL else wish.value
