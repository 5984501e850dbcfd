"""What is named in the middle of a sentence: places, areas, times."""

from collections.abc import Iterable, Iterator

from skill.handlers.turn import Turn
from skill.practice.muscle_group import Side
from skill.practice.name import Name, joined
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.position import Position
from skill.practice.preferences import Preferences
from skill.practice.spec import Spec

SECONDS_A_MINUTE = 60


def place_name(turn: Turn, place: Place) -> str:
    """Return a place as spoken in a sentence: "your shoulders"."""
    if place.group == OPENING:
        return turn.content.phrases.opening.beginning
    if place.group == ENDING or place.group not in turn.library.groups:
        return turn.content.phrases.opening.closing_rest
    names = turn.library.groups[place.group].names
    return names.get(place.side) or next(iter(names.values()))


def area_name(turn: Turn, wish: str) -> str:
    """Return an area as spoken in a sentence: "your left knee" for "knees/left"."""
    key, _, side = wish.partition("/")
    names = turn.library.areas[key].names
    return names.get(Side(side or Side.BOTH)) or names[Side.BOTH]


def area_names(turn: Turn, wishes: Iterable[str]) -> Name:
    """Return several areas as spoken in a sentence: "your feet and your neck"."""
    return joined([area_name(turn, wish) for wish in wishes], turn.content.phrases.areas.both)


def area_wishes(turn: Turn, wishes: Spec | Preferences) -> Iterator[str]:
    """Yield a sentence for each kind of wish about areas that content has: left out, pictured, only let go."""
    lines = turn.content.phrases.areas
    kinds = {
        lines.list_skipped: wishes.skipped,
        lines.list_imagined: wishes.imagined,
        lines.list_released: wishes.released,
    }
    for line, areas in kinds.items():
        if known := [area for area in sorted(areas or ()) if area.partition("/")[0] in turn.library.areas]:
            yield line.format(areas=area_names(turn, known))


def back_to(turn: Turn, position: Position) -> str:
    """Return the half-sentence with which a place is taken up again."""
    return turn.content.phrases.opening.back.format(place=place_name(turn, position.place))


def where(turn: Turn, position: Position, seconds_left: float) -> str:
    """Return the sentence that says where the listener is and how much is left."""
    place, minutes = place_name(turn, position.place), in_minutes(turn, seconds_left)
    return turn.content.phrases.guiding.time_left.format(place=place, minutes=minutes)


def anew(turn: Turn, position: Position, before: str) -> str:
    """Return the words before a place with how much is left from there, in the place of "Back to your shoulders."

    After a change of content nothing that was said of it holds; an opening says it by itself.
    """
    if not position.index:
        return before
    tail = turn.playback.stream.tail if turn.playback else 0
    left = where(turn, position, position.seconds_left + SECONDS_A_MINUTE * tail)
    return f"{before.removesuffix(back_to(turn, position)).strip()} {left}".strip()


def in_minutes(turn: Turn, seconds: float) -> str:
    """Return a time left in whole minutes, at least one: "six minutes"."""
    return turn.library.guidance.in_minutes(max(1, round(seconds / SECONDS_A_MINUTE)))
