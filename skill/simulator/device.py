"""An Echo: hears words or silence, keeps the session as Alexa does, and calls the skill."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from skill.practice.speech_time import Timing
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.simulator.playback import Sound, response_ssml, sounds
from skill.simulator.understanding import Understanding, address

MICROPHONE = 8.0
"""Seconds that the microphone stays open, before and after the one reprompt."""

Skill = Callable[[dict[str, Any]], Mapping[str, Any]]


@dataclass(slots=True)
class Device:
    """One device. Its clock is moved by whoever plays: in real time, or at once."""

    skill: Skill
    understanding: Understanding
    speech_time: Timing
    now: float
    """Epoch seconds."""
    sender: Sender = field(default_factory=Sender)
    session: str = ""
    """The open session's id; empty while the skill is closed."""
    attributes: dict[str, Any] = field(default_factory=dict)
    reprompt: list[Sound] = field(default_factory=list)
    response: Mapping[str, Any] = field(default_factory=dict)
    """The last response, as the skill gave it."""

    @property
    def open(self) -> bool:
        """Whether the skill listens."""
        return bool(self.session)

    def hear(self, text: str) -> list[Sound] | None:
        """Return what is answered to an utterance; None if no skill is open and none was named."""
        spoken = address(text)
        if spoken.opens:
            self.session, self.attributes = f"amzn1.echo-api.session.{uuid4()}", {}
            request = self._intent(spoken.words) if spoken.words else envelope.launch()
            return self._call(request, new=True)
        return self._call(self._intent(spoken.words)) if self.open else None

    def end(self, reason: str) -> None:
        """End the session from the device's side; the skill is told, and nothing is spoken."""
        if self.open:
            self._call(envelope.ended(reason))
            self._close()

    def fall_silent(self) -> list[Sound]:
        """Let the open microphone time out twice; return the reprompt that is heard in between."""
        heard = self.reprompt
        self.now += 2 * MICROPHONE + sum(sound.seconds for sound in heard)
        self.end("EXCEEDED_MAX_REPROMPTS")
        return heard

    def _intent(self, words: str) -> dict[str, Any]:
        heard = self.understanding.understand(words)
        return envelope.intent(heard.intent, heard.slots) if heard else envelope.intent("AMAZON.FallbackIntent", {})

    def _call(self, request: Mapping[str, Any], new: bool = False) -> list[Sound]:
        asked = envelope.envelope(request, self.sender, self.session, self.attributes, self.now, new)
        answer = self.skill(asked)
        self.response = answer["response"]
        self.attributes = dict(answer.get("sessionAttributes") or {})
        self.reprompt = self._sounds("reprompt")
        if self.response.get("shouldEndSession", True):
            self._close()
        return self._sounds("outputSpeech")

    def _sounds(self, part: str) -> list[Sound]:
        ssml = response_ssml(self.response, part)
        return sounds(ssml, self.speech_time) if ssml else []

    def _close(self) -> None:
        self.session, self.attributes = "", {}
