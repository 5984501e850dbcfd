"""A pack: takes mixed over backgrounds and encoded, as skill.audio.clips reads them."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path

import numpy as np

from skill.audio import mp3
from skill.audio.clip import Clip
from skill.audio.clips import INDEX, SOFTNESSES, Clips, Extent, loop_file, speech_file
from skill.practice.background import Background
from skill.studio import noise
from skill.studio.ffmpeg import DELAY, Samples, encode
from skill.studio.takes import Takes, Tell

RECIPE = 2
"""Goes up when sound is mixed or encoded in another way: then all files are made again."""
MADE_OF = "made_of"
"""In the index: a digest of what each file was made of."""
LEAD = 4
"""Frames of background before the first clip of a file: an encoder needs some to settle."""
BETWEEN = 2
"""Frames of background between two clips of a file."""


def write_pack(
    folder: Path, clips: Iterable[Clip], takes: Takes, backgrounds: Iterable[Background], tell: Tell = lambda done: None
) -> Clips:
    """Write files of all these clips, which are spoken already, over these backgrounds; return them as read.

    A file that would come out as it is stays; files of other rates and backgrounds are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    chosen, rates = sorted(set(backgrounds)), _by_rate(clips)
    before, made_of = _made_of(folder), {}
    for name, digest, make in _files(folder, rates, chosen, takes):
        if before.get(name) != digest or not (folder / name).is_file():
            (folder / name).write_bytes(make())
        made_of[name] = digest
        tell(1)
    extents = {key: _extents(same, takes) for key, same in rates.items()}
    pack = Clips(folder, extents, dict.fromkeys(chosen, noise.FRAMES))
    index = {"voice": takes.voice.identity, **pack.to_wire(), MADE_OF: made_of}
    (folder / INDEX).write_text(json.dumps(index, ensure_ascii=False), "utf-8")
    for name in before.keys() - made_of.keys():
        (folder / name).unlink(missing_ok=True)
    return pack


def files_of(clips: Iterable[Clip], backgrounds: Sequence[Background]) -> int:
    """Return how many files a pack of these has."""
    return len(backgrounds) * (1 + len({clip.key for clip in clips}))


def bytes_of(clips: Iterable[Clip], takes: Takes, backgrounds: Sequence[Background]) -> int:
    """Return how many bytes of sound a pack of these has; raises FileNotFoundError for a clip never spoken."""
    ends = (_end(_extents(same, takes)) for same in _by_rate(clips).values())
    return len(backgrounds) * (SOFTNESSES * noise.FRAMES + sum(ends)) * mp3.FRAME


Made = tuple[str, str, Callable[[], bytes]]
"""The name of a file, a digest of what it is made of, and what makes it."""


def _files(
    folder: Path, rates: Mapping[str, Sequence[Clip]], backgrounds: Iterable[Background], takes: Takes
) -> Iterable[Made]:
    for background in backgrounds:
        yield loop_file(folder, background).name, _digest(background.value), partial(encoded_loop, background)
        for key, clips in rates.items():
            digest = _digest(background.value, *(takes.path(clip).name for clip in clips))
            yield speech_file(folder, key, background).name, digest, partial(_mixed, clips, takes, background)


def encoded_loop(background: Background) -> bytes:
    """Return the frames of a background's loop, taken from the midst of its repetition; once for each softness."""
    lead, loops = LEAD * mp3.SAMPLES, []
    for softer in range(SOFTNESSES):
        once = noise.loop(background) * 2 ** (-softer / 8)
        whole = encode(np.concatenate([once[-lead:], once, once[:lead]]))
        loops.append(whole[LEAD * mp3.FRAME : (LEAD + noise.FRAMES) * mp3.FRAME])
    return b"".join(loops)


def _mixed(clips: Sequence[Clip], takes: Takes, background: Background) -> bytes:
    """Return the frames of clips over a background: each begins with a frame, once it is decoded."""
    extents = _extents(clips, takes)
    end = _end(extents)
    sound = noise.under(background, (end + LEAD) * mp3.SAMPLES).copy()
    for clip in clips:
        start = extents[clip.text][0] * mp3.SAMPLES - DELAY
        samples: Samples = takes.samples(clip)
        sound[start : start + len(samples)] += samples
    return encode(sound)[: end * mp3.FRAME]


def _extents(clips: Iterable[Clip], takes: Takes) -> dict[str, Extent]:
    extents, start = {}, LEAD
    for clip in clips:
        frames = takes.frames(clip)
        if frames is None:
            raise FileNotFoundError(f"{clip.text!r} was not spoken yet")
        extents[clip.text] = (start, frames)
        start += frames + BETWEEN
    return extents


def _end(extents: Mapping[str, Extent]) -> int:
    """Return how many frames a file of these has."""
    return max(start + frames for start, frames in extents.values())


def _by_rate(clips: Iterable[Clip]) -> dict[str, list[Clip]]:
    ordered = sorted(set(clips), key=lambda clip: (clip.key, clip.text))
    return {key: list(same) for key, same in groupby(ordered, key=lambda clip: clip.key)}


def _made_of(folder: Path) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads((folder / INDEX).read_text("utf-8"))[MADE_OF]
        return found
    except (OSError, ValueError, KeyError):
        return {}


def _digest(*parts: str) -> str:
    return sha256(json.dumps([RECIPE, *parts]).encode()).hexdigest()[:32]
