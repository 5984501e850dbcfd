"""A device that holds audio of ours, what it tells and what is said to it, with stores and audio that may fail."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from skill.app.app import App
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.content.content import Content
from skill.practice.library import Library
from skill.practice.place import OPENING, Place
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.preferences import CheckIns, Preferences
from skill.practice.spec import Spec
from skill.simulator import envelope
from skill.simulator.desk import desk_skill
from skill.simulator.envelope import Sender
from skill.simulator.imagined import ImaginedAudio
from skill.store.port import HOUSEHOLD, Changes, Listener, Memory, Store
from tests.dialogue import check
from tests.strategies import library

ANNA, BEN = "amzn1.ask.person.ANNA", "amzn1.ask.person.BEN"
NOW = 1_790_000_000
MADE_BY = library().made_by
DAY, NIGHT = Spec("standard", 10), Spec("bedtime_release", 10)


class Remembering:
    """A store that keeps one memory, and what was asked of it."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory, self.loads = memory or Memory(preferences=Preferences(check_ins=CheckIns.NONE), welcomed=True), 0
        self.saved: list[tuple[Listener, Changes]] = []

    def load(self, listener: Listener) -> Memory | None:
        self.loads += 1
        return replace(self.memory, since=0)

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        self.saved.append((listener, changes))
        self.memory = self.memory.after(changes, now)
        return True

    def delete(self, listener: Listener, asked: int) -> None:
        raise NotImplementedError

    def delete_account(self, user: str, asked: int) -> None:
        raise NotImplementedError


class Broken(Remembering):
    """A store that fails, as it may or as it never should."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self.fault = fault

    def load(self, listener: Listener) -> Memory | None:
        raise self.fault

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        raise self.fault


class BrokenAudio:
    """Audio whose plans cannot be made, or that cannot be put anywhere."""

    def __init__(self, fault: Exception, library: Library | None = None) -> None:
        self.fault, self._library, self.made_by = fault, library, MADE_BY

    def plan(self, spec: Spec) -> Plan:
        if self._library is None:
            raise self.fault
        return make_plan(spec, self._library)

    def url(self, stream: Stream) -> str:
        raise self.fault


def token(spec: Spec = DAY, person: str = HOUSEHOLD, counted: bool = False) -> str:
    return Token(Stream(spec), person, NOW - 100, 0.0, counted, MADE_BY, Place(OPENING)).to_wire()


def request(kind: str, token: str, offset: float = 100.0) -> dict[str, Any]:
    made: dict[str, Any] = {"type": kind}
    if kind.startswith("AudioPlayer."):
        made |= {"token": token, "offsetInMilliseconds": round(offset * 1000)}
    if kind == "AudioPlayer.PlaybackFailed":
        del made["offsetInMilliseconds"]
        state = {"token": token, "offsetInMilliseconds": round(offset * 1000), "playerActivity": "PLAYING"}
        made |= {"error": {"type": "MEDIA_ERROR_INVALID_REQUEST", "message": "gone"}, "currentPlaybackState": state}
    return made


def app(content: Content, store: Store) -> App:
    return App(content, store, audio=ImaginedAudio(content.library))


def ask(app: App, kind: str, token: str, offset: float = 100.0, activity: str = "STOPPED") -> Mapping[str, Any]:
    state = {"token": token, "offsetInMilliseconds": round(offset * 1000), "playerActivity": activity}
    event = envelope.untold(request(kind, token, offset), Sender(), NOW, state if token else {"playerActivity": "IDLE"})
    answer = desk_skill(app)(event)
    check(answer, kind)
    response: Mapping[str, Any] = answer["response"]
    return response


def changes(store: Remembering) -> Changes:
    assert len(store.saved) == 1
    return store.saved[0][1]


def say(skill: App, spoken: dict[str, Any], person: str | None, held: str = "", **state: Any) -> dict[str, Any]:
    """Return the answer to words on a device that plays Anna's session, or holds another token."""
    player = {"token": held or token(person=ANNA), "offsetInMilliseconds": 100_000, "playerActivity": "PLAYING"} | state
    sender = replace(Sender(), person=person)
    return dict(desk_skill(skill)(envelope.envelope(spoken, sender, "s", {}, NOW, True, player)))
