"""How much one voice may have: what is packaged with the function has to fit into Lambda."""

from collections.abc import Iterable, Sequence

from skill.audio.clip import Clip
from skill.practice.background import Background
from skill.studio.pack import bytes_of
from skill.studio.takes import Takes

MOST_CLIPS = 2_500
"""An hour of speech, and what somebody can still have heard back (`make hear`) in minutes."""
MOST_BYTES = 90_000_000
"""Lambda takes 250 MB unpacked: 40 MB of packages, and so two voices."""


class TooMuch(Exception):
    """A voice has more clips, or larger ones, than may be packaged; says how many."""


def check_clips(clips: Iterable[Clip], most: int = MOST_CLIPS) -> str:
    """Return "1,134 of 2,500 clips"; raises TooMuch."""
    count = len(set(clips))
    told = f"{count:,} of {most:,} clips"
    if count > most:
        raise TooMuch(f"{told}: take out phrasings, a clip is a sentence at one speaking rate")
    return told


def check_size(clips: Iterable[Clip], takes: Takes, backgrounds: Sequence[Background], most: int = MOST_BYTES) -> str:
    """Return "41 of 90 MB", of clips that are spoken; raises TooMuch."""
    size = bytes_of(clips, takes, backgrounds)
    told = f"{size / 1e6:.0f} of {most / 1e6:.0f} MB"
    if size > most:
        raise TooMuch(f"{told}: take out phrasings, or a background with --backgrounds")
    return told
