"""The app as Alexa's SDK dispatches to it: one handler for everything, and the one edge."""

import logging
from typing import Any, cast

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import CustomSkillBuilder
from ask_sdk_model import Response

from skill.alexa.picture import picture
from skill.alexa.request import HourOf, read
from skill.alexa.response import respond
from skill.app.app import Answer, App
from skill.app.telemetry import Line
from skill.handlers.turn import Turn
from skill.store.port import StoreFault

log = logging.getLogger(__name__)

TURN = "turn"
"""The request attribute under which a request's turn lies once it has been made."""


class Handler(AbstractRequestHandler):
    """Takes every request: the app's own table decides who answers."""

    def __init__(self, app: App, hour_of: HourOf) -> None:
        self.app, self.hour_of = app, hour_of

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Handle everything."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer, and hand the rest to the next turn."""
        turn = self.app.turn(read(handler_input.request_envelope, self.hour_of))
        handler_input.attributes_manager.request_attributes[TURN] = turn
        return _respond(handler_input, self.app.answer(turn), turn)


class Edge(AbstractExceptionHandler):
    """The one place where anything unforeseen is caught: logged, and answered with everything kept.

    A StoreFault that comes this far passes: it is an event's that must be delivered again.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        """Catch everything but the fault of an event, which fails so that Alexa sends it again."""
        return not isinstance(exception, StoreFault)

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Log the error, whose message is for the desk alone (skill/aws/cloudwatch.py), and stay.

        To what nobody said, answer nothing. What plays is stopped for the words.
        """
        log.error(Line.UNFORESEEN, exc_info=exception)
        request = cast(Any, handler_input.request_envelope).request
        turn: Any = handler_input.attributes_manager.request_attributes.get(TURN)
        return _respond(handler_input, self.app.trouble(turn, request.object_type, request.locale or ""), None)


def custom_skill(app: App, hour_of: HourOf) -> CustomSkill:
    """Return the SDK's skill for an app."""
    builder = CustomSkillBuilder()
    builder.add_request_handler(Handler(app, hour_of))
    builder.add_exception_handler(Edge(app))
    return builder.create()


def _respond(handler_input: HandlerInput, answer: Answer, turn: Turn | None) -> Response:
    if handler_input.request_envelope.session:
        handler_input.attributes_manager.session_attributes = answer.attributes.to_wire()
    return respond(handler_input.response_builder, answer, picture(turn, answer) if turn else None)
