"""What the studio's commands share: where things lie, whose voice it is, how far the work has got."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from skill.audio.clip import Clip
from skill.studio.takes import Takes, Tell
from skill.studio.voice import Voice
from skill.studio.voices import chosen

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
TAKES = ROOT / "build" / "voice-cache" / "takes"
CLIPS = ROOT / "build" / "clips"


def voice(wish: str, language: str) -> Voice:
    """Return the voice that VOICE= names, as "piper" or "kokoro:bf_emma"; raises VoiceMissing."""
    name, known = chosen(wish, language)
    return known.voice(name)


def speak(takes: Takes, clips: Collection[Clip]) -> None:
    """Speak the clips that are missing, with a progress bar; raises VoiceMissing."""
    if missing := takes.missing(clips):
        with progress(len(missing), "speaking", "clip") as tell:
            takes.speak(missing, tell)


@contextmanager
def progress(total: int, doing: str, unit: str) -> Iterator[Tell]:
    """Show a progress bar on standard error; give what moves it on."""
    with tqdm(total=total, desc=doing, unit=unit, dynamic_ncols=True, file=sys.stderr) as bar:
        yield bar.update


def refuse(reason: object) -> NoReturn:
    """Say in one sentence why a command cannot be done, and end with exit code 2."""
    print(reason, file=sys.stderr)
    raise SystemExit(2)
