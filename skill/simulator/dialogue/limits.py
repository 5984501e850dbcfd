"""What holds for every response (docs/platform.md): valid, within the limits, open if and only if it asks."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from skill.simulator.playback import response_ssml
from skill.speech.ssml import LIMIT

LARGEST_RESPONSE = 24_000
"""Characters of a whole response, session attributes included."""
LONGEST_BREAK = 10
"""Seconds."""
LARGEST_TOKEN = 1024
"""Characters."""
_WORDLESS = ("AudioPlayer.", "PlaybackController.", "System.")
"""How the types of requests begin that may be answered with directives alone."""
_SPEECH = frozenset(("outputSpeech", "card", "reprompt", "shouldEndSession"))


def faults_of(answer: Mapping[str, Any], kind: str) -> list[str]:
    """Return in sentences what Alexa or a listener would not take in an answer to a type of request."""
    return list(_faults(answer, kind))


def _faults(answer: Mapping[str, Any], kind: str) -> Iterator[str]:
    response = answer["response"]
    if (size := len(str(answer))) > LARGEST_RESPONSE:
        yield f"the answer has {size} characters, {LARGEST_RESPONSE} are allowed"
    if ssml := response_ssml(response):
        yield from _faults_of_speech(ssml, response)
    if bool(response_ssml(response, "reprompt")) is not (response.get("shouldEndSession") is False):
        yield "it has a reprompt if and only if it stays open"
    if kind == "SessionEndedRequest" and response.get("outputSpeech"):
        yield "nothing can be said to a session that has ended"
    yield from _faults_of_audio(response, kind)


def _faults_of_speech(ssml: str, response: Mapping[str, Any]) -> Iterator[str]:
    if len(ssml) > LIMIT:
        yield f"the speech has {len(ssml)} characters, {LIMIT} are allowed"
    try:
        text = "".join(ElementTree.fromstring(ssml).itertext()).strip()
    except ElementTree.ParseError as error:
        yield f"the speech is no SSML: {error}"
        return
    if text.endswith("?") is response.get("shouldEndSession", True):
        yield f"it stays open if and only if it ends with a question: {text[-80:]!r}"
    for seconds in re.findall(r'time="(\d+)s"', ssml):
        if int(seconds) > LONGEST_BREAK:
            yield f"a break of {seconds} s is longer than {LONGEST_BREAK} s"


def _faults_of_audio(response: Mapping[str, Any], kind: str) -> Iterator[str]:
    directives = response.get("directives") or []
    if len(directives) > 1:
        yield f"there are {len(directives)} directives"
    for directive in directives:
        if directive["type"] == "AudioPlayer.Play":
            yield from _faults_of_stream(directive["audioItem"]["stream"], response)
    if kind.startswith("AudioPlayer.") and directives:
        yield "audio goes on by itself, so what a device tells of it is answered with nothing"
    if kind.startswith(_WORDLESS) and (said := response.keys() & _SPEECH):
        yield f"{kind} is answered with {', '.join(sorted(said))}"


def _faults_of_stream(stream: Mapping[str, Any], response: Mapping[str, Any]) -> Iterator[str]:
    if response.get("shouldEndSession", True) is not True:
        yield "the session stays open while audio plays"
    if (size := len(stream["token"])) > LARGEST_TOKEN:
        yield f"the token has {size} characters, {LARGEST_TOKEN} are allowed"
    if not stream["url"].startswith("https://"):
        yield f"the audio's address is not https: {stream['url']}"
    if "expectedPreviousToken" in stream:
        yield "a stream that replaces all others expects no token before it"
