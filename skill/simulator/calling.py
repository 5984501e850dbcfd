"""Whom an utterance is for, by what its language says of calling the skill."""

import re
from dataclasses import dataclass
from functools import cache

from skill.content.language import Calling
from skill.simulator.spelling import plain


@dataclass(frozen=True, slots=True)
class Utterance:
    """What was said, split into whom it is for and what it says."""

    opens: bool
    """The skill was named."""
    wakes: bool
    """It began with the wake word, such as "Alexa"."""
    words: str
    """What is left for the skill: small letters, no punctuation; empty is a plain launch."""


def address(text: str, calling: Calling) -> Utterance:
    """Return whom an utterance is for: "Alexa, ask muscle relaxation to resume" opens, "resume" is left."""
    said = plain(text)
    wake = re.match(rf"(?:{_any(calling.wake)})(?: |$)", said)
    rest = said[wake.end() :] if wake else said
    if wake and rest in calling.names:
        return Utterance(True, True, "")
    called = next(filter(None, (call.fullmatch(rest) for call in _calls(calling))), None)
    if called:
        words = called.groupdict().get("words") or ""
        rest = "" if words in calling.thanks else words
    return Utterance(bool(called), bool(wake), rest)


@cache
def _calls(calling: Calling) -> tuple[re.Pattern[str], ...]:
    """Return each whole call as a pattern, politeness around it."""
    named = {"name": calling.names, "launch": calling.launch, "link": calling.link, "by": calling.by}
    parts = {name: f"(?:{_any(words)})" for name, words in named.items()} | {"words": "(?P<words>.+)"}
    polite, thanks = f"(?:(?:{_any(calling.polite)}) )*", f"(?: (?:{_any(calling.thanks)}))?"
    return tuple(re.compile(polite + _call(call).format_map(parts).strip() + thanks) for call in calling.calls)


def _call(template: str) -> str:
    """Return a template with each part after a space, and what stands in brackets as something that may be missing."""
    first, *others = template.split()
    return first + "".join(rf"(?: {part[1:-1]})?" if part.startswith("[") else f" {part}" for part in others)


def _any(words: tuple[str, ...]) -> str:
    """Return what finds any of these, the longest first: "… skill" is part of the name, not something asked for."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"
