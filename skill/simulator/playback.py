"""What a response sounds like: its SSML taken apart into words and silences, each with its seconds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree

from skill.practice.speech_time import Timing


@dataclass(frozen=True, slots=True)
class Sound:
    """Words, or a silence."""

    seconds: float
    words: str = ""
    rate: float = 1.0
    """At which words are spoken; 1.0 is the voice's own."""


def sounds(ssml: str, speech_time: Timing) -> list[Sound]:
    """Return what is heard, in order; silences in a row are one. Raises ParseError where the SSML is not XML."""
    found: list[Sound] = []
    for sound in _walk(ElementTree.fromstring(ssml), speech_time, 1.0):
        if found and not sound.words and not found[-1].words:
            sound = Sound(found.pop().seconds + sound.seconds)
        found.append(sound)
    return found


def remaining(heard: list[Sound], offset: float) -> list[Sound]:
    """Return what is left from a moment on, in seconds; a sound that has begun is left as far as it lasts."""
    left, passed = [], 0.0
    for sound in heard:
        end = passed + sound.seconds
        if end > offset:
            left.append(sound if passed >= offset else replace(sound, seconds=end - offset))
        passed = end
    return left


def response_ssml(response: Mapping[str, Any], part: str = "outputSpeech") -> str:
    """Return the SSML of a response, or of its reprompt; empty where there is none."""
    holder = response.get("reprompt", {}) if part == "reprompt" else response
    return str((holder.get("outputSpeech") or {}).get("ssml", ""))


def transcript(heard: list[Sound]) -> list[str]:
    """Return lines for the eye: words, and after them the silence as "(7 s)"."""
    lines: list[str] = []
    for sound in heard:
        if sound.words:
            lines.append(sound.words)
        elif lines and not lines[-1].endswith(" s)"):
            lines[-1] += f" ({sound.seconds:.0f} s)"
        else:
            lines.append(f"({sound.seconds:.0f} s)")
    return lines


def _walk(node: ElementTree.Element, speech_time: Timing, rate: float) -> Iterator[Sound]:
    if node.tag == "break":
        yield Sound(_duration(node.get("time", "0s")))
    inner = _rate(node.get("rate"), rate) if node.tag == "prosody" else rate
    yield from _words(node.text, speech_time, inner)
    for child in node:
        yield from _walk(child, speech_time, inner)
        yield from _words(child.tail, speech_time, inner)


def _words(text: str | None, speech_time: Timing, rate: float) -> Iterator[Sound]:
    words = " ".join((text or "").split())
    if words:
        yield Sound(speech_time.seconds(words, rate), words, rate)


def _rate(value: str | None, outer: float) -> float:
    return outer * float(value.rstrip("%")) / 100 if value else outer


def _duration(value: str) -> float:
    return float(value[:-2]) / 1000 if value.endswith("ms") else float(value.rstrip("s"))
