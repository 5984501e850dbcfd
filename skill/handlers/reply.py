"""A reply: what a handler wants to be said, asked, remembered, and what happened; nothing about Alexa's response."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field, replace
from enum import StrEnum
from typing import Any

from skill.audio.stream import Stream
from skill.handlers.events import Event
from skill.handlers.turn import Question, State, Urgency
from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.position import Position
from skill.practice.spec import Spec
from skill.speech.ssml import Spoken
from skill.store.port import Changes


@dataclass(frozen=True)
class Card:
    """The same in writing, for the Alexa app."""

    title: str
    text: str


@dataclass(frozen=True)
class Play:
    """A session that the device plays by itself from here on."""

    stream: Stream
    offset: float
    """Where in it to begin, in seconds."""
    place: Place
    """The same, by name."""
    counted: bool = False
    """It counts as finished already."""


@dataclass(frozen=True)
class Ask:
    """The question at the end of a reply; it is also the reprompt."""

    question: Question
    """What yes and no will mean."""
    words: str
    offer: Spec | None = None
    """The session that yes begins; at an aside, the one that was offered before."""
    area: str = ""
    """The area that LEAVE_OUT is about."""
    urgency: Urgency | None = None
    """Which number CALL is about."""


@dataclass(frozen=True)
class Scene:
    """What a screen follows while it is spoken: a plan from a place on."""

    start: Position
    end: int
    """The index of the segment behind its last."""


class Deletion(StrEnum):
    """What is to be deleted."""

    OWN = "own"
    """All that is kept of this listener."""
    ACCOUNT = "account"
    """All that is kept of everyone on this account; what can't be deleted now is asked for again."""


@dataclass(frozen=True)
class Reply:
    """The answer to one turn. The Alexa session stays open if and only if a question is asked."""

    before: str = ""
    """Words before anything else, in the voice's own manner."""
    spoken: Spoken | None = None
    """A stretch of a plan, or a silence."""
    _: KW_ONLY
    ask: Ask | None = None
    progress: Bookmark | None = None
    """The session under way from here on."""
    card: Card | None = None
    scene: Scene | None = None
    """What is seen of what is spoken, where there is a screen."""
    changes: Changes = field(default_factory=Changes)
    wish: bool = False
    """The changes are a wish that the listener has just spoken: say so if it cannot be saved."""
    tells_kept: bool = False
    """It says that the place is kept: something else is said where that isn't so."""
    for_now: Mapping[str, Any] = field(default_factory=dict)
    """Wishes that hold as long as the Alexa session stays open, and are not saved."""
    deletes: Deletion | None = None
    play: Play | None = None
    """What is played after the words; it never goes with a question."""
    stop: bool = False
    """Nothing of ours may go on playing. What plays while a reply brings nothing to play is stopped in any case."""
    fallbacks_in_a_row: int = 0
    """How many turns in a row were not understood, this one included."""
    help_told: int = 0
    """How many times in a row it was told what can be said, this one included."""
    safety_until: float = 0.0
    """When the safety lines that it says will have been said, in epoch seconds; only then they count as heard."""
    troubled: bool = False
    """Something hurts or distresses: the next time other words are found."""
    events: tuple[Event, ...] = ()
    """What happened besides."""

    @property
    def state(self) -> State:
        """What is left open for the next turn."""
        state = State(
            progress=self.progress,
            fallbacks_in_a_row=self.fallbacks_in_a_row,
            help_told=self.help_told,
            safety_until=self.safety_until,
        )
        if self.ask is None:
            return state
        ask = self.ask
        return replace(state, question=ask.question, offer=ask.offer, area_in_question=ask.area, urgency=ask.urgency)
