"""An answer as Alexa's response. The platform's limits are kept here: open if and only if it asks, silent where speech
is not allowed, never longer than Alexa speaks."""

from collections.abc import Mapping
from typing import Any

from ask_sdk_core.response_helper import ResponseFactory
from ask_sdk_model import Response
from ask_sdk_model.interfaces.audioplayer import (
    AudioItem,
    AudioItemMetadata,
    PlayBehavior,
    PlayDirective,
    StopDirective,
    Stream,
)
from ask_sdk_model.ui import SimpleCard

from skill.app.app import Answer, Playable
from skill.practice.plan import Beat
from skill.practice.words import said
from skill.speech.ssml import LIMIT, Spoken, speak

RENDER = "Alexa.Presentation.APL.RenderDocument"
"""The type of the directive that shows a picture."""


class TooLong(ValueError):
    """A response of more characters than Alexa speaks; it says how many."""


def respond(builder: ResponseFactory, answer: Answer, picture: Mapping[str, Any] | None = None) -> Response:
    """Return Alexa's response; with something to play it closes. Raises TooLong rather than let Alexa refuse it."""
    request, reply, playable = answer.request, answer.reply, answer.playable
    if (request.is_spoken_to or request.is_button) and (playable or answer.stops):
        builder.add_directive(_play(playable) if playable else StopDirective())
    if not request.is_spoken_to:
        return builder.response
    question = reply.ask.words if reply.ask else ""
    stretches = [words(reply.before), reply.spoken or Spoken(()), words(question)]
    if any(stretch.beats for stretch in stretches):
        builder.speak(_inner(_within_limit(speak(stretches))))
    if reply.card:
        builder.set_card(SimpleCard(title=reply.card.title, content=reply.card.text))
    if question and not playable:
        builder.ask(_inner(speak([words(question)])))
    else:
        builder.set_should_end_session(True)
    if picture:  # last, as the SDK looks into directives as its own
        builder.response.directives = [*(builder.response.directives or ()), _show(picture)]
    return builder.response


def words(text: str) -> Spoken:
    """Return words as a stretch of speech in the voice's own manner."""
    return Spoken((Beat("words", 0.0, said(text)),) if text else ())


def _inner(ssml: str) -> str:
    """Return a document without its <speak>, which the SDK adds."""
    return ssml.removeprefix("<speak>").removesuffix("</speak>")


def _play(playable: Playable) -> PlayDirective:
    offset = round(playable.offset * 1000)
    stream = Stream(token=playable.token, url=playable.url, offset_in_milliseconds=offset)
    art: Any = {"sources": [{"url": playable.art}]} if playable.art else None  # the SDK's own class is long to import
    metadata = AudioItemMetadata(title=playable.title, art=art)
    return PlayDirective(PlayBehavior.REPLACE_ALL, AudioItem(stream, metadata))


def _show(document: Mapping[str, Any]) -> Any:
    """Return the directive as plain values: the SDK's own class takes longer to import than a picture to draw."""
    return {"type": RENDER, "token": "session", "document": document}


def without_picture(response: Mapping[str, Any]) -> dict[str, Any]:
    """Return a response, as JSON values, with no picture in it."""
    directives = [each for each in response.get("directives", ()) if each["type"] != RENDER]
    return {key: value for key, value in response.items() if key != "directives"} | (
        {"directives": directives} if directives else {}
    )


def _within_limit(ssml: str) -> str:
    if len(ssml) > LIMIT:
        raise TooLong(f"{len(ssml)} characters, {LIMIT} are allowed")
    return ssml
