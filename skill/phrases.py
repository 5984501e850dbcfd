"""What the skill says outside the routines: one class for each moment of the conversation, one file each."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.practice.line import line
from skill.practice.preferences import CheckIns
from skill.practice.spec import Pace


@dataclass(frozen=True, slots=True)
class Opening:
    """The first words, and the way back to a kept place."""

    welcome: str = line()
    safety: str = line()
    """Once only, before the first session."""
    first_offer: str = line("minutes")
    resume_offer: str = line("place", "minutes")
    resume_later_offer: str = line("place", "minutes")
    """After some hours: also offers to start over."""
    back: str = line("place")
    beginning: str = line()
    """The place before the first group, as spoken in a sentence."""
    closing_rest: str = line()
    """The place after the last group."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """Agreeing on what to do."""

    begin_offer: str = line("minutes")
    fresh_offer: str = line("minutes")
    nearest_offer: str = line("routine", "minutes")
    nothing_paused: str = line()
    nothing_left: str = line()
    declined: str = line()


@dataclass(frozen=True, slots=True)
class Guiding:
    """On the way."""

    check_in: tuple[str, ...] = line("part")
    check_in_ending: str = line()
    paused: str = line()
    go_on: str = line()
    """The question after a pause, or after an answer."""
    time_left: str = line("place", "minutes")
    nearly_done: str = line("place")
    """Less than a minute left."""
    start_over: str = line()


@dataclass(frozen=True, slots=True)
class Adjusting:
    """Wishes that are remembered."""

    minutes: str = line("minutes")
    nearest_minutes: str = line("minutes")
    which_minutes: str = line()
    """A wish for minutes without a number."""
    direction: str = line("direction")
    which_direction: str = line()
    pace: Mapping[Pace, str] = line()
    pace_left: str = line("minutes")
    """What a new pace on the way means for the time left."""
    check_ins: Mapping[CheckIns, str] = line()
    settings: str = line("minutes", "direction", "pace", "check_ins")
    settings_direction: str = line()
    """The direction, where the listener has said nothing."""
    settings_pace: Mapping[Pace, str] = line()
    settings_check_ins: Mapping[CheckIns, str] = line()
    not_saved: str = line()


@dataclass(frozen=True, slots=True)
class Closing:
    """Last words."""

    kept: str = line()
    goodbye: str = line()


@dataclass(frozen=True, slots=True)
class Recovering:
    """Help, and what did not come across."""

    help_before: str = line()
    help_paused: str = line()
    help_on_the_way: str = line()
    unclear_before: str = line()
    unclear_on_the_way: str = line()
    trouble: str = line()


@dataclass(frozen=True, slots=True)
class Phrases:
    """All of the above."""

    opening: Opening
    choosing: Choosing
    guiding: Guiding
    adjusting: Adjusting
    closing: Closing
    recovering: Recovering
