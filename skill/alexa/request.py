"""An Alexa request, read: the SDK's envelope becomes a Request."""

import re
from collections.abc import Callable
from typing import Any

from ask_sdk_model import IntentRequest, RequestEnvelope
from ask_sdk_model.slu.entityresolution import StatusCode

from skill.handlers.meanings import NO_VALUES, TOUCHES, meant
from skill.handlers.request import AUDIO_EVENTS, PLAYBACK_FAILED, TOUCHED, UNMATCHED, AudioState, Request
from skill.store.port import HOUSEHOLD, Listener

_LOCALE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,4}){1,2}")
HourOf = Callable[[RequestEnvelope], int | None]
"""Tells the hour of the day where the device of a request is; None where that is not known."""


def read(envelope: RequestEnvelope, hour_of: HourOf) -> Request:
    """Return what a request says; the clock is Alexa's own."""
    read: Any = envelope  # the SDK's types make every part optional
    request, session, system = read.request, read.session, read.context.system
    intent: Any = request.intent if isinstance(request, IntentRequest) else None
    person = system.person.person_id if system.person else None
    name, slots = meant(intent.name, _slots(intent)) if intent else (_touch(request), NO_VALUES)
    return Request(
        id=request.request_id,
        kind=request.object_type,
        now=int(request.timestamp.timestamp()),
        is_new=bool(session and session.new),
        listener=Listener(system.user.user_id, person or HOUSEHOLD),
        intent=name,
        slots=slots,
        attributes=(session.attributes or {}) if session else {},
        locale=_locale(request),
        in_car=read.context.automotive is not None,
        can_play=_has(system.device, "audio_player"),
        has_screen=_has(system.device, "alexa_presentation_apl"),
        audio_state=_audio_state(request, read.context.audio_player),
        failure=_failure(request),
        find_hour=lambda: hour_of(envelope),
    )


def _has(device: Any, interface: str) -> bool:
    return bool(device and device.supported_interfaces and getattr(device.supported_interfaces, interface) is not None)


def _touch(request: Any) -> str:
    """Return the intent that a touch means; empty for any other request, and for what no picture of ours sends."""
    arguments = request.arguments if request.object_type == TOUCHED else None
    return TOUCHES.get(str(arguments[0]), "") if arguments else ""


def _locale(request: Any) -> str:
    """Return the locale, which is logged; empty for anything that is no name of one."""
    locale = request.locale or ""
    return locale if _LOCALE.fullmatch(locale) else ""


def _audio_state(request: Any, known: Any) -> AudioState:
    """Return what plays: by the request itself where that is about audio, else by what comes with it."""
    if request.object_type == PLAYBACK_FAILED:
        known = request.current_playback_state
        if known is None or known.token != request.token:
            return AudioState()
    elif request.object_type.startswith(AUDIO_EVENTS):
        return AudioState(request.token or "", (request.offset_in_milliseconds or 0) / 1000, "PLAYING")
    if known is None:
        return AudioState()
    activity = known.player_activity.value if known.player_activity else "IDLE"
    return AudioState(known.token or "", (known.offset_in_milliseconds or 0) / 1000, activity)


def _failure(request: Any) -> str:
    error = request.error if request.object_type == PLAYBACK_FAILED else None
    return error.object_type.value if error and error.object_type else ""


def _slots(intent: Any) -> dict[str, str]:
    found = {}
    for name, slot in (intent.slots or {}).items():
        value = _value(slot) if slot else None
        if value:
            found[name] = str(value)
    return found


def _value(slot: Any) -> str | None:
    """Return the id of the first value that matched, or UNMATCHED; what was said where the slot's type has no ids."""
    known = slot.resolutions.resolutions_per_authority if slot.resolutions else None
    answered = [each for each in known or () if each and each.status]
    for each in answered:
        if each.status.code == StatusCode.ER_SUCCESS_MATCH and each.values and each.values[0] and each.values[0].value:
            return str(each.values[0].value.id)
    unmatched = slot.value and any(each.status.code == StatusCode.ER_SUCCESS_NO_MATCH for each in answered)
    return UNMATCHED if unmatched else slot.value
