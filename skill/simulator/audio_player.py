"""The audio player of an Echo: one stream, its clock, and what it tells the skill about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

IDLE, PLAYING, STOPPED, FINISHED = "IDLE", "PLAYING", "STOPPED", "FINISHED"
READY = 0.1
"""Seconds after its beginning when a short stream is loaded and "nearly finished" (docs/platform.md)."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that the player tells, with when it was, in epoch seconds."""

    kind: str
    at: float
    offset: float
    """Seconds of the stream."""


@dataclass(slots=True)
class AudioPlayer:
    """What plays, or played last."""

    activity: str = IDLE
    token: str = ""
    url: str = ""
    length: float = 0.0
    """Seconds of the whole stream."""
    offset: float = 0.0
    """Where it stands; while it plays, where it began."""
    since: float = 0.0
    """When it began, in epoch seconds."""
    told: bool = False
    """Whether the beginning has been told."""

    def play(self, directive: Mapping[str, Any], length: float, at: float) -> None:
        """Begin, as a Play directive says, at a time in epoch seconds."""
        stream = directive["audioItem"]["stream"]
        self.token, self.url, self.length = stream["token"], stream["url"], length
        self.offset, self.since = stream["offsetInMilliseconds"] / 1000, at
        self.activity, self.told = PLAYING, False

    def resume(self, at: float) -> None:
        """Go on where it stands."""
        self.since, self.activity, self.told = at, PLAYING, False

    def position(self, now: float) -> float:
        """Return where the stream is, in seconds."""
        passed = max(0.0, now - self.since) if self.activity == PLAYING else 0.0
        return min(self.length, self.offset + passed)

    def due(self, now: float) -> Iterator[Event]:
        """Yield what has happened until now and was not told yet."""
        if self.activity == PLAYING and not self.told and now >= self.since:
            self.told = True
            yield Event("PlaybackStarted", self.since, self.offset)
            yield Event("PlaybackNearlyFinished", self.since + READY, self.offset + READY)
        end = self.since + self.length - self.offset
        if self.activity == PLAYING and now >= end:
            self.activity, self.offset = FINISHED, self.length
            yield Event("PlaybackFinished", end, self.length)

    def stop(self, now: float) -> Iterator[Event]:
        """Stop here, and yield that it did, if it was heard."""
        if self.activity == PLAYING:
            heard = now > self.since
            self.offset, self.activity = self.position(now), STOPPED
            if heard:
                yield Event("PlaybackStopped", now, self.offset)

    def context(self, now: float) -> dict[str, Any]:
        """Return what comes with every request."""
        state: dict[str, Any] = {"playerActivity": self.activity}
        if self.token:
            state |= {"token": self.token, "offsetInMilliseconds": round(self.position(now) * 1000)}
        return state
