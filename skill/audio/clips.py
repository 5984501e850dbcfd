"""Clips spoken before, read from the folder that `make voice` writes.

It holds `index.json`, and MP3 files of plain frames (see skill.audio.mp3) that any player plays:

- `rain.mp3`: a background as a loop, the end of which goes on in its beginning; and once more, softer by half a step of
  gain, so that a background falls without steps
- `1.000-rain.mp3`: all clips spoken at the rate 1.0 over that background, one after the other

A clip lies at the same frames in the files of all backgrounds. The index has the first frame and the number of frames
of each clip, so that a plan is made without reading any sound.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from skill.audio import mp3
from skill.audio.clip import Clip, rate_key
from skill.practice.background import Background

INDEX = "index.json"
VERSION = 2
SOFTNESSES = 2
"""How often a loop lies in its file, each time softer by a half step, 0.75 dB."""
LONGEST_READ = 1000
"""Frames of quiet that are held at a time: 24 s, 144 kB."""

Extent = tuple[int, int]
"""The first frame of a clip in its file, and how many it has."""


class NoClip(LookupError):
    """A line was never spoken at this rate or over this background; its message names it."""


class NoClips(Exception):
    """A folder holds no clips, or none that this version reads."""


@dataclass(frozen=True, slots=True, eq=False)
class Clips:
    """The clips of one language and one voice."""

    folder: Path
    extents: Mapping[str, Mapping[str, Extent]]
    """By speaking rate, then by text."""
    loops: Mapping[Background, int]
    """Frames of each background's loop, which lies in its file SOFTNESSES times."""

    @classmethod
    def read(cls, folder: Path) -> "Clips":
        """Read the index of a folder; raises NoClips."""
        try:
            raw = json.loads((folder / INDEX).read_text("utf-8"))
            if raw["version"] != VERSION:
                raise NoClips(f"{folder / INDEX} is of version {raw['version']}, not {VERSION}: run `make voice`")
            extents = {
                rate: {text: _extent(each) for text, each in clips.items()} for rate, clips in raw["clips"].items()
            }
            return cls(folder, extents, {Background(name): int(frames) for name, frames in raw["loops"].items()})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise NoClips(f"no clips can be read in {folder} ({fault}): run `make voice`") from None

    def to_wire(self) -> dict[str, Any]:
        """Return the index as plain JSON values; `read` reads it."""
        loops = {background.value: frames for background, frames in self.loops.items()}
        return {"version": VERSION, "loops": loops, "clips": self.extents}

    def frames(self, clip: Clip) -> int | None:
        """Return how many frames a clip has; None if it was never spoken."""
        extent = self.extents.get(clip.key, {}).get(clip.text)
        return extent and extent[1]

    def extent(self, clip: Clip) -> Extent:
        """Return where a clip lies in its file; raises NoClip."""
        try:
            return self.extents[clip.key][clip.text]
        except KeyError:
            raise NoClip(f"never spoken at the rate {clip.key}: {clip.text!r}") from None

    @contextmanager
    def over(self, background: Background, rate: float) -> Iterator["OpenClips"]:
        """Give the sound of the clips at one rate over one background; raises NoClip if there is none."""
        if background not in self.loops:
            raise NoClip(f"nothing was spoken over the background {background.value!r}")
        with ExitStack() as stack:
            try:
                spoken = stack.enter_context(speech_file(self.folder, rate_key(rate), background).open("rb"))
                loop = stack.enter_context(loop_file(self.folder, background).open("rb"))
            except OSError as fault:
                raise NoClip(f"the sound of the clips cannot be read: {fault}") from None
            yield OpenClips(self, spoken, loop, self.loops[background])


@dataclass(frozen=True, slots=True, eq=False)
class OpenClips:
    """Open files of clips at one rate, and of their background."""

    clips: Clips
    spoken: BinaryIO
    loop: BinaryIO
    loop_frames: int

    def clip(self, clip: Clip) -> bytes:
        """Return the frames of a clip; raises NoClip."""
        start, frames = self.clips.extent(clip)
        return _read(self.spoken, start, frames)

    def quiet(self, start: int, end: int, softer: int = 0) -> bytes:
        """Return background for these frames of a stream, LONGEST_READ of them at most, softer by so many half steps:
        each frame has its place in the loop."""
        parts = []
        while start < end:
            inside = start % self.loop_frames
            frames = min(end - start, self.loop_frames - inside)
            parts.append(_read(self.loop, softer * self.loop_frames + inside, frames))
            start += frames
        return b"".join(parts)


def loop_file(folder: Path, background: Background) -> Path:
    """Return the file of a background's loop."""
    return folder / f"{background.value}.mp3"


def speech_file(folder: Path, rate: str, background: Background) -> Path:
    """Return the file of all clips at a rate (see Clip.key) over a background."""
    return folder / f"{rate}-{background.value}.mp3"


def _read(file: BinaryIO, start: int, frames: int) -> bytes:
    file.seek(start * mp3.FRAME)
    found = file.read(frames * mp3.FRAME)
    if len(found) < frames * mp3.FRAME:
        raise NoClip(f"{file.name} ends before frame {start + frames}")
    return found


def _extent(raw: Any) -> Extent:
    start, frames = raw
    return int(start), int(frames)
