"""A token: what a device holds while it plays, so that nothing has to be remembered to go on."""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from dataclasses import dataclass, field
from typing import Any

from skill.audio.stream import Stream
from skill.practice.place import Place
from skill.practice.spec import whole_number

LONGEST = 1024
"""Characters that Alexa takes."""
VERSION = "2"
"""The shape that this code writes, and with it _USUAL; the token's first character."""
WITHOUT_PLACE = "1"
"""The version before, which devices still hold: it names neither a place nor what made the stream."""
MOST = 16_384
"""Bytes that a token may unfold to: far more than any that is written here."""


class BadToken(ValueError):
    """This is no token of ours, or one of another version."""


class LongToken(ValueError):
    """The stream has more wishes than a token can carry; it says how many characters they took."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is played, for whom, and since when: two tokens of one device are never the same."""

    stream: Stream
    person: str = field(repr=False)
    """Requests of an audio player do not say who is listening."""
    started_at: int
    """When it was asked to play, in epoch seconds."""
    start: float = 0.0
    """Where in the stream it began, in seconds."""
    counted: bool = False
    """It counts as finished already."""
    made_by: str = ""
    """The fingerprint of the audio that made the stream (see Audio.made_by): by another one no second of it counts.
    Empty in version 1, and equal to none."""
    place: Place | None = None
    """Where the listener was when it began: what is left of a place where seconds don't count. None in version 1."""

    def to_wire(self) -> str:
        """Return the token as text; raises LongToken where Alexa would refuse it."""
        plain = [
            self.stream.to_wire(),
            self.person,
            self.started_at,
            round(self.start * 1000),
            int(self.counted),
            self.made_by,
            self.place and self.place.to_wire(),
        ]
        packer = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_USUAL)
        packed = packer.compress(_json(plain)) + packer.flush()
        wire = VERSION + urlsafe_b64encode(packed).decode().rstrip("=")
        if len(wire) > LONGEST:
            raise LongToken(f"{len(wire)} characters, {LONGEST} are allowed")
        return wire

    @classmethod
    def from_wire(cls, wire: Any) -> "Token":
        """Read what to_wire wrote, or version 1 did; raises BadToken on anything else."""
        try:
            known: list[Any] = ["", None] if str(wire).startswith(WITHOUT_PLACE) else []
            stream, person, started_at, start, counted, made_by, place = list(json.loads(_unpacked(wire))) + known
            if not (isinstance(person, str) and isinstance(made_by, str)):
                raise BadToken("nobody")
            return cls(
                Stream.from_wire(stream),
                person,
                whole_number(started_at),
                whole_number(start) / 1000,
                bool(whole_number(counted)),
                made_by,
                None if place is None else Place.from_wire(place),
            )
        except (KeyError, TypeError, ValueError, OverflowError, RecursionError, zlib.error) as error:
            raise BadToken(type(error).__name__) from None


def _json(plain: Any) -> bytes:
    return json.dumps(plain, separators=(",", ":"), ensure_ascii=False).encode()


_USUAL = (
    b'/left","/right","feet","calves","thighs","legs","knees","hips","buttocks","stomach","abdomen","lower_back",'
    b'"upper_back","chest","forearms","hands","wrists","elbows","upper_arms","shoulders","neck","jaw","face","eyes"'
    b'feet_to_head","head_to_feet","bedtime_release","one_at_a_time","together","slow","brisk","full","rain","brown",'
    b'[{"spec":{"routine":"standard","minutes":10,"direction":null,"pace":"normal","detail":"brief","sides":null,'
    b'"skipped":[],"imagined":[],"released":[],"seed":0},"background":"floor","tail":0},"household",'
)
"""What most tokens say, so that they need not say it. It belongs to both versions: changed, it makes a new one."""


def _unpacked(wire: Any) -> bytes:
    if not isinstance(wire, str) or not wire.startswith((VERSION, WITHOUT_PLACE)) or len(wire) > LONGEST:
        raise BadToken("another version")
    try:
        packed = urlsafe_b64decode(wire[1:] + "=" * (-len(wire[1:]) % 4))
    except (Base64Error, ValueError):
        raise BadToken("no base64") from None
    unpacker = zlib.decompressobj(-15, zdict=_USUAL)
    plain = unpacker.decompress(packed, MOST)
    if not unpacker.eof:
        raise BadToken("no end")
    return plain
