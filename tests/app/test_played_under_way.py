"""What a device plays that another library or other clips made: no offset counts, only the place recorded last."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.app.app import Answer, App
from skill.app.playback import playback_of
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.content.content import Content
from skill.handlers.request import AudioState, Request
from skill.practice.place import Place
from skill.practice.plan import Segment
from skill.practice.planner import make_plan
from skill.practice.spec import Spec
from skill.simulator.imagined import ImaginedAudio
from skill.store.memory_store import MemoryStore
from skill.store.port import HOUSEHOLD
from tests.app.under_way import PLACES, USER, each_place, is_there, said, says_what_is_left, skill
from tests.strategies import library

PLAYED = [each for each in PLACES if "bookmark" in each["played"]["record"]]
NIGHTS = [each for each in PLACES if each["spec"]["routine"].startswith("bedtime")]


def player(content: Content, record: dict[str, Any] | None = None) -> App:
    app = skill(content, record)
    return App(content, app.store, audio=ImaginedAudio(content.library))


def held(under_way: dict[str, Any], intent: str = "AMAZON.ResumeIntent", activity: str = "STOPPED") -> Request:
    """Return what is said to the device that holds the token; or what it tells, its type standing for the intent."""
    wire, told = under_way["played"], intent.startswith(("AudioPlayer.", "PlaybackController."))
    kind, intent = (intent, "") if told else ("IntentRequest", intent)
    state = AudioState(wire["token"], wire["offset"], activity)
    made = said(wire["now"], intent)
    return replace(made, kind=kind, can_play=True, audio_state=state)


def token_of(answer: Answer) -> Token:
    assert answer.playable
    return Token.from_wire(answer.playable.token)


@pytest.mark.parametrize("intent", ["AMAZON.ResumeIntent", "PlaybackController.PlayCommandIssued", "TimeLeftIntent"])
@pytest.mark.parametrize("activity", ["STOPPED", "PLAYING"])
@pytest.mark.parametrize("under_way", PLAYED, ids=[each["name"] for each in PLAYED])
def test_what_a_device_played_is_taken_up_where_it_was_recorded_last(
    under_way: dict[str, Any], activity: str, intent: str, content: Content
) -> None:
    app = player(content, {**under_way["played"]["record"], "wish_check_ins": "none"})
    turn = app.turn(held(under_way, intent, activity))
    assert turn.playback
    assert turn.playback.foreign
    assert turn.position
    assert is_there(turn.position, under_way)
    answer = app.answer(turn)
    sent = token_of(answer)
    assert answer.playable
    assert answer.playable.offset == turn.position.plan.starts[turn.position.index]
    assert (sent.made_by, sent.place) == (content.library.made_by, turn.position.place)
    if turn.request.is_spoken_to and turn.position.index:
        assert says_what_is_left(turn, turn.position, answer.reply.before)


@pytest.mark.parametrize("record", [True, False], ids=["remembered", "forgotten"])
@pytest.mark.parametrize("under_way", NIGHTS, ids=[each["name"] for each in NIGHTS])
def test_a_night_that_named_no_place_is_taken_up_at_its_first_group(
    under_way: dict[str, Any], record: bool, content: Content
) -> None:
    app = player(content, under_way["played"]["record"] if record else None)
    turn = app.turn(held(under_way))
    assert turn.position
    assert turn.position.index == 1
    assert token_of(app.answer(turn)).place == turn.position.place


@each_place
def test_a_place_kept_by_another_run_is_not_that_of_what_plays(under_way: dict[str, Any], content: Content) -> None:
    record = {**under_way["record"], "kept_run": 1_790_009_999}
    record["bookmark"] = {**record["bookmark"], "kept_run": 1_790_009_999, "started_at": 1_790_009_999}
    turn = player(content, record).turn(held(under_way, activity="PLAYING"))
    assert turn.position
    assert turn.position.index == 1


@pytest.mark.parametrize("told", ["AudioPlayer.PlaybackStopped", "AudioPlayer.PlaybackFailed", "AMAZON.PauseIntent"])
@pytest.mark.parametrize("under_way", PLACES, ids=[each["name"] for each in PLACES])
def test_leaving_it_moves_no_kept_place(under_way: dict[str, Any], told: str, content: Content) -> None:
    record = under_way["played"]["record"]
    app = player(content, record)
    app.answer(app.turn(held(under_way, told, "PLAYING")))
    assert isinstance(app.store, MemoryStore)
    assert app.store.items == {USER: record}


@pytest.mark.parametrize("under_way", PLAYED, ids=[each["name"] for each in PLAYED])
def test_the_end_of_it_counts_as_it_always_did(under_way: dict[str, Any], content: Content) -> None:
    app = player(content, under_way["played"]["record"])
    app.answer(app.turn(held(under_way, "AudioPlayer.PlaybackFinished")))
    memory = app.store.load(USER)
    assert memory
    assert (memory.bookmark, memory.sessions) == (None, 1)


def test_what_it_plays_anew_is_its_own_again(content: Content) -> None:
    app, under_way = player(content, PLAYED[2]["played"]["record"]), PLAYED[2]
    sent = token_of(app.answer(app.turn(held(under_way))))
    later = replace(held(under_way), now=under_way["played"]["now"] + 40)
    state = AudioState(sent.to_wire(), sent.start + 20.0, "STOPPED")
    turn = app.turn(replace(later, audio_state=state))
    assert turn.playback
    assert (turn.playback.foreign, turn.playback.offset, turn.is_foreign) == (False, sent.start + 20.0, False)
    assert not app.answer(turn).reply.before


OTHERS = st.sampled_from(["", "0" * 12, "made by other clips", "'; DROP TABLE"])
DAY = make_plan(Spec("standard", 10), library())
MOMENTS = st.floats(0, 10_000)


@given(OTHERS, st.sampled_from(DAY.segments), MOMENTS, MOMENTS, st.floats(0, 700))
def test_the_place_of_what_other_audio_made_never_depends_on_seconds(
    made_by: str, segment: Segment, now: float, offset: float, start: float
) -> None:
    began = 1_790_000_000
    token = Token(Stream(DAY.spec), HOUSEHOLD, began, round(start, 3), False, made_by, segment.place)
    state = AudioState(token.to_wire(), offset, "PLAYING")
    for audio in (ImaginedAudio(library()), None):
        request = Request(kind="IntentRequest", now=began + round(now), can_play=True, audio_state=state)
        playback = playback_of(request, Token.from_wire(token.to_wire()), library(), audio)
        assert playback
        assert playback.foreign
        assert playback.bookmark.place == segment.place
        assert playback.offset == DAY.starts[DAY.segments.index(segment)]
        assert playback.heard == pytest.approx(max(0.0, offset - token.start))
        assert playback.bookmark.position(lambda _: DAY, now, library().made_by).place == segment.place


@given(st.sampled_from(range(len(DAY.segments))))
def test_with_its_own_audio_seconds_count(index: int) -> None:
    token = Token(Stream(DAY.spec), HOUSEHOLD, 0, 0.0, False, library().made_by, DAY.segments[0].place)
    request = Request(kind="IntentRequest", now=0, audio_state=AudioState("held", DAY.starts[index] + 1.0, "PLAYING"))
    playback = playback_of(request, token, library(), ImaginedAudio(library()))
    assert playback
    assert (playback.foreign, playback.bookmark.place) == (False, DAY.segments[index].place)


def test_a_token_of_another_group_than_there_is_is_taken_up_nearby() -> None:
    token = Token(Stream(DAY.spec), HOUSEHOLD, 0, 0.0, False, "0" * 12, Place("gills", order=4))
    request = Request(kind="IntentRequest", now=0, audio_state=AudioState("held", 500.0, "PLAYING"))
    playback = playback_of(request, token, library(), ImaginedAudio(library()))
    assert playback
    assert playback.bookmark.place == DAY.segments[4].place
