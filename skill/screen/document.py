"""A picture as an APL document: the figure, the part's name, one line and the time left, which follow the plan.

A document knows all that is to be seen until the next one comes: one command for each moment, in a sequence that begins
as it is shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.screen.captions import Captions
from skill.screen.figure import GROUPS
from skill.screen.layout import by_day, by_night
from skill.screen.moments import Moment, Phase
from skill.screen.parts import BEAT, LIGHT, TITLE, fade

Json = Mapping[str, Any]

SHINES = {Phase.NAMED: 0.5, Phase.TENSE: 1, Phase.RELEASE: 0, Phase.QUIET: 0}
"""How strongly the group at work is lit, from 0 to 1."""
GOES_OUT = 8000
"""Milliseconds in which the name of a night goes out."""
STAYS = 60_000
"""Milliseconds for which a picture stays once all is said, while a question is answered."""


def following(seen: Sequence[Moment], seconds: float, before: float, library: Library, captions: Captions) -> Json:
    """Return the document that follows a part of a plan by day, after what is said before it, both in seconds."""
    head, names = round(before * 1000), _names(seen)
    until = head + round(seen[0].left * 1000)
    minutes = captions.minutes_left
    tick = minutes.format(minutes=f"${{Math.max(1,Math.ceil(({until}-elapsedTime)/60000))}}")
    return by_day(
        captions,
        title=seen[0].title,
        left=minutes.format(minutes=max(1, ceil(until / 60_000))),
        lights=[_light(name, group, side, library) for (group, side), name in names.items()],
        then=[{"type": "Idle", "delay": head}, *_beats(seen, seconds, names)],
        tick=tick,
        stays=head + round(seconds * 1000) + STAYS,
    )


def night(seen: Sequence[Moment], seconds: float, captions: Captions) -> Json:
    """Return the document of a night that takes so many seconds: a name, which goes out, and nothing after it."""
    name, darkness = seen
    out = fade(TITLE, 0, GOES_OUT)
    then = [{"type": "Idle", "delay": round(darkness.at * 1000)}, out]
    return by_night(captions, title=name.title, then=then, stays=round(seconds * 1000) + STAYS)


def still(title: str, captions: Captions) -> Json:
    """Return the document for words by day that are about no part of a plan: the figure at rest, and where to go on."""
    return by_day(captions, title=title, goes_on=bool(title), stays=STAYS)


def dark(captions: Captions) -> Json:
    """Return the document for any words in the night: nothing is seen."""
    return by_night(captions, stays=STAYS)


def _names(seen: Sequence[Moment]) -> dict[tuple[str, Side], str]:
    """Return what each group that is lit is called in the document, by its key and side."""
    lit = dict.fromkeys((each.group, each.side) for each in seen if each.group)
    return {(group, side): f"g{order}" for order, (group, side) in enumerate(lit) if group}


def _beats(seen: Sequence[Moment], seconds: float, names: Mapping[tuple[str, Side], str]) -> Iterator[Json]:
    """Yield a command for each moment: how many milliseconds it lasts, and what is not as it was before."""
    title, shining = seen[0].title, 0.0
    ends = [*(each.at for each in seen[1:]), seconds]
    for moment, end in zip(seen, ends, strict=True):
        beat: dict[str, Any] = {"type": BEAT, "s": round((end - moment.at) * 1000)}
        if moment.title != title:
            beat["t"] = title = moment.title
        if moment.line:
            beat["l"] = moment.line
        shines = SHINES[moment.phase]
        if moment.group and (shines or shining):
            beat |= {"g": names[moment.group, moment.side]} | ({"o": shines} if shines else {})
        shining = shines
        yield beat


def _light(name: str, group: str, side: Side, library: Library) -> dict[str, Any]:
    """Return a muscle group as it is lit, made of its smallest groups, in front and from behind."""
    parts = [GROUPS[part] for part in GROUPS if part in library.groups[group].parts]
    front, back = ("".join(paths) for paths in zip(*parts, strict=True))
    light = {"type": LIGHT, "id": name, "f": front}
    if back != front:
        light["b"] = back
    return light if side is Side.BOTH else light | {"s": side.value}
