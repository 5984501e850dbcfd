"""One page talking, with a clock of its own."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from skill.simulator.page.conversation import NoMessage
from skill.simulator.page.house import House
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from skill.store.port import Listener, Memory, StoreFault
from tests.simulator.page.desk import BEGIN, NIGHT, START, Page, Tone, house


@pytest.fixture
def desk(understanding: Understanding) -> House:
    return house(understanding)


@pytest.fixture
def page(desk: House) -> Page:
    return Page(desk)


def moment(page: Page, seconds: float) -> dict[str, Any]:
    """Return what is to be seen so many seconds after the answer has begun."""
    timeline = page.answer["timeline"]
    place = timeline["place"] + seconds - timeline["begins"]
    found: list[dict[str, Any]] = [each for each in timeline["moments"] if each["at"] <= place]
    return found[-1]


def begun_after(page: Page, words: str) -> float:
    """Return how many seconds after the answer has begun the words begin that start a sound with these."""
    passed = 0.0
    for sound in page.answer["sounds"]:
        if sound["sentences"] and sound["sentences"][0]["words"].startswith(words):
            return passed
        passed += sound["seconds"]
    raise AssertionError(words)


def test_words_are_answered_and_the_session_is_open_while_something_is_asked(page: Page) -> None:
    answer = page.say("Alexa, open muscle relaxation")
    assert page.words.startswith("Welcome to muscle relaxation.")
    assert answer["open"]
    assert answer["reprompt"]
    assert answer["timeline"] is None
    assert page.say("Alexa, stop", after=5)["open"] is False


def test_the_group_that_is_named_is_seen_as_it_is_heard_and_glows_while_it_is_held(page: Page) -> None:
    page.say(START)
    begins, hold = begun_after(page, "Your feet."), begun_after(page, "And release.")
    named, tense, released = (moment(page, at + 0.01) for at in (begins, hold - 0.5, hold))
    assert (named["phase"], named["groups"], named["title"]) == ("named", ["feet"], "Your feet")
    assert (tense["phase"], tense["groups"]) == ("tense", ["feet"])
    assert (released["phase"], released["side"]) == ("release", "both")
    assert moment(page, begins - 0.5)["groups"] == []


def test_every_part_of_the_timeline_is_named_but_what_comes_before_and_after(page: Page) -> None:
    names = [each["name"] for each in page.say(START)["timeline"]["segments"]]
    assert names[0] == names[-1] == ""
    assert all(names[1:-1])
    assert names[1] == "your feet"


def test_a_whole_face_is_all_of_its_groups(page: Page) -> None:
    page.say("Alexa, ask muscle relaxation for the quick version")
    groups = {tuple(each["groups"]) for each in page.answer["timeline"]["moments"]}
    assert ("eyes", "forehead", "jaw", "mouth") in groups


def test_at_the_desk_a_night_is_seen_too(page: Page) -> None:
    timeline = page.say("Alexa, ask muscle relaxation for the bedtime version")["timeline"]
    assert timeline["bedtime"]
    assert {"named", "tense", "release"} <= {each["phase"] for each in timeline["moments"]}


def test_it_is_resumed_where_it_was_paused_also_on_another_page(desk: House) -> None:
    page = Page(desk)
    page.say(START)
    page.say("Alexa, pause", after=begun_after(page, "Your thighs.") + 1)
    page.do("leave", after=3)
    again = Page(desk)
    again.say("Alexa, start muscle relaxation", after=page.now - BEGIN + 600)
    assert "You paused at your thighs" in again.words
    again.say("yes", after=10)
    assert again.words.startswith("Back to your thighs.")
    assert moment(again, again.answer["timeline"]["begins"] + 0.1)["groups"] == ["thighs"]


def test_silence_ends_the_session_and_nothing_is_said(page: Page) -> None:
    page.say("Alexa, open muscle relaxation")
    (told,) = page.do("silence", after=page.seconds + 20)
    assert told["kind"] == "inside"
    assert told["inside"]["attributes"] == {}
    assert page.say("yes")["nobody"]


def test_with_an_audio_player_it_is_played_and_goes_on_after_words_for_nobody(page: Page) -> None:
    page.do("choose", choices={"plays": True})
    answer = page.say("Alexa, ask muscle relaxation for the bedtime version")
    assert answer["plays"]
    whole = page.seconds
    answer = page.say("what a lovely day", after=100)
    assert answer["nobody"]
    assert page.seconds == pytest.approx(whole - 100, abs=1)
    assert moment(page, 0)["groups"]


def level(page: Page, seconds: float) -> float:
    """Return how many decibels louder what plays is so many seconds after the answer has begun; softer if negative."""
    timeline = page.answer["timeline"]
    points = np.array(timeline["background"]["levels"])
    place = timeline["place"] + seconds - timeline["begins"]
    return float(np.interp(place, *points.T))


def test_what_is_played_has_a_background_that_falls_through_the_night_and_what_is_spoken_has_none(page: Page) -> None:
    assert page.say(START)["timeline"]["background"] is None
    page.do("choose", choices={"plays": True})
    page.say(NIGHT, after=10)
    begins, ends = page.answer["timeline"]["begins"], page.seconds
    assert level(page, begins) < -40
    assert level(page, begins + 1) == pytest.approx(-1.5, abs=0.1)
    assert level(page, begins + page.answer["timeline"]["seconds"] - 30) == pytest.approx(-7.5, abs=0.1)
    assert level(page, ends) < -50
    middle = level(page, begins + 300)
    page.say("what a lovely day", after=begins + 200)
    assert level(page, 100) == pytest.approx(middle, abs=0.01)


def test_a_button_pauses_what_plays_and_takes_it_up(page: Page) -> None:
    page.do("choose", choices={"plays": True})
    page.say("Alexa, ask muscle relaxation for the bedtime version")
    page.do("press", after=100, button="Pause")
    assert not page.answer["plays"]
    page.do("press", after=100, button="Play")
    assert page.answer["plays"]
    assert page.answer["timeline"]["place"] == pytest.approx(100, abs=30)


def test_a_device_with_a_screen_is_sent_a_document_and_a_touch_pauses(page: Page) -> None:
    page.do("choose", choices={"screen": True})
    assert page.say(START)["inside"]["document"]["type"] == "APL"
    page.do("touch", after=60, part="pause")
    assert page.words.startswith("Paused.")
    page.do("choose", choices={"screen": False})
    with pytest.raises(NoMessage):
        page.do("touch", part="pause")


def test_what_has_been_played_to_its_end_is_over(page: Page) -> None:
    page.do("choose", choices={"plays": True})
    page.say("Alexa, ask muscle relaxation for the bedtime version")
    (told,) = page.do("ended", after=page.seconds)
    assert told["inside"]["request"]["request"]["type"] == "AudioPlayer.PlaybackFinished"


def test_who_leaves_has_paused_what_plays(page: Page) -> None:
    page.do("choose", choices={"plays": True})
    page.say("Alexa, ask muscle relaxation for the bedtime version")
    page.do("leave", after=100)
    assert page.conversation._rooms["bedroom"].device.player.activity == "STOPPED"


def test_in_another_room_nothing_is_heard_and_back_in_the_first_what_is_left(page: Page) -> None:
    page.say(START)
    whole, begins = page.seconds, page.answer["timeline"]["begins"]
    page.do("choose", after=20, choices={"device": "kitchen"})
    assert page.answer["sounds"] == []
    page.do("choose", after=20, choices={"device": "bedroom"})
    assert page.seconds == pytest.approx(whole - 40)
    assert page.answer["timeline"]["begins"] == pytest.approx(begins - 40)
    page.do("choose", choices={"device": "kitchen", "person": "Ann"})
    page.say("Alexa, start muscle relaxation")
    system = page.answer["inside"]["request"]["context"]["System"]
    assert system["person"]["personId"].endswith("ANN")
    assert system["device"]["deviceId"].endswith("KITCHEN")


def test_what_was_chosen_and_can_be_chosen_is_told(page: Page) -> None:
    chosen, content, answer = page.do("choose", choices={"locale": "en-GB", "hour": 22})
    assert chosen["choices"]["locale"] == "en-GB"
    assert chosen["options"]["device"] == ["bedroom", "kitchen"]
    assert "en-AU" in chosen["options"]["locale"]
    assert (chosen["speaks"], chosen["hears"]) == (False, False)
    assert content == {"kind": "content", "faults": []}
    assert answer["sounds"] == []


def test_the_hour_is_what_the_skill_is_told(page: Page) -> None:
    page.do("choose", choices={"hour": 23})
    page.say("Alexa, open muscle relaxation")
    page.say("no")
    page.do("silence", after=60)
    page.say("Alexa, open muscle relaxation", after=60)
    assert "bedtime" in page.words


def test_developers_see_request_response_attributes_record_and_how_it_was_understood(page: Page) -> None:
    inside = page.say(START)["inside"]
    assert inside["understood"].startswith("StartIntent minutes=10")
    assert inside["request"]["request"]["intent"]["name"] == "StartIntent"
    assert "Your feet." in inside["response"]["outputSpeech"]["ssml"]
    assert inside["attributes"]["progress"]["spec"]["minutes"] == 10
    assert inside["record"]["begun"] == 1


def test_a_memory_that_is_gone_is_said_and_the_page_goes_on(understanding: Understanding) -> None:
    class Gone(MemoryStore):
        def load(self, listener: Listener) -> Memory | None:
            raise StoreFault("gone")

    page = Page(house(understanding, store=Gone(clock=lambda: BEGIN)))
    assert page.say(START)["inside"]["record"] == {"fault": "gone"}
    assert "Your feet." in page.words


def test_with_a_voice_every_sentence_has_an_address(understanding: Understanding) -> None:
    desk = house(understanding, speech=Tone())
    page = Page(desk)
    page.say(START)
    sentences = [each for sound in page.answer["sounds"] for each in sound["sentences"]]
    name = next(each["clip"] for each in sentences if each["words"] == "Your feet.")
    assert desk.clips.wave(name.removeprefix("/page/voice/").removesuffix(".wav")) == b"1.0 Your feet."


@pytest.mark.parametrize(
    "wire",
    [
        [],
        {},
        {"do": "nothing", "now": BEGIN},
        {"do": ["say"], "now": BEGIN},
        {"do": "say", "words": "yes"},
        {"do": "say", "words": "yes", "now": "noon"},
        {"do": "say", "words": "yes", "now": float("nan")},
        {"do": "say", "words": "yes", "now": 1e12},
        {"do": "say", "words": " ", "now": BEGIN},
        {"do": "say", "words": 7, "now": BEGIN},
        {"do": "press", "button": "Eject", "now": BEGIN},
        {"do": "touch", "part": ["pause"], "now": BEGIN},
        {"do": "choose", "now": BEGIN},
        {"do": "choose", "choices": {"locale": "tlh"}, "now": BEGIN},
        {"do": "choose", "choices": {"device": ["kitchen"]}, "now": BEGIN},
        {"do": "choose", "choices": {"hour": 24}, "now": BEGIN},
    ],
)
def test_what_is_no_message_is_refused_and_the_next_is_answered(wire: Any, page: Page) -> None:
    with pytest.raises(NoMessage):
        list(page.conversation.take(wire))
    assert page.say(START)["open"]


@pytest.mark.promise("heard-at-once")
def test_an_edited_file_is_heard_at_once_and_a_fault_has_file_key_and_reason(
    understanding: Understanding, edited: Path
) -> None:
    page, groups = Page(house(understanding, edited)), edited / "en" / "groups.yaml"
    whole = groups.read_text("utf-8")
    groups.write_text(
        whole.replace("Bring the toes up, and let them spread.", "Bring the toes up, like a fan."), "utf-8"
    )
    page.say(START)
    assert "Bring the toes up, like a fan." in page.words
    groups.write_text(whole.replace("\n  tense:", "\n  tens:", 1), "utf-8")
    told, answer = page.do("say", words=START)
    assert answer["open"]
    assert "Bring the toes up, like a fan." in page.words
    fault = told["faults"][0]
    assert (fault["file"], fault["key"]) == ("en/groups.yaml", "feet.tens")
    assert fault["reason"]
    groups.write_text(whole, "utf-8")
    assert list(page.conversation.content_news()) == [{"kind": "content", "faults": []}]
    assert list(page.conversation.content_news()) == []
