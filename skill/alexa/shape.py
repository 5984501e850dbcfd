"""The shape of a request: the parts that every answer needs, and what is missing or of the wrong type."""

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Any

from skill.handlers.request import SPOKEN_TO

OFFSETS = (
    ("context", "AudioPlayer", "offsetInMilliseconds"),
    ("request", "offsetInMilliseconds"),
    ("request", "currentPlaybackState", "offsetInMilliseconds"),
)
"""Where a request tells how far audio has got."""
NEEDED = (
    ("request", "type"),
    ("request", "requestId"),
    ("request", "timestamp"),
    ("context", "System", "application", "applicationId"),
    ("context", "System", "user", "userId"),
)
"""The texts that every request has."""
INTENT = ("request", "intent", "name")
DEEPEST = 40
"""Levels of a request; Alexa's own have a dozen, and our attributes few more."""
IN_SESSION = SPOKEN_TO | {"SessionEndedRequest"}
"""Requests that are part of a session."""


def shape_fault(event: Any) -> str:
    """Return what is wrong with the shape of a request, such as "request.type is missing"; "" where nothing is.

    It names a key and never a value, so that it may be logged.
    """
    if not isinstance(event, Mapping):
        return "a request is a JSON object"
    return next(_faults(event), "")


def _faults(event: Mapping[str, Any]) -> Iterator[str]:
    kind = part_of(event, "request", "type")
    for path in (*NEEDED, INTENT) if kind == "IntentRequest" else NEEDED:
        if fault := _missing(event, path):
            yield fault
    for path in OFFSETS:
        if not _is_offset(part_of(event, *path)):
            yield f"{'.'.join(path)} is no number"
    if kind in IN_SESSION and not isinstance(event.get("session"), Mapping):
        yield "session is missing" if event.get("session") is None else "session is no object"
    if _is_deep(event):
        yield f"it is nested deeper than {DEEPEST} levels"


def _missing(event: Mapping[str, Any], path: tuple[str, ...]) -> str:
    """Return which part on the way to a text is the first that is missing or of the wrong type; "" if none is."""
    part: Any = event
    for depth, name in enumerate(path):
        if not isinstance(part, Mapping):
            return f"{'.'.join(path[:depth])} is no object"
        part = part.get(name)
        if part is None:
            return f"{'.'.join(path[: depth + 1])} is missing"
    if not isinstance(part, str):
        return f"{'.'.join(path)} is no text"
    return "" if part else f"{'.'.join(path)} is empty"


def _is_offset(value: Any) -> bool:
    """Whether something is a moment of audio, or is not there."""
    return value is None or (type(value) in (int, float) and isfinite(value))


def _is_deep(event: Any) -> bool:
    """Whether something is nested deeper than any request of Alexa's: the SDK walks into it call by call."""
    level = [event]
    for _ in range(DEEPEST):
        if not level:
            return False
        level = [each for part in level for each in _parts(part)]
    return True


def _parts(part: Any) -> Iterable[Any]:
    if isinstance(part, Mapping):
        return part.values()
    return part if isinstance(part, list) else ()


def part_of(event: Any, *path: str) -> Any:
    """Return what lies at a path; None where there is nothing."""
    for name in path:
        event = event.get(name) if isinstance(event, Mapping) else None
    return event
