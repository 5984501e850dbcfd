"""Whether every muscle group is drawn in content/body.svg, which the figure on screens is made of."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from skill.content.fault import WHOLE, Fault
from skill.practice.library import Library

DRAWING = "body.svg"
UNSIDED: frozenset[str | None] = frozenset({None})
SIDED: frozenset[str | None] = frozenset({"left", "right"})


def undrawn(folder: Path, library: Library) -> Iterator[Fault]:
    """Yield the muscle groups without a path in the drawing of a content folder, and the paths without a group."""
    try:
        drawn = _drawn(folder / DRAWING)
    except (OSError, ElementTree.ParseError) as reason:
        yield Fault(DRAWING, WHOLE, f"this drawing can't be read ({reason}): take it back from the last commit")
        return
    smallest = {key: group for key, group in library.groups.items() if group.parts == {key}}
    for key, group in smallest.items():
        sides = SIDED if len(group.names) > 1 else UNSIDED
        if frozenset(drawn.get(key, ())) != sides:
            yield Fault(DRAWING, key, f"screens can't show it: draw {_paths(key, sides)}, then run `make figure`")
    for key in drawn.keys() - smallest.keys():
        yield Fault(DRAWING, key, "this is no muscle group of routines.yaml: take its paths out, or rename them")


def _drawn(path: Path) -> dict[str, set[str | None]]:
    """Return the groups that have paths, each with the sides that these are of."""
    found: dict[str, set[str | None]] = {}
    for each in ElementTree.parse(path).iter():
        if group := each.get("data-group"):
            found.setdefault(group, set()).add(each.get("data-side"))
    return found


def _paths(key: str, sides: frozenset[str | None]) -> str:
    if sides == UNSIDED:
        return f'a path with data-group="{key}"'
    return f'two paths with data-group="{key}", one of data-side="right" and one of "left"'
