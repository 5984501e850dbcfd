"""Plays the dialogues of tests/dialogues: real skill, real understanding, a simulated clock."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree

import yaml

from skill.app.app import App
from skill.audio.port import AudioFault
from skill.audio.stream import Stream
from skill.content.content import Content
from skill.practice.plan import Plan
from skill.practice.spec import Spec
from skill.simulator.audio_player import PLAYING
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device
from skill.simulator.envelope import Sender
from skill.simulator.imagined import ImaginedAudio, stream_sounds
from skill.simulator.playback import response_ssml, transcript
from skill.simulator.script import OVER, SILENCE, Cue, Player
from skill.simulator.understanding import Understanding
from skill.speech.ssml import LIMIT
from skill.store.port import Changes, Listener, Memory, Store, StoreFault

DIALOGUES = Path(__file__).parent / "dialogues"
BEGIN = 1_790_000_000.0
"""When every dialogue begins, in epoch seconds."""
LARGEST_RESPONSE = 24_000
"""Characters of a whole response, session attributes included."""
NOBODY = "nobody"
"""As a person in a dialogue: nobody is recognised."""
TURN_KEYS = {
    "after",
    "you",
    "alexa",
    "never",
    "open",
    "device",
    "person",
    "later",
    "end",
    "store",
    "content",
    "attributes",
    "hour",
    "car",
    "press",
    "plays",
    "audio",
}


@dataclass(slots=True)
class Watched:
    """A store that counts its calls, and fails when told to."""

    store: Store
    fails: frozenset[str] = frozenset()
    loads: int = 0
    saves: int = 0

    def load(self, listener: Listener) -> Memory | None:
        self.loads += 1
        self._fail("load")
        return self.store.load(listener)

    def save(self, listener: Listener, changes: Changes, now: int) -> None:
        self.saves += 1
        self._fail("save")
        self.store.save(listener, changes, now)

    def delete(self, listener: Listener) -> None:
        self.store.delete(listener)

    def delete_account(self, user: str) -> None:
        self.store.delete_account(user)

    def _fail(self, what: str) -> None:
        if what in self.fails:
            raise StoreFault("as the test wants it")


@dataclass(slots=True)
class WatchedAudio:
    """Audio that can be gone."""

    audio: ImaginedAudio
    fails: bool = False

    def plan(self, spec: Spec) -> Plan:
        return self.audio.plan(spec)

    def url(self, stream: Stream) -> str:
        if self.fails:
            raise AudioFault("as the test wants it")
        return self.audio.url(stream)


@dataclass(slots=True)
class Stage:
    """One dialogue being played."""

    content: Content
    understanding: Understanding
    store: Watched
    said: list[str] = field(default_factory=list)
    """Every SSML that was spoken."""
    now: float = BEGIN
    hour: int | None = None
    """Of the day where the device is; None where that is not known."""
    car: bool = False
    """Whether what is said comes from a device that is meant for a car."""
    players: dict[str, Player] = field(default_factory=dict)
    app: App = field(init=False)
    audio: WatchedAudio = field(init=False)
    can_play: frozenset[str] = frozenset()
    """The names of devices with an audio player."""
    watch: Callable[[Mapping[str, Any]], None] = lambda _: None
    """Is shown every response."""

    def __post_init__(self) -> None:
        self.audio = WatchedAudio(ImaginedAudio(self.content.library))
        self.app = App(self.content, self.store, Random(7), audio=self.audio)

    def player(self, name: str, person: str | None) -> Player:
        """Return the device of that name."""
        if name not in self.players:
            device = Device(self._skill, self.understanding, self.content.library.speech_time, self.now)
            if name in self.can_play:
                device.listen = partial(stream_sounds, audio=self.audio)
            self.players[name] = Player(device)
        player = self.players[name]
        player.device.sender = Sender(device=f"device.{name}", person=person)
        player.device.now = max(player.device.now, self.now)
        return player

    def _skill(self, event: dict[str, Any]) -> Mapping[str, Any]:
        if self.car:
            event["context"]["Automotive"] = {}
        answer = desk_skill(self.app, lambda _: self.hour)(event)
        check(answer, event["request"]["type"])
        self.watch(answer["response"])
        ssml = response_ssml(answer["response"])
        self.said += [ssml] if ssml else []
        return answer


def check(answer: Mapping[str, Any], kind: str) -> None:
    """What holds for every response: valid, within the limits, open if and only if it asks."""
    response, ssml = answer["response"], response_ssml(answer["response"])
    assert len(str(answer)) <= LARGEST_RESPONSE
    assert len(ssml) <= LIMIT
    if ssml:
        text = "".join(ElementTree.fromstring(ssml).itertext()).strip()
        asks = text.endswith("?")
        assert asks is not response.get("shouldEndSession", True), text[-80:]
        breaks = re.findall(r'time="(\d+)s"', ssml)
        assert all(int(seconds) <= 10 for seconds in breaks)
    assert bool(response_ssml(response, "reprompt")) is (response.get("shouldEndSession") is False)
    if kind == "SessionEndedRequest":
        assert not response.get("outputSpeech")
    check_audio(response, str(kind))


def check_audio(response: Mapping[str, Any], kind: str) -> None:
    """What holds wherever audio is played or told of (PLATFORM.md)."""
    directives = response.get("directives") or []
    assert len(directives) <= 1
    for directive in directives:
        if directive["type"] == "AudioPlayer.Play":
            assert response.get("shouldEndSession", True) is True
            stream = directive["audioItem"]["stream"]
            assert len(stream["token"]) <= 1024
            assert stream["url"].startswith("https://")
            assert "expectedPreviousToken" not in stream
    if kind.startswith("AudioPlayer."):
        assert not directives
    if kind.startswith(("AudioPlayer.", "PlaybackController.", "System.")):
        assert not response.keys() & {"outputSpeech", "card", "reprompt", "shouldEndSession"}


def dialogues() -> list[Any]:
    """Return every dialogue with a readable name."""
    found = []
    for path in sorted(DIALOGUES.glob("*.yaml")):
        found += [(f"{path.stem}: {each['name']}", each) for each in yaml.safe_load(path.read_text("utf-8"))]
    return found


def play(dialogue: Mapping[str, Any], stage: Stage, changed: Callable[[str], Content]) -> None:
    """Play a dialogue; an assertion names the turn that went wrong."""
    if dialogue.get("given") == "welcomed":
        stage.store.store.save(Listener(Sender().user), Changes(welcomed=True), int(stage.now))
    stage.can_play = frozenset(dialogue.get("can_play", ()))
    name, person = "bedroom", None
    for order, turn in enumerate(dialogue["turns"], start=1):
        assert set(turn) <= TURN_KEYS, f"turn {order}: {set(turn) - TURN_KEYS}"
        assert isinstance(turn.get("you", ""), str), f'turn {order}: put yes and no in "quotes"'
        name, person = turn.get("device", name), turn.get("person", person)
        person = None if person == NOBODY else person
        stage.now += seconds(turn.get("later", "0 s"))
        if "store" in turn:
            stage.store.fails = {"gone": frozenset(("load", "save")), "back": frozenset()}[turn["store"]]
        if "audio" in turn:
            stage.audio.fails = {"gone": True, "back": False}[turn["audio"]]
        if "content" in turn:
            stage.app.content = changed(turn["content"])
        stage.hour, stage.car = turn.get("hour", stage.hour), turn.get("car", stage.car)
        player = stage.player(name, person)
        if "attributes" in turn:
            player.device.attributes = turn["attributes"]
        heard = _turn(player, turn)
        stage.now = player.device.now
        _expect(turn, heard, player, f"turn {order} ({turn.get('you', turn.get('end'))})")


def seconds(text: str) -> float:
    """Return the seconds of "8 h"."""
    return Cue.read(f"({text})").after or 0.0


def _turn(player: Player, turn: Mapping[str, Any]) -> list[str]:
    if "end" in turn:
        player.device.now += seconds(turn.get("after", "0 s"))
        player.device.end(turn["end"])
        return []
    if "press" in turn:
        player.device.now += seconds(turn.get("after", "0 s"))
        player.playing = player.device.press(turn["press"])
        return transcript(player.playing)
    return [line.removeprefix("alexa: ") for line in player.step(Cue.read(turn.get("you", SILENCE)))][1:]


def _expect(turn: Mapping[str, Any], heard: list[str], player: Player, at: str) -> None:
    text = " ".join(line for line in heard if line != OVER)
    position = 0
    for wanted in _list(turn.get("alexa", [])):
        found = text.find(wanted, position)
        assert found >= 0, f"{at}: {wanted!r} is not in (what is left of) {text[position:]!r}"
        position = found + len(wanted)
    for unwanted in _list(turn.get("never", [])):
        assert unwanted not in text, f"{at}: {unwanted!r} is in {text!r}"
    if "open" in turn:
        assert player.device.open is turn["open"], f"{at}: open is {player.device.open}; {text!r}"
    activity = player.device.player.activity
    if "plays" in turn:
        assert (activity == PLAYING) is turn["plays"], f"{at}: the player is {activity}; {text!r}"


def _list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
