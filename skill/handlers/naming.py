"""What is named in the middle of a sentence: places, areas, times."""

from skill.handlers.turn import Turn
from skill.practice.muscle_group import Side
from skill.practice.place import ENDING, OPENING, Place
from skill.practice.position import Position

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


def back_to(turn: Turn, position: Position) -> str:
    """Return the half-sentence with which a place is taken up again."""
    return turn.content.phrases.opening.back.format(place=place_name(turn, position.place))


def in_minutes(turn: Turn, seconds: float) -> str:
    """Return a time left in whole minutes, at least one: "six minutes"."""
    return turn.library.guidance.in_minutes(max(1, round(seconds / SECONDS_A_MINUTE)))
