"""How a picture is laid out: by day for wide screens, TVs and round or tall ones; by night a name on black.

Written as APL 1.4, so that older devices show it too.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from skill.screen.captions import Captions
from skill.screen.figure import GRAPHICS, HEIGHT, SEAM, WIDTH

Json = Mapping[str, Any]
Part = dict[str, Any]

BEAT, LIGHT = "B", "L"
"""What a document calls its own command for one moment, and its own layout for a muscle group that may be lit."""
TITLE, LINE, LEFT = "title", "line", "left"
"""The texts."""
PAUSE, GO_ON, NEXT, PREVIOUS = "pause", "go_on", "next", "previous"
"""What a touch is called as it comes back to the skill."""
SEQUENCER = "plan"
"""What follows the plan runs here, as a touch ends whatever runs on the main sequencer."""
TICK = 1000
"""Milliseconds after which the time left is looked at again."""

GROUND, WORDS, FAINT, GLOW = "#0b121c", "#ece6dc", "#9dabb8", "#ffb65c"
BLACK, DIM = "#000000", "#6e5d4d"
"""By night: a name that hardly shines."""

_HEAD = {"type": "APL", "version": "1.4", "theme": "dark"}
_FULL: Part = {"width": "100%", "height": "100%"}
_WHOLE: Part = {"position": "absolute", **_FULL}
_SIGNS = {
    PAUSE: "M7 5h4v14h-4zM14 5h4v14h-4z",
    GO_ON: "M8 5l12 7-12 7z",
    NEXT: "M5 5l10 7-10 7zM16 5h3v14h-3z",
    PREVIOUS: "M19 5l-10 7 10 7zM5 5h3v14h-3z",
}


def _graphic(width: int, height: int, item: Part) -> Part:
    """Return a vector graphic that is given its path."""
    return {"type": "AVG", "version": "1.0", "width": width, "height": height, "parameters": ["d"], "items": [item]}


_PATH = {"type": "path", "pathData": "${d}"}
_LIT = {**_PATH, "fill": GLOW, "stroke": GLOW, "strokeOpacity": 0.3, "strokeWidth": 16}
_GRAPHICS = {
    **GRAPHICS,
    "light": _graphic(WIDTH + SEAM, HEIGHT, {"type": "group", "translateX": SEAM, "items": [_LIT]}),
    "sign": _graphic(40, 40, {"type": "group", "translateX": 8, "translateY": 8, "items": [{**_PATH, "fill": FAINT}]}),
}

_HALF = {
    "description": "half of a view: graphic g with path d, in front (x is 0) or from behind (1), turned over (m is -1)",
    "parameters": ["g", {"name": "d", "default": ""}, {"name": "m", "default": 1}, {"name": "x", "default": 0}],
    "item": {
        "type": "VectorGraphic",
        "position": "absolute",
        "source": "${g}",
        "d": "${d}",
        "scale": "fill",
        "height": f"${{u*{HEIGHT}}}",
        "width": f"${{u*{WIDTH + SEAM}}}",
        "left": f"${{u*(x*{2 * WIDTH}+(m>0?{WIDTH - SEAM}:0))}}",
        "transform": [{"scaleX": "${m}"}],
    },
}
_OVER: Part = {"position": "absolute", "width": f"${{u*{4 * WIDTH}}}", "height": f"${{u*{HEIGHT}}}"}
_VIEW = {
    "parameters": ["v", {"name": "x", "default": 0}],
    "item": {
        "type": "Container",
        **_OVER,
        "items": [{"type": "Half", "g": g, "x": "${x}", "m": m} for g in ("figure", "${v}") for m in (1, -1)],
    },
}
_LIGHT = {
    "description": "a muscle group by its path in front and from behind, on side s or on both",
    "parameters": ["f", {"name": "b", "default": "${f}"}, {"name": "s", "default": "both"}],
    "item": {
        "type": "Container",
        **_OVER,
        "opacity": 0,
        "items": [
            {"when": f"${{{path}&&s!='{other}'}}", "type": "Half", "g": "light", "d": f"${{{path}}}", "m": m, "x": x}
            for x, path in enumerate("fb")
            for m, other in ((1, "left"), (-1, "right"))
        ],
    },
}


def _touch(event: str, name: str) -> Part:
    return {
        "type": "TouchWrapper",
        "accessibilityLabel": name,
        "onPress": [{"type": "SendEvent", "arguments": [event]}],
    }


_BUTTON = {
    "parameters": ["e", "n", "d"],
    "item": {
        **_touch("${e}", "${n}"),
        "width": "${f*(c?12:14)}",
        "height": "${f*(c?12:14)}",
        "item": {
            "type": "VectorGraphic",
            "source": "sign",
            "d": "${d}",
            "scale": "fill",
            **_FULL,
        },
    },
}
_LAYOUTS = {"Half": _HALF, "View": _VIEW, "Button": _BUTTON}


def _set(text: str, value: str) -> Part:
    return {"type": "SetValue", "componentId": text, "property": "text", "value": value}


def fade(component: str, to: str | float, duration: str | int) -> Part:
    """Return the command that makes a component more or less seen, in milliseconds."""
    return {
        "type": "AnimateItem",
        "componentId": component,
        "easing": "ease-in-out",
        "duration": duration,
        "value": {"property": "opacity", "to": to},
    }


_BEAT = {
    "description": "one moment of s milliseconds: title t, line l, group g lit by so much, o",
    "parameters": ["s", "t", {"name": "l", "default": ""}, "g", {"name": "o", "default": 0}],
    "commands": [
        {
            "type": "Parallel",
            "commands": [
                {"when": "${t}", **_set(TITLE, "${t}")},
                _set(LINE, "${l}"),
                {"when": "${g}", **fade("${g}", "${o}", "${Math.min(s,o>0.9?800:o>0?1200:5000)}")},
                {"type": "Idle", "delay": "${s}"},
            ],
        }
    ],
}

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
        _text(TITLE, title, "${f*(c?6.2:9)}", WORDS),
        {**_text(LINE, "", "${f*(c?4.2:5)}", FAINT), "minHeight": "${f*(c?11:14)}", "maxLines": 2},
        _text(LEFT, left, "${f*(c?3.6:4)}", FAINT),
    ]
    whole = {
        "type": "Container",
        **_FULL,
        **_BY_DAY,
        "items": [figure, {"type": "Container", **_TEXTS, "items": texts}],
    }
    items: list[Any] = [whole]
    if shown:
        touch = PAUSE if then else GO_ON
        buttons = [{"type": "Button", "e": each, "n": names[each], "d": _SIGNS[each]} for each in shown]
        items = [
            {**_touch(touch, names[touch]), **_WHOLE, "item": whole},
            {"type": "Container", **_BUTTONS, "items": buttons},
        ]
    document = _document(GROUND, items, then, stays)
    document |= {"graphics": _GRAPHICS, "layouts": _LAYOUTS}
    if lights:
        document["layouts"] = {**_LAYOUTS, LIGHT: _LIGHT}
    if then:
        document["commands"] = {BEAT: _BEAT}
    if tick:
        document["handleTick"] = [{"minimumDelay": TICK, "commands": [_set(LEFT, tick)]}]
    return document


def by_night(captions: Captions, *, title: str = "", then: Sequence[Json] = (), stays: int) -> Json:
    """Return the document of a name on black, or of nothing at all, and what happens as it is shown.

    A touch pauses. The picture stays for so many milliseconds.
    """
    name = {**_text(TITLE, title, "${f*6}", DIM), **_FULL, "textAlign": "center", "textAlignVertical": "center"}
    return _document(BLACK, [{**_touch(PAUSE, captions.pause), **_WHOLE, "item": name}], then, stays)


def _text(name: str, words: str, size: str, colour: str) -> Part:
    return {
        "type": "Text",
        "id": name,
        "text": words,
        "fontSize": size,
        "color": colour,
        "textAlign": "${c?'center':'left'}",
        "paddingBottom": "${f*2}",
    }


def _document(ground: str, items: Sequence[Any], then: Sequence[Json], stays: int) -> Part:
    frame = {
        "type": "Frame",
        "width": "100vw",
        "height": "100vh",
        "backgroundColor": ground,
        "bind": _BIND,
        "item": {"type": "Container", **_FULL, "items": items},
    }
    document: Part = {**_HEAD, "settings": {"idleTimeout": stays}, "mainTemplate": {"items": [frame]}}
    if then:
        follow = {"type": "Sequential", "sequencer": SEQUENCER, "screenLock": True, "commands": then}
        document["onMount"] = [follow]
    return document
