"""The fingerprint of a library: the same content, voice and rules make the same plans."""

import hashlib
import json

from skill.content.files import Raw, file_of
from skill.content.routines import ROUTINES
from skill.practice.plan import PLANNING

MAKES_PLANS = ("groups", "guidance", "speech_time")
"""The files of a language that say what is in a plan and how long it takes; what all languages share does so too."""
LENGTH = 12
"""Hexadecimal digits: enough to tell releases apart, few enough for a token."""


def fingerprint(raw: Raw, language: str, speaking_rate: float) -> str:
    """Return the fingerprint of parsed files that have no fault, the same whether they were YAML or compiled.

    The order of what they hold counts, as it is the order of plans; comments and layout do not.
    """
    files = [raw[name] for name in (ROUTINES, *(file_of(language, each) for each in MAKES_PLANS))]
    return digest(PLANNING, float(speaking_rate), *files)


def digest(*parts: object) -> str:
    """Return a short digest of JSON values."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:LENGTH]
