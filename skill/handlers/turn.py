"""A turn: what the listener said, and everything a handler may know to answer it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from skill.audio.port import Audio
from skill.audio.stream import Stream
from skill.content.content import Content, HelpLine
from skill.practice.library import Library
from skill.practice.place import Place
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import CheckIns, Preferences
from skill.practice.spec import Spec
from skill.store.port import Memory

BUTTONS = "PlaybackController."
"""Begins the type of a button's request: answered with audio only."""
MOST_DIGITS = 4
"""Of a number of minutes; whatever is longer is far too many in any case."""


class Question(StrEnum):
    """Which question is open; it decides what yes and no mean."""

    OFFER = "offer"
    """Shall this session begin?"""
    RESUME = "resume"
    """Shall the kept session be taken up?"""
    GO_ON = "go_on"
    """Shall the session under way go on?"""
    EVENING = "evening"
    """Bedtime, or the usual?"""
    LEAVE_OUT = "leave_out"
    """Shall what hurts be left out this time?"""
    STOP = "stop"
    """Shall it stop here?"""
    DELETE = "delete"
    """Shall everything kept be deleted?"""


@dataclass(frozen=True)
class Underway:
    """The session under way: where the voice began to speak, and where it will go on."""

    spec: Spec
    place: Place
    """Where the chunk began; where the session stands, if none is being spoken."""
    at: float
    """When the plan's voice was there, in epoch seconds."""
    seconds: float = 0.0
    """How long the chunk takes; 0 if none is being spoken."""
    upto: Place | None = None
    """Where the next chunk begins; None if none is being spoken."""
    fresh: bool = False
    """Whether the group at the place, with nothing being spoken, has not been begun yet."""
    run: int = 0
    """When this run of the session was begun or taken up, in epoch seconds."""


@dataclass(frozen=True)
class Playing:
    """What the listener's device plays of ours, or played last, as it tells."""

    stream: Stream
    offset: float
    """How far it has got, in seconds."""
    place: Place
    """The segment that is heard there."""
    run: int
    """When it was asked to play, in epoch seconds."""
    start: float = 0.0
    """Where it began, in seconds of the stream."""
    counted: bool = False
    """It counts as finished already, as it was left in its closing rest before."""
    active: bool = True
    """It is heard right now, or was until this was said; else it was paused or stopped some time ago."""
    idle: float = 0.0
    """Seconds since it was asked to play in which it did not."""


@dataclass(frozen=True)
class Turn:
    """One request, understood."""

    kind: str
    """Request type, such as "LaunchRequest"."""
    now: int
    """When it was made by Alexa's clock, in epoch seconds."""
    content: Content
    intent: str = ""
    slots: Mapping[str, str] = field(default_factory=dict)
    """Filled slots by name: the id of the value where it has one, else the value itself."""
    new: bool = False
    """Whether the Alexa session began with this request."""
    memory: Memory = field(default_factory=Memory)
    memory_known: bool = True
    """Whether the store could be read; if not, nobody is greeted as a stranger."""
    underway: Underway | None = None
    question: Question | None = None
    offer: Spec | None = None
    about: str = ""
    """The area that the open question is about."""
    misses: int = 0
    """How many turns in a row were not understood."""
    locale: str = "en-US"
    in_car: bool = False
    """Whether the request comes from a device that is meant for a car."""
    find_hour: Callable[[], int | None] = lambda: None
    """Asks for the hour of the day where the device is; None where that is not known."""
    random: Random = field(default_factory=Random)
    audio: Audio | None = None
    """Where sessions to be played lie; None if this device cannot play, or nothing is there to be played."""
    latest: bool = False
    """Whether ours was the last audio that this device played: words then reach us without our being named."""
    playing: Playing | None = None
    """What plays, or was paused; always None while the Alexa session stays open."""

    @property
    def pressed(self) -> bool:
        """Whether a button was pressed, where nothing may be said."""
        return self.kind.startswith(BUTTONS)

    @property
    def library(self) -> Library:
        """Routines, muscle groups and their words."""
        return self.content.library

    @property
    def preferences(self) -> Preferences:
        """What the listener wished to be remembered."""
        return self.memory.preferences

    @property
    def check_ins(self) -> CheckIns:
        """How often a session asks whether to go on."""
        return self.preferences.check_ins or CheckIns.DEFAULT

    @property
    def help_line(self) -> HelpLine:
        """Whom to call in this locale."""
        return self.content.help_lines.get(self.locale) or next(iter(self.content.help_lines.values()))

    @property
    def minutes_asked(self) -> int | None:
        """The minutes named, also as "half an hour"."""
        value = self.slots.get("minutes") or self.slots.get("length") or ""
        return int(value[:MOST_DIGITS]) if value.isdecimal() else None

    @property
    def at_question(self) -> bool:
        """Whether the last chunk had been spoken to its end, so that the next group is still to come."""
        underway = self.underway
        if underway is None or underway.upto is None:
            return underway is not None and underway.fresh
        return self.now >= underway.at + underway.seconds

    def session(self) -> Position | None:
        """Return the session where the voice had come to when this was said; None if there is none."""
        if self.underway is None:
            return None
        session = Position.at(self._plan(self.underway.spec), self.underway.place)
        if self.underway.upto is None:
            return session
        heard = self.now - self.underway.at
        return self.onward() if heard >= self.underway.seconds else session.heard(heard)

    def onward(self) -> Position | None:
        """Return the session where the next chunk begins, whatever the clock says."""
        if self.underway is None:
            return None
        place = self.underway.upto or self.underway.place
        return Position.at(self._plan(self.underway.spec), place)

    def _plan(self, spec: Spec) -> Plan:
        """Return the timeline that is heard: that of the audio, while it plays."""
        return self.audio.plan(spec) if self.playing and self.audio else make_plan(spec, self.library)
