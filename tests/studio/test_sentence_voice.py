import io
import wave
from pathlib import Path

import numpy as np
import pytest

from skill.audio import mp3
from skill.practice.background import Background
from skill.studio import noise
from skill.studio.kokoro import StayingKokoro
from skill.studio.noise import AROUND
from skill.studio.sentence_voice import SentenceVoice
from skill.studio.staying import StayingPiper
from tests.studio.fakes import kokoro, piper
from tests.studio.tones import Tones


def test_a_sentence_is_a_wave_file_spoken_once_for_each_rate(tmp_path: Path) -> None:
    tones = Tones()
    voice = SentenceVoice.of(tones, tmp_path)
    whole = voice.speak("Your feet.", 1.0)
    assert voice.speak("Your feet.", 1.0000001) == whole
    assert voice.speak("Your feet.", 0.8) != whole
    assert tones.spoken == ["Your feet.", "Your feet."]
    with wave.open(io.BytesIO(whole)) as audio:
        assert (audio.getnchannels(), audio.getsampwidth(), audio.getframerate()) == (1, 2, mp3.RATE)
    voice.close()


def test_what_was_spoken_is_kept_for_the_next_time(tmp_path: Path) -> None:
    whole = SentenceVoice.of(Tones(), tmp_path).speak("Your feet.", 1.0)
    later = Tones()
    assert SentenceVoice.of(later, tmp_path).speak("Your feet.", 1.0) == whole
    assert later.spoken == []


def test_a_background_goes_round_without_a_seam_and_is_as_loud_as_under_clips(tmp_path: Path) -> None:
    with wave.open(io.BytesIO(SentenceVoice.of(Tones(), tmp_path).background(Background.BROWN))) as audio:
        assert audio.getframerate() == mp3.RATE
        samples = np.frombuffer(audio.readframes(audio.getnframes()), "<i2") / 2**15
    around, loop = round(AROUND * mp3.RATE), noise.loop(Background.BROWN)
    assert samples[around:-around] == pytest.approx(loop, abs=1e-4)
    assert np.array_equal(samples[: 2 * around], samples[-2 * around :])


def test_kokoro_stays_until_it_is_closed(tmp_path: Path) -> None:
    voice = SentenceVoice.of(kokoro(tmp_path), tmp_path)
    staying = voice.takes.voice
    assert isinstance(staying, StayingKokoro)
    voice.speak("Your feet.", 1.0)
    process = staying._process
    assert process
    assert process.runs
    voice.close()
    assert not process.runs


def test_piper_stays_until_it_is_closed(tmp_path: Path) -> None:
    voice = SentenceVoice.of(piper(tmp_path), tmp_path)
    staying = voice.takes.voice
    assert isinstance(staying, StayingPiper)
    voice.speak("Your feet.", 1.0)
    (process,) = staying._processes.values()
    assert process.runs
    voice.close()
    assert not process.runs
