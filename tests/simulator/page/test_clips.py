from skill.practice.background import Background
from skill.simulator.page import clips
from skill.simulator.page.clips import PageClips
from skill.simulator.playback import Sound
from tests.simulator.page.desk import Tone


def name(address: str) -> str:
    return address.removeprefix("/page/voice/").removesuffix(".wav")


def test_each_sentence_has_an_address_of_its_text_and_rate() -> None:
    made = PageClips(Tone())
    first, second = made.sentences(Sound(3, "Your feet. And hold."))
    (slower,) = made.sentences(Sound(3, "Your feet.", 0.9))
    assert [first["words"], second["words"]] == ["Your feet.", "And hold."]
    assert len({first["clip"], second["clip"], slower["clip"]}) == 3
    assert made.sentences(Sound(1, "Your feet."))[0]["clip"] == first["clip"]
    assert made.wave(name(slower["clip"])) == b"0.9 Your feet."


def test_the_sign_of_what_is_played_is_not_spoken() -> None:
    assert PageClips(Tone()).sentences(Sound(3, "\N{EIGHTH NOTE} Your feet."))[0]["words"] == "Your feet."


def test_a_silence_has_no_sentences_and_without_a_voice_they_have_no_address() -> None:
    assert PageClips(Tone()).sentences(Sound(3)) == []
    assert PageClips(None).sentences(Sound(3, "Soft.")) == [{"words": "Soft.", "clip": ""}]
    assert PageClips(None).wave("0" * 32) is None


def test_a_background_has_an_address_and_without_a_voice_there_is_none() -> None:
    made = PageClips(Tone())
    assert made.under(Background.RAIN) == "/page/background/rain.wav"
    assert made.background("rain") == b"it is rain"
    assert made.background("wind") is None
    assert PageClips(None).under(Background.RAIN) == ""
    assert PageClips(None).background("rain") is None


def test_only_so_many_are_remembered_those_that_were_said_last() -> None:
    made = PageClips(Tone())
    old = made.sentences(Sound(1, "Old."))[0]["clip"]
    for number in range(clips.MOST_CLIPS):
        made.sentences(Sound(1, f"Number {number}."))
    assert made.wave(name(old)) is None
    assert made.wave(name(made.sentences(Sound(1, "Old."))[0]["clip"])) == b"1.0 Old."
