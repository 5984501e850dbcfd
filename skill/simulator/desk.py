"""The skill at the desk: content from the working tree, memory in one file that outlives it."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from skill.alexa.endpoint import Endpoint
from skill.alexa.request import HourOf
from skill.app.app import App
from skill.audio.clips import Clips
from skill.audio.folder import FolderAudio
from skill.audio.port import Audio
from skill.audio.recording import recorded
from skill.content.languages import load_languages
from skill.simulator.device import Skill
from skill.simulator.imagined import ImaginedAudio, stream_sounds
from skill.simulator.playback import Sound
from skill.store.port import Store
from skill.store.sqlite import SqliteStore

ROOT = Path(__file__).resolve().parents[2]
CLIPS, SESSIONS = ROOT / "build" / "clips", ROOT / "build" / "sessions"
"""What `make voice` speaks, by language, and the audio that is put together of it when it is asked for."""
CONTENT, MODEL = ROOT / "content", ROOT / "interaction_model"
LOCALE = "en-US"
"""Where the desk's device is."""
DIALOGUES = ROOT / "tests" / "dialogues"
PROMISES = ROOT / "docs" / "promises.md"


def memory_path() -> Path:
    """Return where the desk's memory lies: MUSCLE_RELAXATION_MEMORY, or the user's data folder."""
    named = os.environ.get("MUSCLE_RELAXATION_MEMORY")
    data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return Path(named) if named else data / "muscle-relaxation" / "memory.sqlite"


def desk_app(
    store: Store | None = None, *, plays: bool = False, address: str = "", clips: Path = CLIPS, locale: str = LOCALE
) -> App:
    """Return the app as it runs here, in the language of a locale; raises ContentError if content cannot be read.

    `plays` gives it audio, for devices that can play: sessions as text. With the address at which SESSIONS is
    served, sessions are put together there if there are clips.
    """
    languages = load_languages(CONTENT)
    content, voice = languages.of(locale), clips / languages.code(locale)
    audio: Audio | None = ImaginedAudio(content.library) if plays else None
    if address and voice.is_dir():
        audio = FolderAudio(recorded(content.library, Clips.read(voice)), SESSIONS, address)
    return App(content, store or SqliteStore(memory_path()), audio=audio)


def listening(app: App) -> Callable[[str], list[Sound]] | None:
    """Return what makes the tokens of the app heard; None if it has no audio."""
    return partial(stream_sounds, audio=app.audio) if app.audio else None


def desk_skill(app: App, hour_of: HourOf = lambda _: None) -> Skill:
    """Return the function that answers a request, as Lambda would call it: any skill's, of any age."""
    return Endpoint(app, hour_of=hour_of)
