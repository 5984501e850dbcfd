"""The page by voice, from end to end: spoken by Piper, heard offline, answered, and measured where it sounds."""

import wave
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from random import Random

import numpy as np
import pytest

from infra.browser import browser, opened, say, until
from skill.simulator.heard import Heard
from skill.simulator.page.ears import Ears
from skill.simulator.page.routes import page_routes
from skill.simulator.understanding import Understanding
from skill.studio.ffmpeg import Samples
from skill.studio.hearing.ear import EarMissing
from skill.studio.hearing.open_ear import OpenEar
from skill.studio.piper import Piper
from skill.studio.sentence_voice import SentenceVoice
from skill.studio.voices import chosen
from tests.simulator.page.desk import house
from tests.simulator.serving import serving
from tests.tools import kokoro, piper, require, require_browser

pytestmark = pytest.mark.voice
RATE = 16_000
"""Samples a second that a microphone gives."""
SPOKEN, UNDERSTOOD = 50, 45
"""Of so many utterances, so many at least are understood as when they are typed."""
LONGEST = 8
"""Words of an utterance that is spoken."""
SLOW = 120.0
"""Real seconds that Kokoro may take for its first words: reading its model, and a sentence, on cores that are busy."""
MICROPHONE = (
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
)


@pytest.fixture(scope="module")
def voice() -> Piper:
    """A voice that nothing here was tuned with: the recogniser's sounds are its maker's."""
    return piper()


@pytest.fixture(scope="module")
def ears(understanding: Understanding) -> Iterator[Ears]:
    made = Ears(lambda _: understanding, OpenEar.of)
    try:
        made.open("en-US")
    except EarMissing:
        require("pocketsphinx (make build/hear/ready)", False)
        raise
    yield made
    made.close()


def spoken(voice: Piper, texts: Sequence[str]) -> Iterator[bytes]:
    """Yield each text as a microphone gives it, between moments of quiet."""
    for samples, rate in voice.speak(texts, 1.0):
        places = np.arange(0, len(samples), rate / RATE)
        sound = np.interp(places, np.arange(len(samples)), samples)
        quiet: Samples = np.zeros(RATE // 3)
        yield (np.concatenate([quiet, sound, quiet]) * 32767).astype("<i2").tobytes()


def utterances(understanding: Understanding) -> list[str]:
    """Return as many samples of the model as are spoken, of any intents, the same ones each time."""
    samples = understanding.model.samples.values()
    every = sorted(each for said in samples for each in said if "{" not in each and 1 < len(each.split()) <= LONGEST)
    return Random(50).sample(every, SPOKEN)


def meaning(heard: Heard | None) -> object:
    return heard and (heard.intent, heard.slots)


def test_what_is_spoken_is_understood_as_when_it_is_typed(
    voice: Piper, ears: Ears, understanding: Understanding
) -> None:
    said = utterances(understanding)
    heard = [ears.hear(samples, "en-US") for samples in spoken(voice, said)]
    otherwise = [
        (typed, words)
        for typed, words in zip(said, heard, strict=True)
        if meaning(understanding.understand(typed)) != meaning(understanding.understand(words))
    ]
    assert SPOKEN - len(otherwise) >= UNDERSTOOD, otherwise


@pytest.mark.browser
def test_a_spoken_start_is_heard_answered_and_sounds(
    voice: Piper, ears: Ears, understanding: Understanding, tmp_path: Path
) -> None:
    require_browser()
    (samples,) = spoken(voice, ["Alexa, start muscle relaxation."])
    file = tmp_path / "said.wav"
    with wave.open(str(file), "wb") as audio:
        audio.setnchannels(1)
        audio.setsampwidth(2)
        audio.setframerate(RATE)
        audio.writeframes(samples + bytes(RATE * 4))
    speech = SentenceVoice.of(voice, tmp_path / "takes")
    routes = page_routes(house(understanding, speech=speech, hearing=ears))
    flags = (*MICROPHONE, f"--use-file-for-fake-audio-capture={file}%noloop")
    with (
        serving(lambda event: {}, more=routes) as address,
        browser(flags) as running,
        opened(running, f"{address}/page/", still=False) as page,
    ):
        page.click("#microphone")
        until(page, "document.querySelector('#log .you') !== null")
        assert (page.text_content("#log .you") or "").startswith("alexa start muscle relaxation")
        until(page, "page.voice.level() > 0.01")
        assert page.text_content("#line") == "Welcome to muscle relaxation."
        assert page.evaluate("document.querySelector('#echo').dataset.light") == "speaking"
    speech.close()


@pytest.mark.browser
def test_with_kokoro_the_first_words_sound(understanding: Understanding, tmp_path: Path) -> None:
    require_browser()
    kokoro()
    name, known = chosen("kokoro", "en")
    with (
        closing(SentenceVoice.of(known.voice(name), tmp_path)) as speech,
        serving(lambda event: {}, more=page_routes(house(understanding, speech=speech))) as address,
        browser() as running,
        opened(running, f"{address}/page/", still=False) as page,
    ):
        say(page, "Alexa, start muscle relaxation")
        until(page, "page.voice.level() > 0.01", SLOW)
        assert page.text_content("#line") == "Welcome to muscle relaxation."
        assert page.evaluate("document.querySelector('#echo').dataset.light") == "speaking"
