"""Encoding and decoding by ffmpeg, a process; it comes in the wheel of imageio-ffmpeg."""

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from skill.audio import mp3

Samples = NDArray[np.floating[Any]]
"""One channel at mp3.RATE samples a second, between -1 and 1."""

DELAY = 1105
"""Samples by which decoded sound is later than what was encoded: 576 by LAME, 529 by any decoder."""

_RAW = ("-f", "f32le", "-ar", str(mp3.RATE), "-ac", "1")
_ENCODING = ("-c:a", "libmp3lame", "-b:a", "48k", "-reservoir", "0", "-compression_level", "0", "-write_xing", "0")
_NO_TAGS = ("-id3v2_version", "0", "-fflags", "+bitexact", "-flags:a", "+bitexact")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a file with its title."""

    title: str
    start: float
    """Seconds."""
    end: float


def encode(samples: Samples) -> bytes:
    """Return frames whose decoded sound is DELAY samples later than the samples."""
    command = (*_RAW, "-i", "pipe:", *_ENCODING, *_NO_TAGS, "-f", "mp3", "pipe:")
    return mp3.check(_run(command, samples.astype("<f4").tobytes()))


def decode(sound: bytes, kind: str = "mp3") -> Samples:
    """Return the samples of sound in a format that ffmpeg calls by this name."""
    return np.frombuffer(_run(("-f", kind, "-i", "pipe:", *_RAW, "pipe:"), sound), "<f4")


def write_with_chapters(source: Path, chapters: Iterable[Chapter], title: str, target: Path) -> None:
    """Copy an MP3 with a title and ID3v2 chapters before it; its frames stay as they are."""
    command = ("-i", str(source), "-f", "ffmetadata", "-i", "pipe:", "-map", "0:a", "-map_metadata", "1")
    copied = ("-map_chapters", "1", "-c", "copy", "-write_xing", "0", "-id3v2_version", "3", "-f", "mp3", str(target))
    _run((*command, *copied, "-y"), _metadata(chapters, title).encode())


def _metadata(chapters: Iterable[Chapter], title: str) -> str:
    lines = [";FFMETADATA1", f"title={_escaped(title)}"]
    for each in chapters:
        times = f"START={round(each.start * 1000)}\nEND={round(each.end * 1000)}"
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", times, f"title={_escaped(each.title)}"]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    for special in "\\=;#\n":
        text = text.replace(special, f"\\{special}")
    return text


def _run(arguments: Iterable[str], data: bytes) -> bytes:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "error", *arguments]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(f"ffmpeg: {done.stderr.decode(errors='replace').strip()[-600:]}")
    return done.stdout
