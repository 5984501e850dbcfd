"""The recogniser's side of the open ear, run by the Python that has pocketsphinx: what is spoken, as words, at once.

The first line of its input are the sentences that may be said; each line after it is what was spoken. It answers each
with the words, as JSON, and the first with the words of which it doesn't know the sounds.
"""

import base64
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pocketsphinx import Decoder, get_model_path
from pocketsphinx.lm import ArpaBoLM

from skill.studio.hearing.recogniser import DICTIONARY, dictionary, heard_words

RATE = 16_000
"""Samples a second."""


def main() -> None:
    """Listen until the input ends."""
    sentences = json.loads(sys.stdin.readline())
    known = dictionary(Path(get_model_path(DICTIONARY)))
    unknown = {word for sentence in sentences for word in sentence.split()} - known.keys()
    decoder = _decoder([each for each in sentences if unknown.isdisjoint(each.split())])
    print(json.dumps(sorted(unknown)), flush=True)
    for line in sys.stdin:
        print(json.dumps(heard_words(decoder, base64.b64decode(line))), flush=True)


def _decoder(sentences: Sequence[str]) -> Decoder:
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "said.lm")
        grams = ArpaBoLM(text="\n".join(sentences), add_start=True)
        grams.compute()
        grams.write_file(model)
        decoder = Decoder(loglevel="FATAL", samprate=RATE, lm=None)
        decoder.add_lm_file("said", model)
    decoder.activate_search("said")
    return decoder


if __name__ == "__main__":
    main()
