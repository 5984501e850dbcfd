"""`make figure`: the figure of content/body.svg as APL draws it, and as pictures.

It is a mirror image of itself, so the half on the right is all that a document carries; APL turns it over.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from resvg_py import svg_to_bytes

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "content" / "body.svg"
MODULE = ROOT / "skill" / "screen" / "figure.py"
ART = Path(__file__).parent / "art"
SIZES = {"art-512.png": (512, 512), "art-1024.png": (1024, 640)}
"""Pixels, wide and high, of the pictures that a device shows while it plays: for art, and for what lies behind it."""
NIGHT = "#0b121c"
"""Behind the figure."""
SEAM = 2
"""Units by which each half reaches over the middle, so that no line is seen between them."""
ROUNDING = 1
"""Units by which two halves may differ, as their numbers are whole."""
SVG = "{http://www.w3.org/2000/svg}"
VIEWS = ("front", "back")
Point = tuple[int, int]


class NoMirror(ValueError):
    """A path whose left is not its right turned over."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One stretch of a path: where it begins, and its curves as two control points and an end."""

    start: Point
    curves: tuple[tuple[Point, Point, Point], ...]
    closed: bool

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, control points among them."""
        return (self.start, *(point for curve in self.curves for point in curve))

    def mirrored(self) -> "Outline":
        """Return it turned over at nought."""
        return Outline(_over(self.start), tuple((_over(a), _over(b), _over(c)) for a, b, c in self.curves), self.closed)

    def reversed(self) -> "Outline":
        """Return it drawn the other way."""
        ends = [self.start, *(end for _, _, end in self.curves)]
        back = [(b, a, start) for (a, b, _), start in zip(self.curves, ends, strict=False)]
        return Outline(ends[-1], tuple(reversed(back)), self.closed)

    def is_near(self, other: "Outline") -> bool:
        """Whether it is the same but for rounding."""
        pairs = zip(self.points, other.points, strict=False)
        return len(self.points) == len(other.points) and all(
            abs(a - c) <= ROUNDING and abs(b - d) <= ROUNDING for (a, b), (c, d) in pairs
        )

    def to_path(self, *, over: int = 0) -> str:
        """Return it as path data; `over` units are added on the left of a half that was cut in the middle."""
        numbers, (x, y) = list[int](), self.start
        for curve in self.curves:
            numbers += [value for point in curve for value in (point[0] - x, point[1] - y)]
            x, y = curve[-1]
        begin = f"M{self.start[0] - over} {self.start[1]}" + (f"h{over}" if over else "")
        data = re.sub(r" (?=-)", "", " ".join(map(str, numbers)))
        return f"{begin}c{data}" + (f"h-{over}" if over else "") + ("z" if self.closed else "")


def _over(point: Point) -> Point:
    return -point[0], point[1]


def outlines(data: str, axis: int) -> list[Outline]:
    """Return the stretches of path data as M, c and z, relative to an axis."""
    found = []
    for part in re.findall(r"M[^M]+", data):
        x, y, *steps = map(int, re.findall(r"-?\d+", part))
        start = here = (x - axis, y)
        curves = []
        for at in range(0, len(steps), 6):
            a, b, c = ((here[0] + steps[at + i], here[1] + steps[at + i + 1]) for i in (0, 2, 4))
            curves.append((a, b, c))
            here = c
        found.append(Outline(start, tuple(curves), part.rstrip().endswith("z")))
    return found


def half(data: str, axis: int) -> str:
    """Return the right half of path data, relative to its axis; raises NoMirror."""
    return "".join(_right(outlines(data, axis)))


def _right(all_of_it: list[Outline]) -> Iterator[str]:
    for outline in all_of_it:
        across = [outline.start[0], *(end[0] for _, _, end in outline.curves)]
        if min(across) >= 0:
            if not any(outline.mirrored().is_near(other) for other in all_of_it):
                raise NoMirror(f"{outline.to_path()[:40]}: nothing on the left is its like")
            yield outline.to_path()
        elif max(across) > 0:
            yield _halved(outline)


def _halved(outline: Outline) -> str:
    """Return the right half of a stretch that lies across the axis; a line is short, and drawn whole on both sides."""
    if not outline.closed:
        if not outline.reversed().mirrored().is_near(outline):
            raise NoMirror(f"{outline.to_path()[:40]}: its left is not its right")
        return outline.to_path()
    ends = [end[0] for _, _, end in outline.curves]
    if outline.start[0] or 0 not in ends[:-1]:
        raise NoMirror(f"{outline.to_path()[:40]}: it has to begin in the middle, and to cross it there")
    cut = ends.index(0) + 1
    right = Outline(outline.start, outline.curves[:cut], closed=True)
    left = Outline(outline.curves[cut - 1][-1], outline.curves[cut:], closed=True)
    if not left.reversed().mirrored().is_near(right):
        raise NoMirror(f"{outline.to_path()[:40]}: its left is not its right")
    return right.to_path(over=SEAM)


@dataclass(frozen=True)
class Drawing:
    """What the drawing holds, each path as its right half relative to the middle of its view."""

    width: int
    """Of one view, from its middle to its edge."""
    height: int
    views: Mapping[str, list[dict[str, Any]]]
    """By view, what is drawn of it, as AVG has it."""
    groups: Mapping[str, Mapping[str, str]]
    """By muscle group, its path in each view that shows it."""


def drawing(source: Path = SOURCE) -> Drawing:
    """Return what the drawing holds; raises NoMirror."""
    root = ElementTree.parse(source).getroot()
    _, _, width, height = map(int, root.attrib["viewBox"].split())
    views: dict[str, list[dict[str, Any]]] = {}
    groups: dict[str, dict[str, str]] = {}
    for view in root.iter(f"{SVG}g"):
        name = view.attrib["id"]
        axis = _axis(view.iter(f"{SVG}path"))
        for path in view.iter(f"{SVG}path"):
            if group := path.get("data-group"):
                if path.get("data-side") != "left":
                    shape = outlines(path.attrib["d"], axis)
                    whole = path.get("data-side") is None
                    groups.setdefault(group, {})[name] = (
                        half(path.attrib["d"], axis) if whole else "".join(each.to_path() for each in shape)
                    )
            else:
                views.setdefault(name, []).append(_drawn(path, axis))
    return Drawing(width // 4, height, views, groups)


def _axis(paths: Iterable[ElementTree.Element]) -> int:
    """Return the middle of a view: that of all that is drawn of it."""
    across = [x for path in paths for outline in outlines(path.attrib["d"], 0) for x, _ in outline.points]
    return round((min(across) + max(across)) / 2)


def _drawn(path: ElementTree.Element, axis: int) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "path", "pathData": half(path.attrib["d"], axis)}
    if path.get("stroke") is None:
        return found | {"fill": path.attrib["fill"]}
    return found | {"stroke": path.attrib["stroke"], "strokeWidth": float(path.attrib["stroke-width"])}


def module(found: Drawing) -> str:
    """Return the module that the screen draws from."""
    front, back = (found.views[view] for view in VIEWS)
    shared = [item for item in front if item in back]
    graphics = {
        "figure": _graphic(found, shared),
        "before": _graphic(found, [item for item in front if item not in shared]),
        "behind": _graphic(found, [item for item in back if item not in shared]),
    }
    lines = [
        '"""The figure as APL draws it. `make figure` writes this file from content/body.svg."""',
        "",
        "from collections.abc import Mapping",
        "from typing import Any",
        "",
        f"WIDTH, HEIGHT, SEAM = {found.width}, {found.height}, {SEAM}",
        '"""Units: from the middle of a view to its edge, from top to bottom, and over the middle."""',
        "",
        "GRAPHICS: Mapping[str, Mapping[str, Any]] = {",
        *(f"    {name!r}: {graphic!r}," for name, graphic in graphics.items()),
        "}",
        '"""The right half of both views, and of each what the other has not, as AVG."""',
        "",
        "GROUPS: Mapping[str, tuple[str, str]] = {",
        *(f"    {key!r}: ({ways.get('front', '')!r}, {ways.get('back', '')!r})," for key, ways in found.groups.items()),
        "}",
        '"""The right half of each muscle group, in front and from behind, as path data; empty where unseen."""',
    ]
    return "\n".join(lines).replace("'", '"').replace('\\"', "'") + "\n"


def _graphic(found: Drawing, items: list[dict[str, Any]]) -> dict[str, Any]:
    size = {"width": found.width + SEAM, "height": found.height}
    moved = {"type": "group", "translateX": SEAM, "items": items}
    return {"type": "AVG", "version": "1.0", **size, "items": [moved]}


def art(size: tuple[int, int]) -> bytes:
    """Return the figure at rest in the night as a PNG of so many pixels."""
    svg = SOURCE.read_text("utf-8")
    _, _, width, height = map(int, re.findall(r'viewBox="([^"]+)"', svg)[0].split())
    wide = round(height * size[0] / size[1] * 1.12)
    high = round(height * 1.12)
    box = f"{(width - wide) // 2} {(height - high) // 2} {wide} {high}"
    behind = f'<rect x="-9999" y="-9999" width="99999" height="99999" fill="{NIGHT}"/>'
    svg = re.sub(r'viewBox="[^"]+">', f'viewBox="{box}">{behind}', svg)
    return svg_to_bytes(svg_string=svg, width=size[0], height=size[1], skip_system_fonts=True)


def generated() -> dict[Path, bytes]:
    """Return what is written, by its file."""
    return {MODULE: module(drawing()).encode()} | {ART / name: art(size) for name, size in SIZES.items()}


def main() -> int:
    """Write the figure, or say what is not current; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m infra.figure", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, and say what is not current")
    check = parser.parse_args().check
    late = [path for path, content in generated().items() if not path.is_file() or path.read_bytes() != content]
    if check and late:
        print(f"{', '.join(str(path.relative_to(ROOT)) for path in late)}: not current; run make figure")
        return 1
    for path, content in generated().items() if not check else ():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
