"""What a picture is made of: graphics, layouts and commands of its own, so that many moments are few bytes."""

from collections.abc import Mapping
from typing import Any

from skill.screen.figure import GRAPHICS, HEIGHT, SEAM, WIDTH

Json = Mapping[str, Any]
Part = dict[str, Any]

BEAT, LIGHT = "B", "L"
"""What a document calls its own command for one moment, and its own layout for a muscle group that may be lit."""
TITLE, LINE, LEFT = "title", "line", "left"
"""The texts."""
PAUSE, GO_ON, NEXT, PREVIOUS = "pause", "go_on", "next", "previous"
"""What a touch is called as it comes back to the skill."""

GROUND, WORDS, FAINT, GLOW = "#0b121c", "#ece6dc", "#9dabb8", "#ffb65c"
BLACK, DIM = "#000000", "#6e5d4d"
"""By night: a name that hardly shines."""

FULL: Part = {"width": "100%", "height": "100%"}
SIGNS = {
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
DRAWN = {
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
LIGHT_LAYOUT = {
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


def touch(event: str, name: str) -> Part:
    """Return what can be touched, to be filled: the event that comes back, and what a screen reader says of it."""
    return {
        "type": "TouchWrapper",
        "accessibilityLabel": name,
        "onPress": [{"type": "SendEvent", "arguments": [event]}],
    }


_BUTTON = {
    "parameters": ["e", "n", "d"],
    "item": {
        **touch("${e}", "${n}"),
        "width": "${f*(c?12:14)}",
        "height": "${f*(c?12:14)}",
        "item": {
            "type": "VectorGraphic",
            "source": "sign",
            "d": "${d}",
            "scale": "fill",
            **FULL,
        },
    },
}
LAYOUTS = {"Half": _HALF, "View": _VIEW, "Button": _BUTTON}


def set_text(name: str, value: str) -> Part:
    """Return the command that changes a text."""
    return {"type": "SetValue", "componentId": name, "property": "text", "value": value}


def fade(component: str, to: str | float, duration: str | int) -> Part:
    """Return the command that makes a component more or less seen, in milliseconds."""
    return {
        "type": "AnimateItem",
        "componentId": component,
        "easing": "ease-in-out",
        "duration": duration,
        "value": {"property": "opacity", "to": to},
    }


BEAT_COMMAND = {
    "description": "one moment of s milliseconds: title t, line l, group g lit by so much, o",
    "parameters": ["s", "t", {"name": "l", "default": ""}, "g", {"name": "o", "default": 0}],
    "commands": [
        {
            "type": "Parallel",
            "commands": [
                {"when": "${t}", **set_text(TITLE, "${t}")},
                set_text(LINE, "${l}"),
                {"when": "${g}", **fade("${g}", "${o}", "${Math.min(s,o>0.9?800:o>0?1200:5000)}")},
                {"type": "Idle", "delay": "${s}"},
            ],
        }
    ],
}


def text(name: str, words: str, size: str, colour: str) -> Part:
    """Return a text by its name; its size is an expression of APL's."""
    return {
        "type": "Text",
        "id": name,
        "text": words,
        "fontSize": size,
        "color": colour,
        "textAlign": "${c?'center':'left'}",
        "paddingBottom": "${f*2}",
    }
