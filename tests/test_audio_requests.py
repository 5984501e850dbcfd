"""What a device tells of its audio, and its buttons: never answered with a word, whatever goes wrong."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from skill.app import App
from skill.audio.port import AudioFault
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.content import Content
from skill.practice.library import Library
from skill.practice.place import Place
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.preferences import CheckIns, Preferences
from skill.practice.spec import Spec
from skill.simulator import envelope
from skill.simulator.desk import desk_skill
from skill.simulator.envelope import Sender
from skill.simulator.imagined import ImaginedAudio
from skill.simulator.understanding import SlotValue
from skill.store.port import HOUSEHOLD, Changes, Kept, Listener, Memory, Store, StoreFault
from tests.dialogue import check

NOW = 1_790_000_000
DAY, NIGHT = Spec("standard", 10), Spec("bedtime_release", 10)
EVENTS = ("PlaybackStarted", "PlaybackNearlyFinished", "PlaybackStopped", "PlaybackFinished")
BUTTONS = ("Play", "Pause", "Next", "Previous")
REQUESTS = [
    *(envelope.audio_event(kind, "", 0.0)["type"] for kind in EVENTS),
    "AudioPlayer.PlaybackFailed",
    *(envelope.button(kind)["type"] for kind in BUTTONS),
    "System.ExceptionEncountered",
]


class Remembering:
    """A store that keeps one memory, and what was asked of it."""

    def __init__(self, memory: Memory | None = None) -> None:
        self.memory, self.loads = memory or Memory(Preferences(check_ins=CheckIns.NONE), welcomed=True), 0
        self.saved: list[tuple[Listener, Changes]] = []

    def load(self, listener: Listener) -> Memory | None:
        self.loads += 1
        return self.memory

    def save(self, listener: Listener, changes: Changes, now: int) -> None:
        self.saved.append((listener, changes))
        self.memory = self.memory.after(changes, now)

    def delete(self, listener: Listener) -> None:
        raise NotImplementedError

    def delete_account(self, user: str) -> None:
        raise NotImplementedError


class Broken(Remembering):
    """A store that fails, as it may or as it never should."""

    def __init__(self, fault: Exception) -> None:
        super().__init__()
        self.fault = fault

    def load(self, listener: Listener) -> Memory | None:
        raise self.fault

    def save(self, listener: Listener, changes: Changes, now: int) -> None:
        raise self.fault


class BrokenAudio:
    """Audio whose plans cannot be made, or that cannot be put anywhere."""

    def __init__(self, fault: Exception, library: Library | None = None) -> None:
        self.fault, self._library = fault, library

    def plan(self, spec: Spec) -> Plan:
        if self._library is None:
            raise self.fault
        return make_plan(spec, self._library)

    def url(self, stream: Stream) -> str:
        raise self.fault


def token(spec: Spec = DAY, person: str = HOUSEHOLD, counted: bool = False) -> str:
    return Token(Stream(spec), person, NOW - 100, 0.0, counted).to_wire()


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


@pytest.mark.parametrize("spec", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("kind", REQUESTS)
def test_no_word_in_answer(kind: str, spec: Spec, content: Content) -> None:
    ask(app(content, Remembering()), kind, token(spec))


@pytest.mark.parametrize("wire", ["", "garbage", "1garbage", "2" + token()[1:]])
@pytest.mark.parametrize("kind", REQUESTS)
def test_a_token_that_cannot_be_read_changes_nothing(kind: str, wire: str, content: Content) -> None:
    store = Remembering()
    assert not [
        each for each in ask(app(content, store), kind, wire).get("directives", []) if "Play" in each["type"][12:]
    ]
    assert store.saved == []


@pytest.mark.parametrize("fault", [StoreFault("gone"), RuntimeError("never foreseen")], ids=["gone", "broken"])
@pytest.mark.parametrize("kind", REQUESTS)
def test_no_word_in_answer_when_the_store_fails(kind: str, fault: Exception, content: Content) -> None:
    ask(app(content, Broken(fault)), kind, token())


@pytest.mark.parametrize("fault", [AudioFault("gone"), RuntimeError("never foreseen")], ids=["gone", "broken"])
@pytest.mark.parametrize("usable", [True, False])
@pytest.mark.parametrize("kind", REQUESTS)
def test_no_word_in_answer_when_the_audio_fails(kind: str, usable: bool, fault: Exception, content: Content) -> None:
    audio = BrokenAudio(fault, content.library if usable else None)
    ask(App(content, Remembering(), audio=audio), kind, token())


def test_a_spoken_answer_when_the_library_of_the_audio_is_broken(content: Content) -> None:
    audio = BrokenAudio(RuntimeError("never foreseen"))
    state = {"token": token(), "offsetInMilliseconds": 0, "playerActivity": "PLAYING"}
    event = envelope.envelope(envelope.intent("AMAZON.NextIntent", {}), Sender(), "s", {}, NOW, True, state)
    answer = desk_skill(App(content, Remembering(), audio=audio))(event)
    assert "Something went wrong on my side" in answer["response"]["outputSpeech"]["ssml"]


def test_stopping_keeps_the_place_for_whom_it_plays(content: Content) -> None:
    store = Remembering()
    ask(app(content, store), "AudioPlayer.PlaybackStopped", token(person="amzn1.ask.person.ANNA"), 200.0)
    assert store.loads == 1  # whether anybody is still remembered
    assert store.saved[0][0] == Listener(Sender().user, "amzn1.ask.person.ANNA")
    plan = make_plan(DAY, content.library)
    kept = changes(store).kept
    assert kept
    assert kept.place == plan.segments[plan.at(200.0)].place
    assert (kept.at, kept.until, changes(store).run, changes(store).finished) == (NOW, 0, NOW - 100, False)


def test_nothing_is_read_or_written_for_what_only_begins(content: Content) -> None:
    store = Remembering()
    for kind in ("PlaybackStarted", "PlaybackNearlyFinished"):
        ask(app(content, store), f"AudioPlayer.{kind}", token())
    assert (store.loads, store.saved) == (0, [])


def test_the_end_counts_and_keeps_nothing(content: Content) -> None:
    store = Remembering()
    ask(app(content, store), "AudioPlayer.PlaybackFinished", token(), 600.0)
    assert changes(store) == Changes(forget_kept=True, finished=True, run=NOW - 100)


def test_a_session_left_in_its_closing_rest_counts_once(content: Content) -> None:
    rest, store = make_plan(DAY, content.library).starts[-2], Remembering()
    ask(app(content, store), "AudioPlayer.PlaybackStopped", token(), rest + 5)
    response = ask(app(content, store), "PlaybackController.PlayCommandIssued", token(), rest + 5)
    taken_up = response["directives"][0]["audioItem"]["stream"]["token"]
    assert store.memory.sessions == 1
    for kind in ("PlaybackStopped", "PlaybackFinished"):
        ask(app(content, store), f"AudioPlayer.{kind}", taken_up, rest + 10)
    assert store.memory.sessions == 1


def test_a_session_moved_on_to_its_closing_rest_counts(content: Content) -> None:
    rest, store = make_plan(DAY, content.library).starts[-2], Remembering()
    response = ask(app(content, store), "PlaybackController.NextCommandIssued", token(), rest - 5, "PLAYING")
    held = response["directives"][0]["audioItem"]["stream"]["token"]
    ask(app(content, store), "AudioPlayer.PlaybackFinished", held, 600.0)
    assert store.memory.sessions == 1


@pytest.mark.parametrize("short", [0.0, 0.001, 0.04])
def test_an_offset_just_before_a_muscle_group_is_that_group(short: float, content: Content) -> None:
    plan, store = make_plan(DAY, content.library), Remembering()
    ask(app(content, store), "AudioPlayer.PlaybackStopped", token(), plan.starts[4] - short)
    kept = changes(store).kept
    assert kept
    assert kept.place == plan.segments[4].place


@pytest.mark.parametrize("kind", [f"AudioPlayer.{kind}" for kind in EVENTS])
def test_bedtime_was_counted_when_it_began(kind: str, content: Content) -> None:
    store = Remembering()
    ask(app(content, store), kind, token(NIGHT))
    assert store.saved == []


def test_audio_that_fails_keeps_the_place_and_is_logged(content: Content, caplog: pytest.LogCaptureFixture) -> None:
    store = Remembering()
    with caplog.at_level(logging.WARNING):
        ask(app(content, store), "AudioPlayer.PlaybackFailed", token(), 200.0)
    assert changes(store).kept
    assert [getattr(record, "error", "") for record in caplog.records] == ["MEDIA_ERROR_INVALID_REQUEST"]
    assert Sender().user not in caplog.text


def test_audio_that_fails_before_it_began_moves_no_place(content: Content) -> None:
    store = Remembering()
    failed = request("AudioPlayer.PlaybackFailed", token())
    failed["currentPlaybackState"] = failed["currentPlaybackState"] | {"token": token(NIGHT)}
    desk_skill(app(content, store))(envelope.untold(failed, Sender(), NOW, {"playerActivity": "IDLE"}))
    assert store.saved == []


@pytest.mark.parametrize(("button", "offset"), [("Play", 100.0), ("Next", 0.0), ("Previous", 0.0)])
def test_buttons_play(button: str, offset: float, content: Content) -> None:
    store = Remembering()
    response = ask(app(content, store), f"PlaybackController.{button}CommandIssued", token(), 100.0, "PLAYING")
    (directive,) = response["directives"]
    stream = directive["audioItem"]["stream"]
    held = Token.from_wire(stream["token"])
    assert (directive["playBehavior"], held.stream, held.run) == ("REPLACE_ALL", Stream(DAY), NOW)
    assert held.start == stream["offsetInMilliseconds"] / 1000
    plan = make_plan(DAY, content.library)
    here = plan.at(100.0)
    wanted = {"Play": plan.line_at(100.0), "Next": plan.starts[here + 1], "Previous": plan.starts[here - 1]}
    assert held.start == pytest.approx(wanted[button], abs=0.001)
    assert changes(store).run == NOW


def test_the_pause_button_stops(content: Content) -> None:
    response = ask(app(content, Remembering()), "PlaybackController.PauseCommandIssued", token())
    assert response["directives"] == [{"type": "AudioPlayer.Stop"}]


def test_every_playing_has_a_token_of_its_own(content: Content) -> None:
    skill = app(content, Remembering())
    said = []
    for later in range(3):
        state = {"token": token(), "offsetInMilliseconds": 100_000, "playerActivity": "PLAYING"}
        request = envelope.intent("AMAZON.ResumeIntent", {})
        answer = desk_skill(skill)(envelope.envelope(request, Sender(), "s", {}, NOW + later, True, state))
        said.append(answer["response"]["directives"][0]["audioItem"]["stream"]["token"])
    assert len(set(said)) == 3


def test_words_while_it_plays_are_kept_for_whom_it_plays(content: Content) -> None:
    store = Remembering()
    state = {
        "token": token(person="amzn1.ask.person.ANNA"),
        "offsetInMilliseconds": 100_000,
        "playerActivity": "PLAYING",
    }
    request, sender = envelope.intent("AMAZON.PauseIntent", {}), replace(Sender(), person="amzn1.ask.person.BEN")
    desk_skill(app(content, store))(envelope.envelope(request, sender, "s", {}, NOW, True, state))
    assert [listener.person for listener, _ in store.saved] == ["amzn1.ask.person.ANNA"]


def test_more_wishes_than_a_token_holds_are_spoken(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skill.audio.token.LONGEST", 20)
    event = envelope.envelope(envelope.launch(), Sender(), "s", {}, NOW, True, {"playerActivity": "IDLE"})
    answer = desk_skill(app(content, Remembering()))(event)
    assert "Ten minutes of" in answer["response"]["outputSpeech"]["ssml"]
    assert "directives" not in answer["response"]


ANNA, BEN = "amzn1.ask.person.ANNA", "amzn1.ask.person.BEN"


def say(skill: App, spoken: dict[str, Any], person: str | None, held: str = "", **state: Any) -> dict[str, Any]:
    """Return the answer to words on a device that plays Anna's session, or holds another token."""
    player = {"token": held or token(person=ANNA), "offsetInMilliseconds": 100_000, "playerActivity": "PLAYING"} | state
    sender = replace(Sender(), person=person)
    return dict(desk_skill(skill)(envelope.envelope(spoken, sender, "s", {}, NOW, True, player)))


def test_the_wishes_of_another_person_are_their_own_while_it_plays(content: Content) -> None:
    store = Remembering()
    say(app(content, store), envelope.intent("SetMinutesIntent", {"minutes": SlotValue("20", None)}), BEN)
    assert {listener.person for listener, _ in store.saved} == {BEN}


@pytest.mark.parametrize(("person", "asked"), [(BEN, BEN), (None, HOUSEHOLD), (ANNA, ANNA)])
def test_nobody_deletes_what_is_kept_for_whom_it_plays(person: str | None, asked: str, content: Content) -> None:
    answer = say(app(content, Remembering()), envelope.intent("DeleteDataIntent", {}), person)
    assert answer["sessionAttributes"]["person"] == asked


def test_a_voice_that_was_not_recognised_takes_up_what_was_paused(content: Content) -> None:
    kept = Kept(DAY, place_at(content, 100.0), NOW - 100, until=NOW + 500)
    store = Remembering(Memory(Preferences(check_ins=CheckIns.NONE), kept=kept, welcomed=True))
    held = Token(Stream(DAY), ANNA, NOW - 300).to_wire()
    answer = say(app(content, store), envelope.intent("AMAZON.ResumeIntent", {}), None, held, playerActivity="STOPPED")
    assert answer["response"]["directives"][0]["type"] == "AudioPlayer.Play"
    assert {listener.person for listener, _ in store.saved} == {ANNA}


def test_a_night_is_spoken_on_where_it_cannot_be_played(content: Content) -> None:
    broken = App(content, Remembering(), audio=BrokenAudio(AudioFault("gone"), content.library))
    answer = say(broken, envelope.intent("AMAZON.ResumeIntent", {}), ANNA, token(NIGHT, ANNA))["response"]
    assert "Back to" in answer["outputSpeech"]["ssml"]
    assert answer["shouldEndSession"]


def test_a_button_that_cannot_play_on_stops_nothing(content: Content) -> None:
    broken = App(content, Remembering(), audio=BrokenAudio(AudioFault("gone"), content.library))
    assert ask(broken, "PlaybackController.NextCommandIssued", token(), 100.0, "PLAYING") == {}


def test_pain_stops_what_plays_and_asks_before_it_goes_on(content: Content) -> None:
    answer = say(app(content, Remembering()), envelope.intent("PainIntent", {}), ANNA, offsetInMilliseconds=0)
    assert answer["response"]["directives"] == [{"type": "AudioPlayer.Stop"}]
    assert answer["response"]["shouldEndSession"] is False


def test_a_launch_does_not_break_off_a_night(content: Content) -> None:
    answer = say(app(content, Remembering()), envelope.launch(), ANNA, token(NIGHT, ANNA))["response"]
    held = Token.from_wire(answer["directives"][0]["audioItem"]["stream"]["token"])
    assert held.stream.spec == NIGHT


def place_at(content: Content, seconds: float) -> Place:
    plan = make_plan(DAY, content.library)
    return plan.segments[plan.at(seconds)].place


def test_what_was_deleted_meanwhile_does_not_come_back(content: Content) -> None:
    store = Forgetful()
    ask(app(content, store), "AudioPlayer.PlaybackStopped", token(), 100.0)
    assert store.saved == []


class Forgetful(Remembering):
    """A store that knows nobody any more."""

    def load(self, listener: Listener) -> Memory | None:
        return None
