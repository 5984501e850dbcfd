"""A home with two devices and a clock that is moved by hand: what is said there, and what is heard of a session."""

import copy
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.app.app import App
from skill.content.content import Content
from skill.practice.library import Library
from skill.practice.words import sentences
from skill.simulator import envelope
from skill.simulator.device import Device, Skill
from skill.simulator.dialogue.limits import faults_of
from skill.simulator.dialogue.stage import BEGIN, without
from skill.simulator.envelope import Sender
from skill.simulator.playback import response_ssml, sounds
from skill.simulator.understanding import Understanding
from skill.store.port import HOUSEHOLD, Listener, Store

USER = Sender().user
AT_HOME = ("bedroom", "kitchen")
NAME = "Alexa, ask muscle relaxation to "
CONTENTS = ("", "without the feet", "without the shoulders", "without the quick routine")
"""What an author may do meanwhile; "" is what there was at first."""


@dataclass(frozen=True)
class Named:
    """A part of the body that was named before it was guided; when that was, in epoch seconds."""

    name: str
    at: float
    since: float
    """When what leads up to it began to be said: the last quiet had ended."""
    back: bool = False
    """Only told, as where it goes on; what counts the breath has no name of its own."""


@dataclass
class Home:
    """Devices of one account."""

    app: App
    reach: Skill
    """The app as Alexa reaches it: called, or over HTTP."""
    understanding: Understanding
    content: Content
    now: float = BEGIN
    devices: dict[str, Device] = field(default_factory=dict)
    last: dict[str, Any] = field(default_factory=dict)
    """The request that was sent last."""
    answered: Mapping[str, Any] = field(default_factory=dict)
    sent: int = 0
    conversations: int = 0

    def __post_init__(self) -> None:
        for name in AT_HOME:
            sender = Sender(device=f"device.{name}")
            speech_time = self.content.library.speech_time
            self.devices[name] = Device(self._answer, self.understanding, speech_time, self.now, sender)

    @property
    def store(self) -> Store:
        """What is remembered of everybody here."""
        return self.app.store

    @property
    def library(self) -> Library:
        """Of the content as it is now."""
        return self.app.content.library

    @property
    def attributes(self) -> Mapping[str, Any]:
        """What was handed to the next turn."""
        return self.answered.get("sessionAttributes") or {}

    @property
    def words(self) -> str:
        """All that was said in the last answer."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response_ssml(self.answered["response"])))

    def say(self, name: str, words: str, person: str | None = None) -> None:
        """Say something at a device, now; a session is begun by whom Alexa recognises."""
        device = self.devices[name]
        opens = words.startswith("Alexa")
        self.conversations += opens
        if opens:
            device.sender = Sender(device=device.sender.device, person=person)
        device.now = self.now
        device.hear(words)

    def end(self, name: str, reason: str) -> None:
        """Let a device end its session, and tell."""
        self.devices[name].now = self.now
        self.devices[name].end(reason)

    def lose(self, name: str) -> None:
        """Let a session end without a word of it to the skill."""
        self.devices[name].session = ""

    def again(self) -> Mapping[str, Any]:
        """Send the very same request again, as Alexa does where it heard no answer; return the answer."""
        return self._checked(copy.deepcopy(self.last))

    def disable(self) -> None:
        """Disable the skill on this account."""
        self._answer(envelope.untold({"type": "AlexaSkillEvent.SkillDisabled"}, Sender(), self.now))

    def edit(self, what: str) -> None:
        """Let an author have changed the content."""
        self.app.content = without(self.content, what) if what else self.content

    def of(self, person: str | None) -> Listener:
        """Return whom a record is about."""
        return Listener(USER, person or HOUSEHOLD)

    def named(self) -> list[Named]:
        """Return the parts that the last answer guides, and when each begins."""
        names = {_sentence(each) for group in self.library.groups.values() for each in group.names.values()}
        speech_time, found, at = self.library.speech_time, list[Named](), self.now
        for sound in sounds(response_ssml(self.answered["response"]) or "<speak/>", speech_time):
            before, returned = "", ""
            for sentence in sentences(sound.words):
                back = sentence.startswith("Back to ")
                name = _sentence(sentence.removeprefix("Back to ").rstrip(".")) if back else sentence
                if name in names and name != returned:
                    found.append(Named(name, at + speech_time.seconds(before), at, back))
                    returned = name if back else ""
                before = f"{before} {sentence}".strip()
            at += sound.seconds
        return found

    def _answer(self, event: dict[str, Any]) -> Mapping[str, Any]:
        self.last = copy.deepcopy(event)
        self.answered = self._checked(event)
        return self.answered

    def _checked(self, event: dict[str, Any]) -> Mapping[str, Any]:
        self.sent += 1
        answer = self.reach(event)
        assert not (faults := faults_of(answer, event["request"]["type"])), faults
        return answer


Reach = Callable[[App], Any]


def _sentence(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}."
