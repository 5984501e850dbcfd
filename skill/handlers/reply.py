"""A reply: what a handler wants to be said, asked and remembered; nothing about Alexa's response."""

from dataclasses import dataclass, field

from skill.audio.stream import Stream
from skill.handlers.turn import Question, Underway
from skill.practice.spec import Spec
from skill.speech.chunk import Chunk
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
    counted: bool = False
    """It counts as finished already."""


@dataclass(frozen=True)
class Reply:
    """The answer to one turn. The Alexa session stays open if and only if a question is asked."""

    before: str = ""
    """Words before anything else, in the voice's own manner."""
    spoken: Spoken | None = None
    """A stretch of a plan, or a silence."""
    chunk: Chunk | None = None
    """What of a plan that stretch is; None where it is a silence."""
    ask: str = ""
    """The question at the end; it is also the reprompt."""
    question: Question | None = None
    """What yes and no will mean."""
    offer: Spec | None = None
    """The session that yes to OFFER begins."""
    about: str = ""
    """The area that LEAVE_OUT asks about."""
    underway: Underway | None = None
    card: Card | None = None
    changes: Changes = field(default_factory=Changes)
    missed: bool = False
    """What was said did not come across."""
    deletes: bool = False
    """Delete all that is kept of this listener."""
    deletes_account: bool = False
    """Delete all that is kept of everyone on this account; what can't be deleted now is asked for again."""
    wish: bool = False
    """The changes are a wish that the listener has just spoken: say so if it cannot be saved."""
    play: Play | None = None
    """What is played after the words; it never goes with a question."""
    stop: bool = False
    """Nothing of ours may go on playing. What plays while a reply brings nothing to play is stopped in any case."""
