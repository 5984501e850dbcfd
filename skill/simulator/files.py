"""Audio files over HTTP: whole, or from a byte on, as a device asks that resumes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"/audio/([0-9a-f]{64}\.mp3)")
"""The names that skill.audio.port gives; nothing else of a folder is served."""
RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Bytes of a file, both ends among them."""

    file: Path
    first: int
    last: int
    size: int
    """Of the whole file."""

    @property
    def length(self) -> int:
        """How many bytes these are."""
        return self.last - self.first + 1

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes, a little at a time."""
        with self.file.open("rb") as opened:
            opened.seek(self.first)
            left = self.length
            while left and (piece := opened.read(min(PIECE, left))):
                left -= len(piece)
                yield piece


def find(folder: Path, path: str) -> Path | None:
    """Return the file that an address names; None if there is none."""
    named = NAME.fullmatch(path)
    file = folder / named[1] if named else None
    return file if file and file.is_file() else None


def excerpt(file: Path, asked: str | None) -> Excerpt | None:
    """Return what a Range header asks for, the whole without one; None if the file has none of it."""
    size = file.stat().st_size
    wanted = RANGE.fullmatch(asked or "")
    if not wanted:
        return Excerpt(file, 0, size - 1, size)
    first, last = int(wanted[1]), min(int(wanted[2] or size - 1), size - 1)
    return Excerpt(file, first, last, size) if first <= last else None
