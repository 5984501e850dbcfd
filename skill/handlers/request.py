"""A request: what an Alexa request says, in the skill's own terms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.store.port import Listener

TOUCHED = "Alexa.Presentation.APL.UserEvent"
"""A touch on what a screen shows: it means an intent, and is answered as that is."""
SPOKEN_TO = frozenset(("LaunchRequest", "IntentRequest", TOUCHED))
"""Requests that may be answered with speech; to all others it is forbidden or reaches nobody."""
SKILL_EVENTS = "AlexaSkillEvent."
"""How the types of Alexa's own events begin: enabled, disabled."""
AUDIO_EVENTS = "AudioPlayer."
"""Begins the type of what a device tells of its audio: answered with nothing, as a session is one piece of audio."""
BUTTONS = "PlaybackController."
"""Begins the type of a button's request: answered with audio only."""
PLAYBACK_FAILED = "AudioPlayer.PlaybackFailed"
ENDS_AUDIO = frozenset(("AudioPlayer.PlaybackStopped", "AudioPlayer.PlaybackFinished"))
LATE_FROM, LATE_UNTIL = 21, 4
"""Hours of the day between which bedtime is offered."""
UNMATCHED = "?"
"""Stands for what was said in a slot and is none of its values: it is filled, and names nothing."""
MOST_DIGITS = 4
"""Of a number of minutes; whatever is longer is far too many in any case."""


NOBODY = Listener("")


def _unknown_hour() -> int | None:
    return None


@dataclass(frozen=True)
class AudioState:
    """What a device tells of the audio that it plays, or played last."""

    token: str = field(default="", repr=False)
    """Empty if that was none of ours."""
    offset: float = 0.0
    """Seconds."""
    activity: str = "IDLE"
    """PLAYING or BUFFER_UNDERRUN; STOPPED or PAUSED, also while a word interrupts it; FINISHED or IDLE."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was said or told, by whom, where and when."""

    kind: str
    """Its type, such as "LaunchRequest"."""
    now: int
    """When it was made by Alexa's clock, in epoch seconds."""
    id: str = ""
    intent: str = ""
    slots: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Filled slots by name: the id of a value, UNMATCHED where nothing matched, the value where none has an id."""
    listener: Listener = NOBODY
    """Who speaks, as far as Alexa knows."""
    is_new: bool = False
    """Whether the Alexa session began with this request."""
    attributes: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The session attributes as they came."""
    locale: str = "en-US"
    in_car: bool = False
    """Whether it comes from a device that is meant for a car."""
    can_play: bool = False
    """Whether the device has an audio player for skills."""
    has_screen: bool = False
    """Whether the device shows what a skill draws."""
    audio_state: AudioState = AudioState()
    failure: str = ""
    """Why audio could not be played."""
    find_hour: Callable[[], int | None] = field(default=_unknown_hour, repr=False)
    """Asks for the hour of the day where the device is; None where that is not known."""

    @property
    def is_spoken_to(self) -> bool:
        """Whether it may be answered with words."""
        return self.kind in SPOKEN_TO

    @property
    def is_audio_event(self) -> bool:
        """Whether the device tells something that nobody said: there is no session, and nothing to be spoken."""
        return self.kind.startswith(AUDIO_EVENTS)

    @property
    def is_button(self) -> bool:
        """Whether a button was pressed, where nothing may be said."""
        return self.kind.startswith(BUTTONS)

    def is_late(self) -> bool:
        """Ask for the hour, and say whether it is late in the evening or night; not where the hour is unknown."""
        hour = self.find_hour()
        return hour is not None and (hour >= LATE_FROM or hour < LATE_UNTIL)

    @property
    def minutes(self) -> int | None:
        """The minutes named, also as "half an hour"."""
        said = (self.slots.get(name, "") for name in ("minutes", "length"))
        return next((int(value[:MOST_DIGITS]) for value in said if value.isdecimal()), None)
