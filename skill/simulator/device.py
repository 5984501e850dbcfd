"""An Echo: hears words or silence, keeps the session as Alexa does, and calls the skill."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from skill.practice.speech_time import Timing
from skill.simulator import envelope
from skill.simulator.audio_player import PLAYING, AudioPlayer, Event
from skill.simulator.calling import address
from skill.simulator.envelope import Sender
from skill.simulator.heard import Heard
from skill.simulator.playback import Sound, remaining, response_ssml, sounds
from skill.simulator.understanding import Understanding

REFUSED = "To launch it, say: open {name}."
"""What Alexa+ answers to a one-shot (docs/understanding.md)."""
MICROPHONE = 8.0
"""Seconds that the microphone stays open, before and after the one reprompt."""

WITHOUT_NAME = frozenset(
    f"AMAZON.{name}Intent"
    for name in (
        [
            "Pause",
            "Resume",
            "Next",
            "Previous",
            "Repeat",
            "StartOver",
            "Stop",
            "Cancel",
            "LoopOn",
            "LoopOff",
            "ShuffleOn",
            "ShuffleOff",
        ]
    )
)
"""What reaches a skill without its name while its audio is the latest (docs/platform.md)."""
SHOW = "Alexa.Presentation.APL.RenderDocument"
STOP, PAUSE = "AMAZON.StopIntent", "AMAZON.PauseIntent"

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
    listen: Callable[[str], list[Sound]] | None = None
    """What the stream of a token sounds like; a device that is not told so has no audio player."""
    shown: Mapping[str, Any] = field(default_factory=dict)
    """The document on the screen, as the skill sent it last."""
    player: AudioPlayer = field(default_factory=AudioPlayer)
    understood: Heard | None = None
    """What was understood last; None where Alexa would send AMAZON.FallbackIntent, or nothing was said."""
    alexa_plus: bool = False
    """Alexa+ opens a skill by its name, and refuses to pass on what is asked of it in the same breath."""
    interrupted: bool = False
    """A word stopped the audio; it goes on by itself unless the skill says otherwise."""

    @property
    def open(self) -> bool:
        """Whether the skill listens."""
        return bool(self.session)

    def hear(self, text: str) -> list[Sound] | None:
        """Return what is answered to an utterance; None if no skill is open and none was named."""
        spoken = address(text, self.understanding.calling)
        self.catch_up()
        self._tell(self._interrupt())
        if spoken.opens and spoken.words and self.alexa_plus:
            self._go_on(0.0)
            return [Sound(0.0, REFUSED.format(name=self.understanding.calling.names[0]))]
        if spoken.opens:
            self.session, self.attributes = f"amzn1.echo-api.session.{uuid4()}", {}
            self.understood = None
            request = self._intent(spoken.words) if spoken.words else envelope.launch()
            return self._call(request, new=True)
        if self.open:
            return self._call(self._intent(spoken.words))
        answer = self._call_without_name(spoken.words)
        self._go_on(0.0)
        return answer

    def touch(self, event: str) -> list[Sound]:
        """Return what is heard when the screen is touched, by the name that the picture gives to what was touched."""
        self.catch_up()
        self._tell(self._interrupt())
        new = not self.open
        if new:
            self.session, self.attributes = f"amzn1.echo-api.session.{uuid4()}", {}
        return self._call(envelope.touched(event), new=new)

    def press(self, button: str) -> list[Sound]:
        """Return what is heard when a button is pressed: Play, Pause, Next or Previous."""
        self.catch_up()
        self._send(envelope.button(button), self.now)
        return self._ahead()

    def catch_up(self) -> None:
        """Tell the skill what the audio has done until now."""
        self._tell(self.player.due(self.now))

    def end(self, reason: str) -> None:
        """End the session from the device's side; the skill is told, and nothing is spoken."""
        if self.open:
            self._call(envelope.ended(reason))
            self._close()
            self._go_on(0.0)

    def fall_silent(self) -> list[Sound]:
        """Let the open microphone time out twice; return the reprompt that is heard in between."""
        heard = self.reprompt
        self.now += 2 * MICROPHONE + sum(sound.seconds for sound in heard)
        self.end("EXCEEDED_MAX_REPROMPTS")
        return heard

    def _intent(self, words: str) -> dict[str, Any]:
        heard = self.understood = self.understanding.understand(words)
        return envelope.intent(heard.intent, heard.slots) if heard else envelope.intent("AMAZON.FallbackIntent", {})

    def _call_without_name(self, words: str) -> list[Sound] | None:
        """Return the answer to a word that belongs to whatever played last; None if it does not."""
        heard = self.understanding.understand(words) if self.player.token else None
        if heard is None or heard.intent not in WITHOUT_NAME:
            return None
        self.session, self.attributes = f"amzn1.echo-api.session.{uuid4()}", {}
        return self._call(envelope.intent(PAUSE if heard.intent == STOP else heard.intent, heard.slots), new=True)

    def _call(self, request: Mapping[str, Any], new: bool = False) -> list[Sound]:
        state = self.player.context(self.now) if self.listen else None
        asked = envelope.envelope(request, self.sender, self.session, self.attributes, self.now, new, state)
        answer = self.skill(asked)
        self.response = answer["response"]
        self.attributes = dict(answer.get("sessionAttributes") or {})
        self.reprompt = self._sounds("reprompt")
        if self.response.get("shouldEndSession", True):
            self._close()
        spoken = self._sounds("outputSpeech")
        seconds = sum(sound.seconds for sound in spoken)
        self._obey(self.now + seconds)
        if not self.open:
            self._go_on(seconds)
        return [*spoken, *self._ahead()]

    def _interrupt(self) -> list[Event]:
        self.interrupted = self.interrupted or self.player.activity == PLAYING
        return list(self.player.stop(self.now))

    def _go_on(self, seconds: float) -> None:
        """Let audio that was only interrupted go on after so many seconds of speech."""
        if self.interrupted:
            self.player.resume(self.now + seconds)
        self.interrupted = False

    def _obey(self, at: float) -> None:
        """Do what the response says about audio, at a time in epoch seconds."""
        for directive in self.response.get("directives") or ():
            if directive["type"] == SHOW:
                self.shown = directive["document"]
                continue
            self.interrupted = False
            if directive["type"] == "AudioPlayer.Stop":
                self._tell(self.player.stop(self.now))
            elif self.listen:
                self._tell(self.player.stop(self.now))
                heard = self.listen(directive["audioItem"]["stream"]["token"])
                self.player.play(directive, sum(sound.seconds for sound in heard), at)

    def _ahead(self) -> list[Sound]:
        """Return what will be heard of the audio that plays."""
        if self.listen is None or self.player.activity != PLAYING:
            return []
        return remaining(self.listen(self.player.token), self.player.position(self.now))

    def _tell(self, events: Iterable[Event]) -> None:
        token = self.player.token
        for event in events:
            self._send(envelope.audio_event(event.kind, token, event.offset), event.at)

    def _send(self, request: Mapping[str, Any], at: float) -> None:
        """Send what belongs to no session; the answer may have directives and nothing else."""
        self.response = self.skill(envelope.untold(request, self.sender, at, self.player.context(at)))["response"]
        self._obey(at)

    def _sounds(self, part: str) -> list[Sound]:
        ssml = response_ssml(self.response, part)
        return sounds(ssml, self.speech_time) if ssml else []

    def _close(self) -> None:
        self.session, self.attributes = "", {}
