"""What a device tells of its audio, and its buttons: never answered with a word, whatever goes wrong."""

import logging

import pytest

from skill.app.app import App
from skill.audio.port import AudioFault
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.content.content import Content
from skill.practice.planner import make_plan
from skill.practice.preferences import CheckIns, Preferences
from skill.practice.routine import Manner
from skill.practice.spec import Spec
from skill.simulator import envelope
from skill.simulator.desk import desk_skill
from skill.simulator.envelope import Sender
from skill.simulator.heard import SlotValue
from skill.store.memory_store import MemoryStore
from skill.store.port import HOUSEHOLD, Changes, Listener, Memory, StoreFault
from tests.app.playing_device import (
    ANNA,
    DAY,
    NIGHT,
    NOW,
    Broken,
    BrokenAudio,
    Remembering,
    app,
    ask,
    changes,
    request,
    say,
    token,
)

EVENTS = ("PlaybackStarted", "PlaybackNearlyFinished", "PlaybackStopped", "PlaybackFinished")
BUTTONS = ("Play", "Pause", "Next", "Previous")
REQUESTS = [
    *(envelope.audio_event(kind, "", 0.0)["type"] for kind in EVENTS),
    "AudioPlayer.PlaybackFailed",
    *(envelope.button(kind)["type"] for kind in BUTTONS),
    "System.ExceptionEncountered",
]


@pytest.mark.parametrize("spec", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("kind", REQUESTS)
def test_no_word_in_answer(kind: str, spec: Spec, content: Content) -> None:
    ask(app(content, Remembering()), kind, token(spec))


@pytest.mark.parametrize("wire", ["", "garbage", "1garbage", "3" + token()[1:]])
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
    assert store.loads == 0
    assert store.saved[0][0] == Listener(Sender().user, "amzn1.ask.person.ANNA")
    plan = make_plan(DAY, content.library)
    kept = changes(store).bookmark
    assert kept
    assert kept.place == plan.segments[plan.at(200.0)].place
    assert (kept.at, kept.until, changes(store).started_at, changes(store).finished) == (NOW, 0, NOW - 100, None)


def test_nothing_is_read_or_written_for_what_only_begins(content: Content) -> None:
    store = Remembering()
    for kind in ("PlaybackStarted", "PlaybackNearlyFinished"):
        ask(app(content, store), f"AudioPlayer.{kind}", token())
    assert (store.loads, store.saved) == (0, [])


def test_the_end_counts_and_keeps_nothing(content: Content) -> None:
    store = Remembering()
    ask(app(content, store), "AudioPlayer.PlaybackFinished", token(), 600.0)
    done = Changes(forget_place=True, finished=Manner.TENSE, done=DAY, played=True, started_at=NOW - 100)
    assert changes(store) == done


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
    kept = changes(store).bookmark
    assert kept
    assert kept.place == plan.segments[4].place


@pytest.mark.parametrize("kind", [f"AudioPlayer.{kind}" for kind in EVENTS])
def test_bedtime_was_counted_when_it_began(kind: str, content: Content) -> None:
    store = Remembering()
    ask(app(content, store), kind, token(NIGHT))
    assert not any(saved.finished for _, saved in store.saved)


def test_audio_that_fails_keeps_the_place_and_is_logged(content: Content, caplog: pytest.LogCaptureFixture) -> None:
    store = Remembering()
    with caplog.at_level(logging.WARNING):
        ask(app(content, store), "AudioPlayer.PlaybackFailed", token(), 200.0)
    assert changes(store).bookmark
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
    assert (directive["playBehavior"], held.stream, held.started_at) == ("REPLACE_ALL", Stream(DAY), NOW)
    assert held.start == stream["offsetInMilliseconds"] / 1000
    plan = make_plan(DAY, content.library)
    here = plan.at(100.0)
    wanted = {"Play": plan.line_at(100.0), "Next": plan.starts[here + 1], "Previous": plan.starts[here - 1]}
    assert held.start == pytest.approx(wanted[button], abs=0.001)
    assert changes(store).started_at == NOW


def test_the_pause_button_stops(content: Content) -> None:
    response = ask(app(content, Remembering()), "PlaybackController.PauseCommandIssued", token())
    assert response["directives"] == [{"type": "AudioPlayer.Stop"}]


def test_a_button_that_cannot_play_on_stops_nothing(content: Content) -> None:
    broken = App(content, Remembering(), audio=BrokenAudio(AudioFault("gone"), content.library))
    assert ask(broken, "PlaybackController.NextCommandIssued", token(), 100.0, "PLAYING") == {}


@pytest.mark.promise("deleted")
def test_what_was_deleted_meanwhile_does_not_come_back(content: Content) -> None:
    store = MemoryStore(clock=lambda: NOW)
    for kind in ("AudioPlayer.PlaybackStopped", "AudioPlayer.PlaybackFinished"):
        ask(app(content, store), kind, token(), 100.0)
    assert not store.items


def test_a_button_goes_on_with_what_plays_whatever_is_wished_since(content: Content) -> None:
    store = Remembering(Memory(preferences=Preferences(check_ins=CheckIns.DEFAULT), welcomed=True))
    response = ask(app(content, store), "PlaybackController.NextCommandIssued", token(), 100.0, "PLAYING")
    assert [each["type"] for each in response["directives"]] == ["AudioPlayer.Play"]


@pytest.mark.parametrize("held", [token(person=ANNA), token(person=HOUSEHOLD)])
def test_a_wish_begins_no_record_of_somebody_whom_a_token_alone_names(held: str, content: Content) -> None:
    store = MemoryStore(lambda: NOW)
    slow = envelope.intent("SetPaceIntent", {"pace": SlotValue("slow", "slow")})
    said = say(app(content, store), slow, None, held)["response"]["outputSpeech"]["ssml"]
    persons = {each.person for each in store.items}
    assert persons <= {HOUSEHOLD}
    assert (content.phrases.adjusting.not_saved in said) is not bool(persons)
