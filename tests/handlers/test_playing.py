"""What is said while a session plays: it goes on where it was, and wishes and data are the speaker's."""

from dataclasses import replace

import pytest

from skill.app.app import App
from skill.audio.port import AudioFault
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.content.content import Content
from skill.practice.background import LONGEST_TAIL
from skill.practice.bookmark import Bookmark
from skill.practice.place import Place
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.preferences import CheckIns, Preferences
from skill.practice.spec import Spec
from skill.simulator import envelope
from skill.simulator.desk import desk_skill
from skill.simulator.envelope import Sender
from skill.simulator.heard import SlotValue
from skill.simulator.imagined import ImaginedAudio
from skill.store.port import HOUSEHOLD, Memory
from tests.app.playing_device import (
    ANNA,
    BEN,
    DAY,
    MADE_BY,
    NIGHT,
    NOW,
    BrokenAudio,
    Remembering,
    app,
    say,
    token,
)


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


def test_the_wishes_of_another_person_are_their_own_while_it_plays(content: Content) -> None:
    store = Remembering()
    say(app(content, store), envelope.intent("SetMinutesIntent", {"minutes": SlotValue("20", None)}), BEN)
    assert {listener.person for listener, _ in store.saved} == {BEN}


def test_softer_is_remembered_while_it_plays(content: Content) -> None:
    store = Remembering()
    say(app(content, store), envelope.intent("SetVolumeIntent", {"volume": SlotValue("softer", "soft")}), ANNA)
    assert [changes.preferences.get("volume") for _, changes in store.saved] == ["soft"]


@pytest.mark.parametrize(("person", "asked"), [(BEN, BEN), (None, HOUSEHOLD), (ANNA, ANNA)])
def test_nobody_deletes_what_is_kept_for_whom_it_plays(person: str | None, asked: str, content: Content) -> None:
    answer = say(app(content, Remembering()), envelope.intent("DeleteDataIntent", {}), person)
    assert answer["sessionAttributes"]["person"] == asked


def test_a_voice_that_was_not_recognised_takes_up_what_was_paused(content: Content) -> None:
    kept = Bookmark(spec=DAY, place=place_at(content, 100.0), at=NOW - 100, until=NOW + 500)
    store = Remembering(Memory(preferences=Preferences(check_ins=CheckIns.NONE), bookmark=kept, welcomed=True))
    held = Token(Stream(DAY), ANNA, NOW - 300, made_by=MADE_BY).to_wire()
    answer = say(app(content, store), envelope.intent("AMAZON.ResumeIntent", {}), None, held, playerActivity="STOPPED")
    assert answer["response"]["directives"][0]["type"] == "AudioPlayer.Play"
    assert {listener.person for listener, _ in store.saved} == {ANNA}


def test_a_night_is_spoken_on_where_it_cannot_be_played(content: Content) -> None:
    broken = App(content, Remembering(), audio=BrokenAudio(AudioFault("gone"), content.library))
    answer = say(broken, envelope.intent("AMAZON.ResumeIntent", {}), ANNA, token(NIGHT, ANNA))["response"]
    assert "Back to" in answer["outputSpeech"]["ssml"]
    assert answer["shouldEndSession"]


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


class OtherMinutes(ImaginedAudio):
    """Audio that takes twenty minutes at least, as its words take longer than they are estimated to."""

    def plan(self, spec: Spec) -> Plan:
        return make_plan(replace(spec, minutes=max(20, spec.minutes)), self.library)


def test_minutes_that_cannot_be_played_are_offered_not_played(content: Content) -> None:
    skill = App(content, Remembering(), audio=OtherMinutes(content.library))
    asked = envelope.intent("StartIntent", {"minutes": SlotValue("10", None)})
    answer = say(skill, asked, ANNA, playerActivity="FINISHED")["response"]
    assert "twenty minutes" in answer["outputSpeech"]["ssml"]
    assert "directives" not in answer
    assert answer["shouldEndSession"] is False


def test_minutes_that_cannot_be_played_can_be_spoken(content: Content) -> None:
    skill = App(content, Remembering(), audio=OtherMinutes(content.library))
    asked = {"minutes": SlotValue("10", None), "check_ins": SlotValue("more", "more")}
    answer = say(skill, envelope.intent("StartIntent", asked), ANNA, playerActivity="FINISHED")["response"]
    assert "Ten minutes of" in answer["outputSpeech"]["ssml"]


def test_next_is_next_in_what_is_heard(content: Content) -> None:
    audio = OtherMinutes(content.library)
    answer = say(App(content, Remembering(), audio=audio), envelope.intent("AMAZON.NextIntent", {}), ANNA)["response"]
    plan = audio.plan(DAY)
    offset = answer["directives"][0]["audioItem"]["stream"]["offsetInMilliseconds"]
    assert offset / 1000 == pytest.approx(plan.starts[plan.at(100.0) + 1], abs=0.001)


def test_how_much_is_left_of_a_night_counts_the_fading_too(content: Content) -> None:
    held = Token(Stream(NIGHT, tail=10), ANNA, NOW - 580, made_by=MADE_BY).to_wire()
    asked = envelope.intent("TimeLeftIntent", {})
    answer = say(app(content, Remembering()), asked, ANNA, held, offsetInMilliseconds=580_000)["response"]
    assert "about ten minutes left" in answer["outputSpeech"]["ssml"]


@pytest.mark.parametrize("offset", [0, 60, 1200, 2399])
def test_how_much_is_left_can_be_said_of_the_longest_night(offset: int, content: Content) -> None:
    night = Spec("bedtime_release", 40)
    held = Token(Stream(night, tail=LONGEST_TAIL), ANNA, NOW - offset, made_by=MADE_BY).to_wire()
    asked = envelope.intent("TimeLeftIntent", {})
    answer = say(app(content, Remembering()), asked, ANNA, held, offsetInMilliseconds=offset * 1000)["response"]
    minutes = content.library.guidance.in_minutes(round(70 - offset / 60))
    assert f"about {minutes} left" in answer["outputSpeech"]["ssml"]


def test_what_was_paused_stays_paused_when_something_else_is_said(content: Content) -> None:
    kept = Bookmark(spec=DAY, place=place_at(content, 100.0), at=NOW - 1000)
    store = Remembering(Memory(preferences=Preferences(check_ins=CheckIns.NONE), bookmark=kept, welcomed=True))
    held = Token(Stream(DAY), ANNA, NOW - 2000, made_by=MADE_BY).to_wire()
    asked = envelope.intent("SettingsIntent", {})
    answer = say(app(content, store), asked, ANNA, held, playerActivity="STOPPED", offsetInMilliseconds=100_000)
    assert "directives" not in answer["response"]
    assert "You have sessions of" in answer["response"]["outputSpeech"]["ssml"]


def test_stop_ends_what_plays_by_day_with_a_few_words(content: Content) -> None:
    asked = envelope.intent("AMAZON.StopIntent", {})
    answer = say(app(content, Remembering()), asked, ANNA)["response"]
    assert answer["directives"] == [{"type": "AudioPlayer.Stop"}]
    assert content.phrases.closing.kept in answer["outputSpeech"]["ssml"]


@pytest.mark.parametrize("routine", ["standard", "bedtime"])
def test_a_session_that_is_played_counts_as_begun_once(routine: str, content: Content) -> None:
    store = Remembering()
    asked = envelope.intent("StartIntent", {"routine": SlotValue(routine, routine)})
    begun = say(app(content, store), asked, ANNA, playerActivity="FINISHED")["response"]["directives"][0]
    held = begun["audioItem"]["stream"]["token"]
    say(app(content, store), envelope.intent("AMAZON.ResumeIntent", {}), ANNA, held)
    assert store.memory.begun == 1
