"""One page talking: what it sends becomes what an Echo hears, and what it is sent back is all that it shows.

The page has the clock: every message says what time it is there, so that time can be fast, or stand still.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from skill.handlers.meanings import TOUCHES
from skill.simulator.audio_player import PLAYING
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device
from skill.simulator.imagined import stream_sounds
from skill.simulator.page.choices import DEVICES, PEOPLE, Choices, NotToBeChosen
from skill.simulator.page.house import House
from skill.simulator.page.shown import shown_sounds, shown_timeline
from skill.simulator.page.timeline import Timeline, timeline_of
from skill.simulator.page.watched_app import WatchedApp
from skill.simulator.playback import Sound, remaining
from skill.simulator.script import MILLISECOND
from skill.store import record
from skill.store.port import HOUSEHOLD, Listener, StoreFault

Message = dict[str, Any]
LATEST = 4e9
"""Epoch seconds up to which a page's clock is believed: the year 2096."""
BUTTONS = ("Play", "Pause", "Next", "Previous")


class NoMessage(ValueError):
    """What a page has sent is none of what it may send; it says why."""


@dataclass(slots=True)
class Room:
    """A device, and what it says."""

    device: Device
    sounds: list[Sound] = field(default_factory=list)
    timeline: Timeline | None = None
    since: float = 0.0
    """When that began, in epoch seconds."""

    def left(self, now: float) -> "Room":
        """Return it with what is left to be heard from a time on."""
        passed = max(0.0, now - self.since)
        timeline = self.timeline and replace(self.timeline, begins=self.timeline.begins - passed)
        return Room(self.device, remaining(self.sounds, passed), timeline, now)


class Conversation:
    """Everything between one page and the skill."""

    def __init__(self, house: House) -> None:
        """Take what all pages share."""
        self.house, self.choices = house, Choices()
        self.now = 0.0
        """What time it is on the page, in epoch seconds; 0 until it has told."""
        edition = house.edition_of(self.choices.locale)
        self.app = WatchedApp(edition.content, house.store, edition_of=house.edition_of)
        self._skill = desk_skill(self.app, lambda _: self.choices.hour)
        self._asked: Mapping[str, Any] = {}
        self._answered: Mapping[str, Any] = {}
        self._rooms: dict[str, Room] = {}
        self._told = house.content.readings

    def take(self, wire: Any) -> Iterator[Message]:
        """Yield what a page is sent for what it has sent; raises NoMessage."""
        done = self._done(wire.get("do")) if isinstance(wire, Mapping) else None
        if done is None:
            raise NoMessage("there is nothing to do in it")
        self.now = max(self.now, _moment(wire.get("now")))
        yield from self.content_news()
        try:
            yield from done(wire)
        except NotToBeChosen as error:
            raise NoMessage(str(error)) from None

    def content_news(self) -> Iterator[Message]:
        """Yield what is new about the content, where an author has edited it."""
        self.house.content.refresh()
        if self._told != self.house.content.readings:
            yield self._content()

    def leave(self) -> None:
        """Do what a device does whom its listener leaves: what plays is paused, what is open closes."""
        for room in self._rooms.values():
            room.device.now = max(self.now, room.device.now)
            if room.device.player.activity == PLAYING:
                room.device.press("Pause")
            room.device.end("USER_INITIATED")

    def _done(self, what: Any) -> Callable[[Mapping[str, Any]], Iterator[Message]] | None:
        return {
            "choose": self._choose,
            "say": self._say,
            "press": self._press,
            "touch": self._touch,
            "silence": self._silence,
            "ended": self._ended,
            "leave": self._leave,
        }.get(what if isinstance(what, str) else "")

    def _choose(self, wire: Mapping[str, Any]) -> Iterator[Message]:
        self.choices = Choices.read(wire.get("choices"), self.house.locales)
        yield {
            "kind": "chosen",
            "choices": vars(self.choices),
            "options": {"locale": self.house.locales, "device": list(DEVICES), "person": list(PEOPLE)},
            "speaks": self.house.clips.speech is not None,
            "hears": self.house.hearing is not None,
        }
        yield self._content()
        yield self._message(self._room().left(self.now))

    def _say(self, wire: Mapping[str, Any]) -> Iterator[Message]:
        words, room = wire.get("words"), self._room()
        if not isinstance(words, str) or not words.strip():
            raise NoMessage("no words are said")
        yield self._performed(room, room.device.hear(words))

    def _press(self, wire: Mapping[str, Any]) -> Iterator[Message]:
        if wire.get("button") not in BUTTONS:
            raise NoMessage("there is no such button")
        room = self._room()
        yield self._performed(room, room.device.press(wire["button"]))

    def _touch(self, wire: Mapping[str, Any]) -> Iterator[Message]:
        if wire.get("part") not in list(TOUCHES) or not self.choices.screen:
            raise NoMessage("there is nothing to touch")
        room = self._room()
        yield self._performed(room, room.device.touch(wire["part"]))

    def _silence(self, _: Mapping[str, Any]) -> Iterator[Message]:
        """The microphone has been open twice, and nothing was said."""
        room = self._room()
        room.device.end("EXCEEDED_MAX_REPROMPTS")
        yield {"kind": "inside", "inside": self._inside(room.device)}

    def _ended(self, _: Mapping[str, Any]) -> Iterator[Message]:
        """What was heard has been heard to its end."""
        room = self._room()
        room.device.now += MILLISECOND
        room.device.catch_up()
        yield {"kind": "inside", "inside": self._inside(room.device)}

    def _leave(self, _: Mapping[str, Any]) -> Iterator[Message]:
        self.leave()
        yield from ()

    def _room(self) -> Room:
        """Return the room of the device that is chosen, as it is at this time."""
        edition, locale = self.house.edition_of(self.choices.locale), self.choices.locale
        name = self.choices.device
        if name not in self._rooms:
            understanding = self.house.understanding(locale)
            device = Device(self._call, understanding, edition.content.library.speech_time, self.now)
            self._rooms[name] = Room(device)
        device = self._rooms[name].device
        device.understanding, device.sender = self.house.understanding(locale), self.choices.sender
        device.speech_time = edition.content.library.speech_time
        assert edition.audio
        device.listen = partial(stream_sounds, audio=edition.audio) if self.choices.plays else None
        device.now = max(device.now, self.now)
        self.app.latest = None
        return self._rooms[name]

    def _call(self, event: dict[str, Any]) -> Mapping[str, Any]:
        self._asked, self._answered = event, self._skill(event)
        return self._answered

    def _performed(self, room: Room, heard: list[Sound] | None) -> Message:
        """Return what is sent of an answer; None is nobody's, and what plays goes on."""
        if heard is None:
            here = room.left(self.now)
            room.sounds, room.timeline, room.since = here.sounds, here.timeline, self.now
        else:
            edition = self.house.edition_of(self.choices.locale)
            assert edition.audio
            room.sounds, room.since = heard, self.now
            room.timeline = timeline_of(self.app.latest, room.device, edition.content.library, edition.audio.plan)
        return self._message(room) | {"nobody": heard is None}

    def _message(self, room: Room) -> Message:
        edition, device, clips = self.house.edition_of(self.choices.locale), room.device, self.house.clips
        timeline = room.timeline if room.sounds else None
        return {
            "kind": "answer",
            "sounds": shown_sounds(room.sounds, clips),
            "reprompt": shown_sounds(device.reprompt, clips) if device.open else [],
            "open": device.open,
            "plays": device.player.activity == PLAYING,
            "timeline": timeline and shown_timeline(timeline, edition.content, clips),
            "inside": self._inside(device),
        }

    def _inside(self, device: Device) -> Message:
        """Return what developers look at."""
        return {
            "understood": str(device.understood) if device.understood else "",
            "request": self._asked,
            "response": self._answered.get("response", {}),
            "attributes": device.attributes,
            "document": device.shown if self.choices.screen else {},
            "record": self._record(),
        }

    def _record(self) -> Any:
        sender = self.choices.sender
        try:
            memory = self.house.store.load(Listener(sender.user, sender.person or HOUSEHOLD))
        except StoreFault as fault:
            return {"fault": str(fault)}
        return record.item(memory) if memory else None

    def _content(self) -> Message:
        self._told = self.house.content.readings
        return {"kind": "content", "faults": [fault._asdict() for fault in self.house.content.faults]}


def _moment(value: Any) -> float:
    if not isinstance(value, (int, float)) or not 0 <= value <= LATEST:
        raise NoMessage("no time is told")
    return float(value)
