"""Audio for a desk without clips: sessions are played as text, at addresses that nobody fetches."""

import hashlib
import json
from dataclasses import dataclass

from skill.audio.port import Audio
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.simulator.playback import Sound

SIGN = "♪"
"""Before what is played rather than spoken."""


@dataclass(frozen=True, eq=False)
class ImaginedAudio:
    """Sessions that take as long as their lines are estimated to take."""

    library: Library

    @property
    def made_by(self) -> str:
        """The fingerprint of what makes its plans: the library alone."""
        return self.library.made_by

    def plan(self, spec: Spec) -> Plan:
        """Return the timeline as it is spoken."""
        return make_plan(spec, self.library)

    def url(self, stream: Stream) -> str:
        """Return an address of its own for every stream."""
        name = hashlib.sha256(json.dumps(stream.to_wire()).encode()).hexdigest()
        return f"https://desk.invalid/{name}.mp3"


def stream_sounds(token: str, audio: Audio) -> list[Sound]:
    """Return what is heard of the stream that a token names, from its beginning to the end of its tail."""
    stream = Token.from_wire(token).stream
    plan = audio.plan(stream.spec)
    beats = [beat for segment in plan.segments for beat in segment.beats]
    heard = [
        Sound(beat.seconds, f"{SIGN} {beat.text}", plan.rate) if beat.text else Sound(beat.seconds) for beat in beats
    ]
    return [*heard, Sound(60.0 * stream.tail)] if stream.tail else heard
