"""What content/body.svg has where, by its own coordinates."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import cache
from operator import mul
from xml.etree import ElementTree

from skill.practice.library import Library
from skill.practice.muscle_group import Side
from skill.simulator.desk import CONTENT

SVG = "{http://www.w3.org/2000/svg}"
STEPS = 8
"""Points by which a curve is followed."""


@dataclass(frozen=True, slots=True)
class Box:
    """What something covers, in units of the drawing or in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its middle from left to right."""
        return (self.left + self.right) / 2

    def differs(self, other: "Box") -> float:
        """Return by how much one of its edges lies elsewhere, at most."""
        pairs = zip(astuple(self), astuple(other), strict=True)
        return float(max(abs(one - another) for one, another in pairs))


@dataclass(frozen=True, slots=True)
class Part:
    """One path that is a muscle group."""

    view: str
    group: str
    side: Side
    box: Box


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around several."""
    all_of_them = list(boxes)
    return Box(
        min(box.left for box in all_of_them),
        max(box.right for box in all_of_them),
        min(box.top for box in all_of_them),
        max(box.bottom for box in all_of_them),
    )


@cache
def parts() -> tuple[Part, ...]:
    """Return every path that is a muscle group."""
    return tuple(
        Part(view, path.attrib["data-group"], Side(path.get("data-side", "both")), _box(path.attrib["d"]))
        for view, path in _paths()
        if "data-group" in path.attrib
    )


@cache
def views() -> dict[str, Box]:
    """Return what each view covers."""
    drawn: dict[str, list[Box]] = {}
    for view, path in _paths():
        if "data-group" not in path.attrib:
            drawn.setdefault(view, []).append(_box(path.attrib["d"]))
    return {view: around(boxes) for view, boxes in drawn.items()}


def lit(group: str, side: Side, library: Library) -> dict[str, Box]:
    """Return what is lit of a muscle group on a side, by view."""
    found: dict[str, list[Box]] = {}
    for part in parts():
        if part.group in library.groups[group].parts and (Side.BOTH in (side, part.side) or part.side is side):
            found.setdefault(part.view, []).append(part.box)
    return {view: around(boxes) for view, boxes in found.items()}


def _paths() -> Iterator[tuple[str, ElementTree.Element]]:
    root = ElementTree.parse(CONTENT / "body.svg").getroot()
    for view in root.iter(f"{SVG}g"):
        for path in view.iter(f"{SVG}path"):
            yield view.attrib["id"], path


def _box(data: str) -> Box:
    across, down = zip(*_points(data), strict=True)
    return Box(min(across), max(across), min(down), max(down))


def _points(data: str) -> Iterator[tuple[float, float]]:
    """Yield points of path data that has M, c and z."""
    for part in re.findall(r"M[^M]+", data):
        x, y, *steps = map(int, re.findall(r"-?\d+", part))
        yield x, y
        for at in range(0, len(steps), 6):
            one, two, end = ((x + steps[at + i], y + steps[at + i + 1]) for i in (0, 2, 4))
            for step in range(1, STEPS + 1):
                t = step / STEPS
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
                across, down = zip((x, y), one, two, end, strict=True)
                yield sum(map(mul, weights, across)), sum(map(mul, weights, down))
            x, y = end
