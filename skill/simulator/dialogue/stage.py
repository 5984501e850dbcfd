"""The stage of one dialogue: the skill, its devices, a clock, and what an author may have changed meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random
from typing import Any

from skill.app.app import App
from skill.content.content import Content
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device, Skill
from skill.simulator.dialogue.exchange import BACK, GONE, NOBODY, Exchange
from skill.simulator.dialogue.limits import faults_of
from skill.simulator.dialogue.watched import Watched, WatchedAudio
from skill.simulator.envelope import Sender
from skill.simulator.imagined import ImaginedAudio, stream_sounds
from skill.simulator.playback import response_ssml
from skill.simulator.script import Player
from skill.simulator.understanding import Understanding

BEGIN = 1_790_000_000.0
"""When every dialogue begins, in epoch seconds."""


class Unplayable(Exception):
    """A turn names what is not there, or was answered with what Alexa would not take; it says what."""


def without(content: Content, what: str) -> Content:
    """Return content without a muscle group ("without the feet") or a routine ("without the standard routine").

    Raises Unplayable if it has neither.
    """
    name = what.removeprefix("without the ").replace(" ", "_")
    routines = dict(content.library.routines)
    if routines.pop(name.removesuffix("_routine"), None) is None:
        if name not in content.library.groups:
            raise Unplayable(f"content cannot be had {what}: it has no such thing")
        for key, routine in routines.items():
            order = tuple(step for step in routine.order if step.group != name)
            routines[key] = replace(routine, order=order)
    made_by = f"{content.library.made_by} {what}"
    return replace(content, library=replace(content.library, routines=routines, made_by=made_by))


@dataclass(slots=True)
class Stage:
    """One dialogue being played."""

    content: Content
    understanding: Understanding = field(repr=False)
    """Its thousands of sentences are no report of a fault."""
    store: Watched
    said: list[str] = field(default_factory=list)
    """Every SSML that was spoken."""
    now: float = BEGIN
    hour: int | None = None
    """Of the day where the device is; None where that is not known."""
    car: bool = False
    """Whether what is said comes from a device that is meant for a car."""
    name: str = "bedroom"
    """The device that is spoken to."""
    person: str | None = None
    """Who is recognised."""
    players: dict[str, Player] = field(default_factory=dict)
    app: App = field(init=False)
    audio: WatchedAudio = field(init=False)
    answer: Skill = field(init=False)
    """The app as Alexa calls it."""
    can_play: frozenset[str] = frozenset()
    """The names of devices with an audio player."""
    can_show: frozenset[str] = frozenset()
    """The names of devices with a screen."""
    watch: Callable[[Mapping[str, Any]], None] = lambda _: None
    """Is shown every response."""

    def __post_init__(self) -> None:
        self.audio = WatchedAudio(ImaginedAudio(self.content.library))
        self.app = App(self.content, self.store, Random(7), audio=self.audio)
        self.answer = desk_skill(self.app, lambda _: self.hour)

    def prepare(self, exchange: Exchange) -> Player:
        """Let happen what a turn says happens before it, and return its device; raises Unplayable."""
        self.name = exchange.device or self.name
        if exchange.person:
            self.person = None if exchange.person == NOBODY else exchange.person
        self.now += exchange.later
        self.store.fails = {GONE: True, BACK: False}.get(exchange.store or "", self.store.fails)
        self.audio.fails = {GONE: True, BACK: False}.get(exchange.audio or "", self.audio.fails)
        if exchange.content:
            self.app.content = without(self.content, exchange.content)
        self.hour = self.hour if exchange.hour is None else exchange.hour
        self.car = self.car if exchange.car is None else exchange.car
        player = self.player()
        if exchange.attributes is not None:
            player.device.attributes = dict(exchange.attributes)
        return player

    def player(self) -> Player:
        """Return the device that is spoken to, at this time."""
        if self.name not in self.players:
            device = Device(self._skill, self.understanding, self.content.library.speech_time, self.now)
            if self.name in self.can_play:
                device.listen = partial(stream_sounds, audio=self.audio)
            self.players[self.name] = Player(device)
        player = self.players[self.name]
        shows = self.name in self.can_show
        player.device.sender = Sender(device=f"device.{self.name}", person=self.person, screen=shows)
        player.device.now = max(player.device.now, self.now)
        return player

    def _skill(self, event: dict[str, Any]) -> Mapping[str, Any]:
        if self.car:
            event["context"]["Automotive"] = {}
        answer = self.answer(event)
        if faults := faults_of(answer, event["request"]["type"]):
            raise Unplayable("; ".join(faults))
        self.watch(answer["response"])
        ssml = response_ssml(answer["response"])
        self.said += [ssml] if ssml else []
        return answer
