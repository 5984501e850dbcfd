"""A turn: one request, and everything that a handler may know to answer it; made once, of parts."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from random import Random

from skill.audio.port import Audio
from skill.audio.stream import Stream
from skill.content.content import Content
from skill.content.help_lines import HelpLine
from skill.handlers.request import NOBODY, Request
from skill.practice.bookmark import Bookmark
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.preferences import CheckIns, Preferences
from skill.practice.spec import Spec
from skill.store.port import Listener, Memory


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
    HANDS_FREE = "hands_free"
    """Shall sessions go right through from the next one on?"""
    CALL = "call"
    """Shall the number to call be said again?"""
    NEW = "new"
    """Is it new that this can't be moved?"""
    GENTLER = "gentler"
    """How shall it go on, more gently?"""
    CARE = "care"
    """Only letting go, only picturing, or later, until a doctor was asked?"""
    QUIET = "quiet"
    """What would be good now? It offers nothing."""


class Urgency(StrEnum):
    """What makes it urgent: it decides whom to call."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    """Somebody thinks of harming themselves, or has lost hope."""
    HURT = "hurt"
    """Somebody is hurt or threatened by somebody."""
    HARM = "harm"
    """Somebody is about to hurt somebody."""


@dataclass(frozen=True, kw_only=True)
class State:
    """What the turn before has left open."""

    question: Question | None = None
    offer: Spec | None = None
    """The session that was offered, also before an aside."""
    area_in_question: str = ""
    urgency: Urgency | None = None
    """Which number CALL is about."""
    progress: Bookmark | None = None
    """The session under way: where the voice began to speak, and where it will go on."""
    fallbacks_in_a_row: int = 0
    """How many turns in a row were not understood."""
    help_told: int = 0
    """How many times in a row it was told what can be said, each time something else."""
    safety_until: float = 0.0
    """When the safety lines that were begun will have been said, in epoch seconds; 0 where none were."""
    troubled: int = 0
    """How often something hurt or distressed in this Alexa session."""


@dataclass(frozen=True, kw_only=True)
class Playback:
    """What the listener's device plays of ours, or played last, as it tells."""

    stream: Stream
    offset: float
    """How far it has got, in seconds of its plan; if it is foreign, where its place begins."""
    bookmark: Bookmark
    """The segment that is heard there, now; since when it was asked to play."""
    heard: float = 0.0
    """How much of it was heard, in seconds."""
    counted: bool = False
    """It counts as finished already, as it was left in its closing rest before."""
    active: bool = True
    """It is heard right now, or was until this was said; else it was paused or stopped some time ago."""
    idle: float = 0.0
    """Seconds since it was asked to play in which it did not."""

    @property
    def foreign(self) -> bool:
        """Whether another library or other clips made what the device holds: where in the plan of now it has got to, no
        offset says, only the place last recorded."""
        return not self.bookmark.made_by


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One request, understood."""

    request: Request
    content: Content
    listener: Listener = NOBODY
    """Whose memory it is about."""
    by_token: bool = False
    """Whose, only the token of what played has told."""
    state: State = field(default_factory=State)
    memory: Memory = field(default_factory=Memory)
    memory_known: bool = True
    """Whether the store could be read; if not, nobody is greeted as a stranger."""
    began: int = 0
    """When the Alexa session began that it is of, in epoch seconds."""
    playback: Playback | None = None
    """What plays, or was paused; always None while the Alexa session stays open."""
    audio: Audio | None = None
    """Where sessions to be played lie; None if this device cannot play, or nothing is there to be played."""
    random: Random = field(default_factory=Random)

    @property
    def now(self) -> int:
        """When it was said, in epoch seconds."""
        return self.request.now

    @property
    def progress(self) -> Bookmark | None:
        """The session under way; none once its last words have been said."""
        under_way = self.state.progress
        return None if under_way and under_way.is_over(self.now) else under_way

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
        """How often a session asks whether to go on: more often after distress, unless that is wished otherwise."""
        return self.preferences.check_ins or (CheckIns.MORE if self.state.troubled else CheckIns.DEFAULT)

    @property
    def help_line(self) -> HelpLine | None:
        """Whom to call in this locale; None where that is not known, as no locale gets another's numbers."""
        return self.content.help_lines.get(self.request.locale)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is offered just now; what is wished is done as ever."""
        return self.now < (self.memory.quiet_until or 0)

    @property
    def heard_safety(self) -> bool:
        """Whether the safety lines of the turn before were heard to their end."""
        return 0 < self.state.safety_until <= self.now

    @property
    def after_safety(self) -> bool:
        """Whether the safety lines were what was said last, or still are."""
        going = self.progress is not None and self.now >= self.progress.at
        return self.state.safety_until > 0 and not going

    @property
    def is_latest(self) -> bool:
        """Whether ours was the last audio that this device played: words then reach us without our being named."""
        return bool(self.request.audio_state.token)

    @property
    def at_border(self) -> bool:
        """Whether the last chunk had been spoken to its end, so that the next group is still to come."""
        return self.progress is not None and self.progress.at_border(self.now)

    @property
    def is_interrupted(self) -> bool:
        """Whether this was said while a session was being spoken or played: nothing was asked, and nothing paused."""
        going = self.progress is not None and self.progress.until > 0 and not self.at_border
        return going or self.playback is not None

    @cached_property
    def position(self) -> Position | None:
        """Where the voice had come to when this was said; None if no session is under way."""
        return self.progress.position(self.plan_of, self.now, self.library.made_by) if self.progress else None

    @property
    def is_foreign(self) -> bool:
        """Whether other content guided the listener here: how much is left was never said by the plan of now."""
        return self.progress is not None and self.progress.made_by != self.library.made_by

    @property
    def onward(self) -> Position | None:
        """Where the session goes on: at the group that was broken off, once the first has begun, else at the next."""
        if self.progress is None or self.position is None:
            return None
        if not self.breaks_off:
            return self.progress.onward(self.plan_of)
        return self.position if self.position.index else self.position.first_group()

    @property
    def breaks_off(self) -> bool:
        """Whether this was said in the middle of what was being spoken, and answers no question."""
        return self.progress is not None and self.progress.breaks_off(self.now)

    def plan_of(self, spec: Spec) -> Plan:
        """Return the timeline that is heard: that of the audio, while it plays. Raises as make_plan does."""
        return self.audio.plan(spec) if self.playback and self.audio else make_plan(spec, self.library)
