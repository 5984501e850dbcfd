"""`make listen`: one line as a session would speak it, in a file, and aloud where a player is found.

VOICE=piper,kokoro:bf_emma has several voices speak it in turn.
"""

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from skill.audio import mp3
from skill.audio.clip import Clip, clips_of
from skill.audio.clips import OpenClips
from skill.content.fault import ContentError
from skill.content.outside import check_text
from skill.practice.background import Background
from skill.practice.words import said
from skill.studio.pack import write_pack
from skill.studio.speaking import TAKES, refuse, speak, voice
from skill.studio.takes import Takes
from skill.studio.voice import VoiceMissing

AROUND = mp3.at(0.5)
"""Frames of background before and after the line."""
PLAYERS = (
    ("mpv", "--really-quiet"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
    ("afplay",),
    ("mpg123", "-q"),
)


def main() -> None:
    """Speak one line; ends with exit code 2 and one sentence if that cannot be done."""
    parser = argparse.ArgumentParser(prog="make listen", description=__doc__)
    parser.add_argument("--line", required=True)
    parser.add_argument("--rate", type=float, default=1.0, help="speaking rate; 0.88 is bedtime's")
    parser.add_argument("--background", choices=list(Background), type=Background, default=Background.FLOOR)
    parser.add_argument("--out", default="line.mp3")
    parser.add_argument("--voice", default="piper", help="as in skill/studio/voices.yaml; several with commas")
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    try:
        line = check_text(options.line, "LINE", options.line)
        clips = clips_of(said(line), options.rate)
        voices = {wish: voice(wish, options.language) for wish in options.voice.split(",")}
        parts = [spoken(clips, options.background, Takes(TAKES, each)) for each in voices.values()]
        Path(options.out).write_bytes(b"".join(parts))
    except (ContentError, VoiceMissing, OSError) as reason:
        refuse(reason)
    print(options.out)
    if len(voices) > 1:
        print(*_begins(voices, parts), sep="\n")
    _play(options.out)


def spoken(clips: tuple[Clip, ...], background: Background, takes: Takes) -> bytes:
    """Return the frames of a line's clips over a background; raises VoiceMissing."""
    speak(takes, clips)
    with tempfile.TemporaryDirectory() as folder:
        pack = write_pack(Path(folder), clips, takes, [background])
        with pack.over(background, clips[0].rate) as sound:
            return b"".join(_line(clips, sound))


def _begins(voices: Iterable[str], parts: Sequence[bytes]) -> Iterator[str]:
    """Yield a line for each voice: from which second on it is heard."""
    begins = accumulate((len(part) // mp3.FRAME * mp3.SECONDS for part in parts), initial=0.0)
    yield from (f"{at:6.1f} s  {wish}" for at, wish in zip(begins, voices, strict=False))


def _line(clips: tuple[Clip, ...], sound: OpenClips) -> Iterator[bytes]:
    yield sound.quiet(0, AROUND)
    for clip in clips:
        yield sound.clip(clip)
        yield sound.quiet(0, clip.pause)
    yield sound.quiet(0, AROUND)


def _play(path: str) -> None:
    for name, *options in PLAYERS:
        if program := shutil.which(name):
            subprocess.run([program, *options, path], check=False, stderr=subprocess.DEVNULL)
            return


if __name__ == "__main__":
    main()
