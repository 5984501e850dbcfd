"""How a picture is laid out: by day for wide screens, TVs and round or tall ones; by night a name on black.

Written as APL 1.4, so that older devices show it too.
"""

from collections.abc import Sequence
from typing import Any

from skill.screen.captions import Captions
from skill.screen.figure import HEIGHT, WIDTH
from skill.screen.parts import (
    BEAT,
    BEAT_COMMAND,
    BLACK,
    DIM,
    DRAWN,
    FAINT,
    FULL,
    GO_ON,
    GROUND,
    LAYOUTS,
    LEFT,
    LIGHT,
    LIGHT_LAYOUT,
    LINE,
    NEXT,
    PAUSE,
    PREVIOUS,
    SIGNS,
    TITLE,
    WORDS,
    Json,
    Part,
    set_text,
    text,
    touch,
)

SEQUENCER = "plan"
"""What follows the plan runs here, as a touch ends whatever runs on the main sequencer."""
TICK = 1000
"""Milliseconds after which the time left is looked at again."""

_HEAD = {"type": "APL", "version": "1.4", "theme": "dark"}
_WHOLE: Part = {"position": "absolute", **FULL}

# Whether all stands in one column, c; a hundredth of the height, f; a unit of the drawing, u.
_BIND = [
    {"name": "c", "value": "${viewport.shape=='round'||viewport.height>viewport.width}"},
    {"name": "f", "value": "${viewport.height/100}"},
    {"name": "u", "value": f"${{Math.min(f*(c?48:92),viewport.width*(c?0.9:0.6))/{HEIGHT}}}"},
]
_BY_DAY: Part = {
    "direction": "${c?'column':'row'}",
    "alignItems": "center",
    "paddingTop": "${c?f*5:0}",
    "paddingLeft": "${c?0:f*4}",
    "paddingRight": "${c?0:f*4}",
}
_TEXTS: Part = {
    "grow": "${c?0:1}",
    "shrink": 1,
    "width": "${c?viewport.width*0.74:'auto'}",
    "alignItems": "${c?'center':'start'}",
    "paddingLeft": "${c?0:f*5}",
    "paddingBottom": "${c?0:f*14}",
}
_BUTTONS: Part = {
    "when": "${viewport.mode!='tv'}",
    "position": "absolute",
    "direction": "row",
    "bottom": "${f*(c?5:4)}",
    "left": f"${{c?viewport.width/2-f*18:f*7+u*{4 * WIDTH}}}",
}


def by_day(
    captions: Captions,
    *,
    title: str,
    left: str = "",
    lights: Sequence[Json] = (),
    then: Sequence[Json] = (),
    tick: str = "",
    goes_on: bool = False,
    stays: int,
) -> Json:
    """Return the document of the figure with a title, what may be lit, and what happens as it is shown.

    With something to follow a touch pauses; where it goes on from a place, a touch does that; else it does nothing. The
    time left is what `tick` says at any time. The picture stays for so many milliseconds.
    """
    names = {PREVIOUS: captions.previous_part, PAUSE: captions.pause, GO_ON: captions.go_on, NEXT: captions.next_part}
    shown = (PREVIOUS, PAUSE, NEXT) if then else (GO_ON,) if goes_on else ()
    figure = {
        "type": "Container",
        "width": f"${{u*{4 * WIDTH}}}",
        "height": f"${{u*{HEIGHT}}}",
        "items": [{"type": "View", "v": "before"}, {"type": "View", "v": "behind", "x": 1}, *lights],
    }
    texts = [
        text(TITLE, title, "${f*(c?6.2:9)}", WORDS),
        {**text(LINE, "", "${f*(c?4.2:5)}", FAINT), "minHeight": "${f*(c?11:14)}", "maxLines": 2},
        text(LEFT, left, "${f*(c?3.6:4)}", FAINT),
    ]
    whole = {
        "type": "Container",
        **FULL,
        **_BY_DAY,
        "items": [figure, {"type": "Container", **_TEXTS, "items": texts}],
    }
    items: list[Any] = [whole]
    if shown:
        pressed = PAUSE if then else GO_ON
        buttons = [{"type": "Button", "e": each, "n": names[each], "d": SIGNS[each]} for each in shown]
        items = [
            {**touch(pressed, names[pressed]), **_WHOLE, "item": whole},
            {"type": "Container", **_BUTTONS, "items": buttons},
        ]
    document = _document(GROUND, items, then, stays)
    document |= {"graphics": DRAWN, "layouts": LAYOUTS}
    if lights:
        document["layouts"] = {**LAYOUTS, LIGHT: LIGHT_LAYOUT}
    if then:
        document["commands"] = {BEAT: BEAT_COMMAND}
    if tick:
        document["handleTick"] = [{"minimumDelay": TICK, "commands": [set_text(LEFT, tick)]}]
    return document


def by_night(captions: Captions, *, title: str = "", then: Sequence[Json] = (), stays: int) -> Json:
    """Return the document of a name on black, or of nothing at all, and what happens as it is shown.

    A touch pauses. The picture stays for so many milliseconds.
    """
    name = {**text(TITLE, title, "${f*6}", DIM), **FULL, "textAlign": "center", "textAlignVertical": "center"}
    return _document(BLACK, [{**touch(PAUSE, captions.pause), **_WHOLE, "item": name}], then, stays)


def _document(ground: str, items: Sequence[Any], then: Sequence[Json], stays: int) -> Part:
    frame = {
        "type": "Frame",
        "width": "100vw",
        "height": "100vh",
        "backgroundColor": ground,
        "bind": _BIND,
        "item": {"type": "Container", **FULL, "items": items},
    }
    document: Part = {**_HEAD, "settings": {"idleTimeout": stays}, "mainTemplate": {"items": [frame]}}
    if then:
        follow = {"type": "Sequential", "sequencer": SEQUENCER, "screenLock": True, "commands": then}
        document["onMount"] = [follow]
    return document
