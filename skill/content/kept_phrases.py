"""What the skill says of all that it keeps for a listener: wishes, settings, sessions done, what is played."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.practice.background import Background
from skill.practice.line import line
from skill.practice.preferences import CheckIns, Volume
from skill.practice.spec import Detail, Eyes, Pace, Posture, Sides, Tension


@dataclass(frozen=True)
class Keeping:
    """What is kept of a listener, and deleting it."""

    nothing_yet: str = line()
    not_known: str = line()
    """Memory could not be read: whether anything is kept, nobody knows."""
    progress_one: str = line("when")
    progress: str = line("sessions", "when")
    progress_many: str = line("when")
    """More sessions than there are words for."""
    today: str = line()
    yesterday: str = line()
    days_ago: str = line("days")
    weeks_ago: str = line()
    delete_offer: str = line(asks=True)
    deleted: str = line()
    not_deleted: str = line()
    perhaps_deleted: str = line()
    """Memory did not answer: it may have been deleted."""
    still_kept: str = line()
    """No to deleting."""
    privacy: str = line()
    """Who hears this, and what is stored; how it is deleted."""
    forgotten: str = line()


@dataclass(frozen=True)
class Adjusting:
    """Wishes that are remembered."""

    minutes: str = line("minutes")
    nearest_minutes: str = line("minutes")
    minutes_at_night: str = line("minutes")
    nearest_minutes_at_night: str = line("minutes")
    which_minutes: str = line()
    """A wish for minutes without a number."""
    direction: str = line("direction")
    direction_later: str = line("direction")
    """In a session, whose way stays as it is."""
    which_direction: str = line()
    pace: Mapping[Pace, str] = line()
    pace_already: Mapping[Pace, str] = line()
    """On the way: the session under way takes them too."""
    check_ins: Mapping[CheckIns, str] = line()
    detail: Mapping[Detail, str] = line()
    sides: Mapping[Sides, str] = line()
    volume: Mapping[Volume, str] = line()
    settings: str = line("minutes", "direction", "pace", "check_ins")
    settings_direction: str = line()
    """The direction, where the listener has said nothing."""
    settings_pace: Mapping[Pace, str] = line()
    settings_check_ins: Mapping[CheckIns, str] = line()
    settings_at_night: str = line("minutes")
    """Only where such a wish was made."""
    not_saved: str = line()
    perhaps_saved: str = line()
    """Instead of every confirmation, where the memory did not answer in time."""


@dataclass(frozen=True)
class Suiting:
    """What suits the listener's body, and is remembered."""

    posture: Mapping[Posture, str] = line()
    eyes: Mapping[Eyes, str] = line()
    tension: Mapping[Tension, str] = line()
    soft_on: str = line()
    """Soft lines may be said within a long quiet again."""
    soft_off: str = line()
    settings_posture: Mapping[Posture, str] = line()
    """These only where such a wish was made."""
    settings_eyes: Mapping[Eyes, str] = line()
    settings_tension: Mapping[Tension, str] = line()
    settings_soft_on: str = line()
    settings_soft_off: str = line()


@dataclass(frozen=True)
class Playing:
    """While the device plays a session by itself, and wishes for that."""

    hands_free: str = line()
    """No questions are wished, and here that means playing right through."""
    background: Mapping[Background, str] = line()
    which_background: str = line()
    tail: str = line("minutes")
    """How long the background goes on at bedtime."""
    tail_none: str = line()
    which_tail: str = line()
    volume: str = line()
    """A wish for another volume cannot change what plays; Alexa's own volume can."""
    in_order: str = line()
    """Nothing is looped or shuffled."""
    settings_hands_free: str = line()
    """In the place of how often is asked."""
    settings_background: Mapping[Background, str] = line()
    settings_tail: str = line("minutes")
