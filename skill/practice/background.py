"""What may lie under the voice while a session is played."""

from enum import StrEnum


class Background(StrEnum):
    """What is heard under the voice and in the quiet; never digital silence (docs/platform.md)."""

    FLOOR = "floor"
    """Hardly heard: the faint noise of a room."""
    BROWN = "brown"
    """Brown noise, deep and even."""
    RAIN = "rain"
    """Soft, like rain on leaves."""


LONGEST_TAIL = 30
"""Minutes that a background may go on, fading, after a bedtime session."""
