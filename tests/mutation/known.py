"""Changes known to matter, each of which a test has to notice: some had once survived."""

from functools import cache

from tests.mutation.choosing import source
from tests.mutation.mutants import Mutant

CHANGES = {
    '"softer" is not saved while audio plays': (
        "skill/handlers/moments/adjusting.py",
        "set_volume",
        "remember(turn, words, volume=Volume(asked))",
        'remember(turn, words, **({} if turn.playback else {"volume": Volume(asked)}))',
    ),
    "records are kept for two years": ("skill/store/record.py", "", "LIFETIME = 365 *", "LIFETIME = 730 *"),
    "a user's id is in a repr": ("skill/store/port.py", "Listener", "user: str = field(repr=False)", "user: str"),
    "a person's id is in a repr": (
        "skill/store/port.py",
        "Listener",
        "field(default=HOUSEHOLD, repr=False)",
        "field(default=HOUSEHOLD)",
    ),
    "what was said is in a repr": (
        "skill/handlers/request.py",
        "Request",
        "slots: Mapping[str, str] = field(default_factory=dict, repr=False)",
        "slots: Mapping[str, str] = field(default_factory=dict)",
    ),
    "what was kept of a session is in a repr": (
        "skill/handlers/request.py",
        "Request",
        "attributes: Mapping[str, Any] = field(default_factory=dict, repr=False)",
        "attributes: Mapping[str, Any] = field(default_factory=dict)",
    ),
    "the token of what plays, with who it is, is in a repr": (
        "skill/handlers/request.py",
        "AudioState",
        'token: str = field(default="", repr=False)',
        'token: str = ""',
    ),
    "a place lies beyond a shorter plan": (
        "skill/practice/position.py",
        "Position.at",
        "min(place.order, len(places) - 1)",
        "place.order",
    ),
}
"""By what would be so: file, function, what is there, and what is put there."""


@cache
def known() -> tuple[Mutant, ...]:
    """Return them; raises ValueError where what is changed isn't there, or is there twice."""
    return tuple(_made(*change) for change in CHANGES.values())


def _made(file: str, function: str, before: str, after: str) -> Mutant:
    code = source(file)
    if code.count(before.encode()) != 1:
        raise ValueError(f"{file} no longer has, or has twice: {before}")
    start = code.index(before.encode())
    line = code[:start].count(b"\n") + 1
    in_function = file.endswith(("adjusting.py", "position.py"))
    return Mutant(
        file, function, range(line, line + 1), start, start + len(before), after, f"{before} → {after}", in_function
    )
