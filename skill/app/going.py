"""What is still going on where an Alexa session begins: said to the skill by its name, as "ask it to go slower"."""

from dataclasses import replace

from skill.handlers.bookmarks import at_place, kept_night, resumable
from skill.handlers.request import Request
from skill.handlers.several import wishes_of
from skill.handlers.turn import Turn
from skill.handlers.wishes import as_of_now, with_areas_of_now
from skill.practice.bookmark import Bookmark

SECONDS_AGO = 60
"""In which a session that was left is still the one that is meant."""
BEGINNING = frozenset(("StartIntent", "OnlyAreasIntent", "SameAgainIntent"))
"""Wishes to begin a session of its own, whatever goes on."""
ON_THE_WAY = frozenset(
    (
        "AMAZON.PauseIntent",
        "AMAZON.NextIntent",
        "AMAZON.PreviousIntent",
        "AMAZON.RepeatIntent",
        "AMAZON.StartOverIntent",
        "SkipIntent",
        "GoToIntent",
        "TimeLeftIntent",
        "ChangeMinutesIntent",
        "FinishInIntent",
        "SetPaceIntent",
        "SetDetailIntent",
        "SetSidesIntent",
        "SetVolumeIntent",
    )
)
"""What is said about a session on the way."""


def wished(request: Request) -> set[str]:
    """Return the intents of all that is wished."""
    return {wish.intent for wish in wishes_of(request)}


def with_what_goes_on(turn: Turn) -> Turn:
    """Return the turn with the kept session as the one under way, where what is said must be about it.

    A night is, whatever is said or opened within its time: it is not to be answered by a day.
    """
    request = turn.request
    if turn.progress or not request.is_new or not request.is_spoken_to or wished(request) & BEGINNING:
        return turn
    kept = _night(turn) or (_just_now(turn) if wished(request) & ON_THE_WAY else None)
    return replace(turn, playback=None, state=replace(turn.state, progress=kept)) if kept else turn


def _night(turn: Turn) -> Bookmark | None:
    """Return the night that goes on; once it is over, only where it is asked for, by opening the skill or to resume."""
    kept = kept_night(turn)
    if kept is None or (kept.until and turn.now >= kept.until and not _asks_for_it(turn)):
        return None
    return _standing(turn, kept)


def _asks_for_it(turn: Turn) -> bool:
    return turn.request.kind == "LaunchRequest" or "AMAZON.ResumeIntent" in wished(turn.request)


def _just_now(turn: Turn) -> Bookmark | None:
    kept = resumable(turn)
    if kept is None or turn.now >= max(kept.at, kept.until) + SECONDS_AGO:
        return None
    return kept if with_areas_of_now(turn, kept.spec) == kept.spec else _standing(turn, kept)


def _standing(turn: Turn, kept: Bookmark) -> Bookmark:
    """Return a kept session where it is by now, without what whoever speaks leaves out."""
    position = as_of_now(turn, kept)
    return at_place(position, turn.now, started_at=kept.started_at, made_by=kept.made_by)
