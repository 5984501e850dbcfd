"""One voice's clips as a recording: what the places for audio put there."""

import hashlib
import json
from functools import partial

from skill.audio.assembly import assemble
from skill.audio.clips import Clips
from skill.audio.port import Recording
from skill.audio.timing import make_audio_plan, measured
from skill.practice.library import Library

ASSEMBLY = 2
"""Raised whenever the same clips come to sound differently together: what lies somewhere by then is made anew."""


def recorded(library: Library, clips: Clips) -> Recording:
    """Return the recording of a library by its clips."""
    version = hashlib.sha256(json.dumps([ASSEMBLY, clips.to_wire()], sort_keys=True).encode()).hexdigest()
    made_by = hashlib.sha256(json.dumps([library.made_by, version]).encode()).hexdigest()
    return Recording(
        plan=partial(make_audio_plan, library=measured(library, clips.frames)),
        version=version,
        made_by=made_by[: len(library.made_by)],
        assemble=partial(assemble, clips=clips),
    )
