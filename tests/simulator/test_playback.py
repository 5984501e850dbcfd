import pytest

from skill.practice.library import Library
from skill.simulator.playback import Sound, remaining, sounds, transcript

SSML = (
    "<speak>Back to your feet. <prosody rate=\"50%\">Toes &amp; heels."
    '<break time="10s"/><break time="2500ms"/> And release.</prosody><break time="4s"/></speak>'
)  # fmt: skip


def test_words_and_silences_come_apart(library: Library) -> None:
    heard = sounds(SSML, library.speech_time)
    assert [sound.words for sound in heard] == ["Back to your feet.", "Toes & heels.", "", "And release.", ""]
    assert [sound.seconds for sound in heard if not sound.words] == [12.5, 4]


def test_a_slower_rate_takes_longer(library: Library) -> None:
    heard = sounds(SSML, library.speech_time)
    assert heard[1].seconds == pytest.approx(2 * library.speech_time.seconds("Toes & heels."))


def test_a_transcript_shows_silences_behind_words() -> None:
    heard = [Sound(2, "And hold."), Sound(5), Sound(1, "Soft."), Sound(60), Sound(3)]
    assert transcript(heard) == ["And hold. (5 s)", "Soft. (60 s)", "(3 s)"]


@pytest.mark.parametrize(
    ("offset", "left"),
    [
        (0, [Sound(2, "And hold."), Sound(5), Sound(1, "Soft.")]),
        (2, [Sound(5), Sound(1, "Soft.")]),
        (4, [Sound(3), Sound(1, "Soft.")]),
        (9, []),
    ],
)
def test_what_is_left_of_what_plays(offset: float, left: list[Sound]) -> None:
    assert remaining([Sound(2, "And hold."), Sound(5), Sound(1, "Soft.")], offset) == left
