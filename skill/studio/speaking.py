"""What the studio's commands share: where things lie, whose voice it is, how far the work has got."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from tqdm import tqdm

from skill.audio.clip import Clip
from skill.studio.piper import Piper
from skill.studio.polly import Polly
from skill.studio.takes import Takes, Tell
from skill.studio.voice import Voice, VoiceMissing

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
TAKES = ROOT / "build" / "voice-cache" / "takes"
CLIPS = ROOT / "build" / "clips"
VOICES = ("piper", "polly")


def voice(name: str, language: str) -> Voice:
    """Return a voice by name; raises VoiceMissing."""
    if name == "polly":
        if language != "en":
            raise VoiceMissing(f"no voice of Polly is chosen for {language!r}: see skill/studio/polly.py")
        return Polly()
    return Piper.of(language)


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
