"""Where audio lies: what the conversation asks of it, and what every place for it has in common."""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from skill.audio.stream import Stream
from skill.practice.course import NothingLeft
from skill.practice.plan import Plan
from skill.practice.spec import Spec

RESUMABLE = 30 * 24 * 60 * 60
"""Seconds that an address stays good: a paused session is offered for a week, and whoever asks for it later, or
lets the device itself go on, finds it for as long as anybody is likely to come back to one."""
SHORTEST_SECRET = 16
"""Bytes of what names are made with."""
UNMADE = (LookupError, ValueError, OSError, NothingLeft)
"""What making audio raises where a clip is missing or cannot be read."""


class AudioFault(Exception):
    """The audio could not be made or put where devices find it; the session is spoken instead."""


@dataclass(frozen=True, eq=False)
class Recording:
    """One voice's clips, and how a stream is put together of them."""

    plan: Callable[[Spec], Plan]
    """Makes the timeline of the audio, its lines as long as the clips are; raises as make_plan does."""
    version: str
    """Changes with the clips, and with how they are put together."""
    assemble: Callable[[Plan, Stream], Iterator[bytes]]
    """Yields the MP3 of a plan as a stream wants it."""
    made_by: str
    """The fingerprint of the library and of the clips that make its plans."""

    def mp3(self, stream: Stream) -> Iterator[bytes]:
        """Yield the MP3 of a stream."""
        return self.assemble(self.plan(stream.spec), stream)


class Audio(Protocol):
    """Puts streams where a device can fetch them."""

    @property
    def made_by(self) -> str:
        """The fingerprint of what makes its plans: a second of a stream is the same only with the same library and the
        same clips."""
        ...

    def plan(self, spec: Spec) -> Plan:
        """Return the timeline of a spec's audio; raises KeyError or NothingLeft."""
        ...

    def url(self, stream: Stream) -> str:
        """Return the address of a stream, made now if it is asked for the first time; raises AudioFault."""
        ...


@dataclass(frozen=True)
class Naming:
    """Names a stream by what is heard: the same plan, voice, background and tail have one name.

    Without the secret nobody can tell the name of a stream, so nobody else can ask for one.
    """

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ValueError(f"the secret of audio addresses needs {SHORTEST_SECRET} bytes or more")

    def name(self, recording: Recording, stream: Stream) -> str:
        """Return the file name of a stream."""
        plan = recording.plan(stream.spec)
        beats = [[beat.text, beat.seconds] for segment in plan.segments for beat in segment.beats]
        heard = [recording.version, plan.rate, plan.bedtime, stream.background.value, stream.tail, beats]
        return hmac.new(self.secret, json.dumps(heard).encode(), hashlib.sha256).hexdigest() + ".mp3"
