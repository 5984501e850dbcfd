"""The recogniser's side of the ear, run by the Python that has pocketsphinx: the standard library, that and no more.

It hears in n-grams of everything that can be said, and single words that differ from one of its words by one sound. Of
511 lines spoken by Piper it heard 17 otherwise, where general English heard 305. Of 150 lines spoken with a word of one
other sound it told 86 (n-grams alone 77), of 80 with another word of the vocabulary all (79).
"""

import json
import re
import sys
import tempfile
import wave
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pocketsphinx import Decoder, get_model_path
from pocketsphinx.lm import ArpaBoLM

from skill.audio import mp3

DICTIONARY = "en-us/cmudict-en-us.dict"
_VARIANT = re.compile(r"\(\d+\)$")
Sounds = Mapping[str, tuple[str, ...]]
"""Phones by word."""


def main() -> None:
    """Print the words of each sound, or with "unknown" those that have no sounds, as JSON, one list a line."""
    work = json.load(sys.stdin)
    sentences, own = work["sentences"], {word: tuple(each.split()) for word, each in work["pronunciations"].items()}
    sounds = {**dictionary(Path(get_model_path(DICTIONARY))), **own}
    words = {word for sentence in sentences for word in sentence}
    if sys.argv[1:] == ["unknown"]:
        print(json.dumps(sorted(words - sounds.keys())))
        return
    decoder = _decoder(sentences, near(words, sounds), own)
    for path in work["sounds"]:
        print(json.dumps(_heard(decoder, path)), flush=True)


def dictionary(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the first pronunciation of each word of a CMU dictionary."""
    entries = (line.split() for line in path.read_text("utf-8").splitlines())
    return {word: tuple(phones) for word, *phones in entries if not _VARIANT.search(word)}


def near(words: Iterable[str], sounds: Sounds) -> list[str]:
    """Return further words, each of which has one sound another than one of the words."""
    words, alike = set(words), defaultdict(list)
    for word, phones in sounds.items():
        for masked in _masked(phones):
            alike[masked].append(word)
    found = {
        other
        for word in words & sounds.keys()
        for masked in _masked(sounds[word])
        for other in alike[masked]
        if sounds[other] != sounds[word]
    }
    return sorted(found - words)


def _masked(phones: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    return ((*phones[:place], "", *phones[place + 1 :]) for place in range(len(phones)))


def _decoder(sentences: Sequence[Sequence[str]], further: Iterable[str], own: Sounds) -> Decoder:
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder) / "said.lm")
        grams = ArpaBoLM(text="\n".join(map(" ".join, sentences)), add_start=True)
        grams.grams_1.update(dict.fromkeys(further, 1))
        grams.compute()
        grams.write_file(model)
        decoder = Decoder(loglevel="FATAL", samprate=mp3.RATE, lm=None)
        for word, phones in own.items():
            known = decoder.lookup_word(word) is not None
            decoder.add_word(f"{word}(9)" if known else word, " ".join(phones), True)
        decoder.add_lm_file("said", model)
    decoder.activate_search("said")
    return decoder


def _heard(decoder: Decoder, path: str) -> list[str]:
    with wave.open(path) as audio:
        return heard_words(decoder, audio.readframes(audio.getnframes()))


def heard_words(decoder: Decoder, samples: bytes) -> list[str]:
    """Return the words that a decoder hears in samples of 16 bit, at its own rate."""
    decoder.start_utt()
    decoder.process_raw(samples, full_utt=True)
    decoder.end_utt()
    heard = decoder.hyp()
    return [_VARIANT.sub("", word) for word in heard.hypstr.split()] if heard else []


if __name__ == "__main__":
    main()
