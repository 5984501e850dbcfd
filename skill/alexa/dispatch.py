"""The table as Alexa's SDK dispatches it: a request becomes a turn, once; a reply becomes a response."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from skill.alexa.translation import Sound, is_spoken_to, respond
from skill.app.state import Attributes
from skill.app.telemetry import Count, Counted, Line, Metric
from skill.handlers.reply import Reply
from skill.handlers.turn import Turn
from skill.store.port import Listener, StoreFault

log = logging.getLogger(__name__)

KEPT = "heard"
"""The request attribute under which a request's turn lies once it has been made."""


@dataclass(frozen=True)
class Heard:
    """A request, understood: the turn, and whose memory it changes."""

    turn: Turn
    listener: Listener


@dataclass(frozen=True)
class Answered:
    """A reply, and what it plays, put where the device finds it."""

    reply: Reply
    sound: Sound | None = None


Hear = Callable[[HandlerInput], Heard]


class RowHandler(AbstractRequestHandler):
    """A row of the table as the SDK dispatches it."""

    def __init__(self, hear: Hear, fits: Callable[[Turn], bool], answer: Callable[[Heard], Answered]) -> None:
        self.hear, self.fits, self.answer = hear, fits, answer

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether this row answers."""
        return self.fits(_heard(self.hear, handler_input).turn)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer, remember, and hand the rest to the next turn."""
        heard = _heard(self.hear, handler_input)
        return _respond(handler_input, heard, self.answer(heard))


class Edge(AbstractExceptionHandler):
    """The one place where anything unforeseen is caught: logged, and answered with everything kept.

    A StoreFault that comes this far passes: it is an event's that must be delivered again.
    """

    def __init__(self, nothing_heard: Callable[[], Heard], answer: Callable[[Turn], Reply], count: Count) -> None:
        self.nothing_heard, self.answer, self.count = nothing_heard, answer, count

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        """Catch everything but the fault of an event, which fails so that Alexa sends it again."""
        return not isinstance(exception, StoreFault)

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Log the error, whose message is for the desk alone (skill/aws/cloudwatch.py), and stay.

        To what nobody said, answer nothing. What plays is stopped for the words.
        """
        self.count(Counted(Metric.UNFORESEEN_ERRORS))
        log.error(Line.UNFORESEEN, exc_info=exception)
        if not is_spoken_to(handler_input):
            return respond(handler_input, Reply())
        kept: Any = handler_input.attributes_manager.request_attributes
        heard = kept.get(KEPT) or self.nothing_heard()
        heard = replace(heard, turn=replace(heard.turn, audio=None))
        return _respond(handler_input, heard, Answered(self.answer(heard.turn)))


def _heard(hear: Hear, handler_input: HandlerInput) -> Heard:
    """Return what this request says, made once."""
    kept: dict[str, Any] = handler_input.attributes_manager.request_attributes
    if KEPT not in kept:
        kept[KEPT] = hear(handler_input)
    heard: Heard = kept[KEPT]
    return heard


def _respond(handler_input: HandlerInput, heard: Heard, answered: Answered) -> Response:
    turn, reply = heard.turn, answered.reply
    if handler_input.request_envelope.session:
        handler_input.attributes_manager.session_attributes = _attributes(heard, reply).to_wire()
    stops = turn.latest and (
        reply.stop or (is_spoken_to(handler_input) and turn.playing is not None and turn.playing.active)
    )
    return respond(handler_input, reply, answered.sound, stops=stops)


def _attributes(heard: Heard, reply: Reply) -> Attributes:
    turn = heard.turn
    memory = turn.memory.after(reply.changes, turn.now) if reply.changes else turn.memory
    misses = turn.misses + 1 if reply.missed else 0
    return Attributes(heard.listener.person, memory, reply.underway, reply.question, reply.offer, reply.about, misses)
