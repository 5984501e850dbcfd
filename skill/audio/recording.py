"""One voice's clips as a recording: what the places for audio put there."""

import hashlib
import json
from functools import partial

from skill.audio.assembly import assemble
from skill.audio.clips import Clips
from skill.audio.port import Recording
from skill.audio.timing import make_audio_plan, measured
from skill.practice.library import Library

ASSEMBLY = 1
"""Raised whenever the same clips come to sound differently together: what lies somewhere by then is made anew."""


def recorded(library: Library, clips: Clips) -> Recording:
    """Return the recording of a library by its clips."""
    index = json.dumps([ASSEMBLY, clips.to_wire()], sort_keys=True).encode()
    return Recording(
        plan=partial(make_audio_plan, library=measured(library, clips.frames)),
        version=hashlib.sha256(index).hexdigest(),
        assemble=partial(assemble, clips=clips),
    )
