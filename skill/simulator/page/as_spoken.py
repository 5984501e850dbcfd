"""Content timed by the voice that is heard: its sessions last as long as they are asked to when that voice speaks."""

from dataclasses import replace
from pathlib import Path

from skill.content.content import Content
from skill.content.fingerprint import digest
from skill.content.languages import Languages, load_languages
from skill.studio.voices import VoiceTime


def load_as_spoken(path: Path, language: str, timing: VoiceTime | None) -> Languages:
    """Read every language, one of them as a voice speaks it; None leaves its own timing. Raises ContentError."""
    languages = load_languages(path)
    if timing is None or language not in languages.contents:
        return languages
    return Languages({**languages.contents, language: timed(languages.contents[language], timing)})


def timed(content: Content, timing: VoiceTime) -> Content:
    """Return content with the timing of a voice; its plans are others, and so is its fingerprint."""
    library = content.library
    made_by = digest(library.made_by, repr(timing))
    return replace(content, library=replace(library, speech_time=timing, made_by=made_by))
