"""Alexa's side: a request becomes what was said, a reply becomes a response. The platform's limits are kept here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import IntentRequest, Response
from ask_sdk_model.interfaces.audioplayer import AudioItem, PlayBehavior, PlayDirective, StopDirective, Stream
from ask_sdk_model.slu.entityresolution import StatusCode
from ask_sdk_model.ui import SimpleCard

from skill.handlers.reply import Reply
from skill.handlers.turn import BUTTONS
from skill.practice.plan import Beat
from skill.practice.words import said
from skill.speech.ssml import LIMIT, Spoken, speak
from skill.store.port import HOUSEHOLD, Listener

SPOKEN_TO = frozenset(("LaunchRequest", "IntentRequest"))
"""Requests that may be answered with speech; to all others it is forbidden or reaches nobody."""


IN_SESSION = SPOKEN_TO | {"SessionEndedRequest"}
"""Requests that are part of a session."""
SKILL_EVENTS = "AlexaSkillEvent."
"""How the types of Alexa's own events begin: enabled, disabled."""
AUDIO = "AudioPlayer."
"""Begins the type of what a device tells of its audio: answered with nothing, as a session is one piece of audio."""
FAILED = "AudioPlayer.PlaybackFailed"
CONTEXT_PARTS = frozenset(("System", "AudioPlayer", "Automotive"))
"""The parts of a request's context that are read here; a device's others may be of any newer kind."""
UNREAD_PARTS = {"SessionEndedRequest": frozenset(("reason", "error"))}
"""Parts of a request that change nothing in what is done."""


class TooLong(ValueError):
    """A response of more characters than Alexa speaks; it says how many."""


@dataclass(frozen=True)
class Player:
    """What a device tells of the audio that it plays, or played last."""

    token: str = field(default="", repr=False)
    """Empty if that was none of ours."""
    offset: float = 0.0
    """Seconds."""
    activity: str = "IDLE"
    """PLAYING or BUFFER_UNDERRUN; STOPPED or PAUSED, also while a word interrupts it; FINISHED or IDLE."""


@dataclass(frozen=True)
class Said:
    """What an Alexa request says."""

    id: str
    kind: str
    now: int
    new: bool
    listener: Listener
    intent: str = ""
    slots: Mapping[str, str] = field(default_factory=dict, repr=False)
    attributes: Mapping[str, Any] = field(default_factory=dict, repr=False)
    locale: str = "en-US"
    in_car: bool = False
    """The request comes from a device that is meant for a car."""
    plays: bool = False
    """The device has an audio player for skills."""
    player: Player = Player()
    failure: str = ""
    """Why audio could not be played."""

    @property
    def untold(self) -> bool:
        """Whether the device tells something that nobody said: there is no session, and nothing to be spoken."""
        return self.kind.startswith(AUDIO)


def read(handler_input: HandlerInput) -> Said:
    """Return what a request says; the clock is Alexa's own."""
    envelope: Any = handler_input.request_envelope  # the SDK's types make every part optional
    request, session, system = envelope.request, envelope.session, envelope.context.system
    intent: Any = request.intent if isinstance(request, IntentRequest) else None
    person = system.person.person_id if system.person else None
    return Said(
        id=request.request_id,
        kind=request.object_type,
        now=int(request.timestamp.timestamp()),
        new=bool(session and session.new),
        listener=Listener(system.user.user_id, person or HOUSEHOLD),
        intent=intent.name if intent else "",
        slots=_slots(intent),
        attributes=(session.attributes or {}) if session else {},
        locale=request.locale or "en-US",
        in_car=envelope.context.automotive is not None,
        plays=_plays(system.device),
        player=_player(request, envelope.context.audio_player),
        failure=_failure(request),
    )


@dataclass(frozen=True)
class Sound:
    """What a device is told to play: where it lies, by which token, and where to begin."""

    url: str
    token: str = field(repr=False)
    offset: float
    """Seconds."""


def respond(handler_input: HandlerInput, reply: Reply, sound: Sound | None = None, *, stops: bool = False) -> Response:
    """Return Alexa's response: open if and only if it asks, silent where speech is not allowed.

    With a sound it closes. `stops` ends what plays, if nothing else is to play. Raises TooLong rather than let
    Alexa refuse it.
    """
    builder, envelope = handler_input.response_builder, cast(Any, handler_input.request_envelope)
    spoken_to = is_spoken_to(handler_input)
    if (spoken_to or envelope.request.object_type.startswith(BUTTONS)) and (sound or stops):
        builder.add_directive(_play(sound) if sound else StopDirective())
    if not spoken_to:
        return builder.response
    stretches = [_words(reply.before), reply.spoken or Spoken(()), _words(reply.ask)]
    if any(stretch.beats for stretch in stretches):
        builder.speak(_within_limit(speak(stretches))[len("<speak>") : -len("</speak>")])
    if reply.card:
        builder.set_card(SimpleCard(title=reply.card.title, content=reply.card.text))
    if reply.ask and not sound:
        builder.ask(speak([_words(reply.ask)])[len("<speak>") : -len("</speak>")])
    else:
        builder.set_should_end_session(True)
    return builder.response


def is_spoken_to(handler_input: HandlerInput) -> bool:
    """Whether a request may be answered with words."""
    return cast(Any, handler_input.request_envelope).request.object_type in SPOKEN_TO


def _play(sound: Sound) -> PlayDirective:
    stream = Stream(token=sound.token, url=sound.url, offset_in_milliseconds=round(sound.offset * 1000))
    return PlayDirective(PlayBehavior.REPLACE_ALL, AudioItem(stream))


def _plays(device: Any) -> bool:
    return bool(device and device.supported_interfaces and device.supported_interfaces.audio_player is not None)


def _player(request: Any, known: Any) -> Player:
    """Return what plays: by the request itself where that is about audio, else by what comes with it."""
    if request.object_type == FAILED:
        known = request.current_playback_state
        if known is None or known.token != request.token:
            return Player()
    elif request.object_type.startswith(AUDIO):
        return Player(request.token or "", (request.offset_in_milliseconds or 0) / 1000, "PLAYING")
    if known is None:
        return Player()
    activity = known.player_activity.value if known.player_activity else "IDLE"
    return Player(known.token or "", (known.offset_in_milliseconds or 0) / 1000, activity)


def _failure(request: Any) -> str:
    error = request.error if request.object_type == FAILED else None
    return error.object_type.value if error and error.object_type else ""


def _within_limit(ssml: str) -> str:
    if len(ssml) > LIMIT:
        raise TooLong(f"{len(ssml)} characters, {LIMIT} are allowed")
    return ssml


def _words(words: str) -> Spoken:
    return Spoken((Beat("words", 0.0, said(words)),) if words else ())


def _slots(intent: Any) -> dict[str, str]:
    found = {}
    for name, slot in ((intent.slots if intent else None) or {}).items():
        value = (_resolved(slot) or slot.value) if slot else None
        if value:
            found[name] = str(value)
    return found


def _resolved(slot: Any) -> str | None:
    """Return the id of the first value that matched, if the slot's type has ids."""
    resolutions = slot.resolutions.resolutions_per_authority if slot.resolutions else None
    for each in resolutions or ():
        matched = each and each.status and each.status.code == StatusCode.ER_SUCCESS_MATCH
        if matched and each.values and each.values[0] and each.values[0].value:
            return str(each.values[0].value.id)
    return None
