"""Alexa's requests, as JSON that a skill receives."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from skill.simulator.heard import SlotValue

SKILL_ID = "amzn1.ask.skill.desk"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, and on which device."""

    user: str = "amzn1.ask.account.DESK"
    person: str | None = None
    device: str = "amzn1.ask.device.DESK"
    locale: str = "en-US"
    screen: bool = False
    """Whether the device shows what a skill draws."""


def launch() -> dict[str, Any]:
    """Return a LaunchRequest."""
    return {"type": "LaunchRequest"}


def intent(name: str, slots: Mapping[str, SlotValue]) -> dict[str, Any]:
    """Return an IntentRequest."""
    filled = {key: _slot(key, value) for key, value in slots.items()}
    body = {"name": name, "confirmationStatus": "NONE", "slots": filled}
    return {"type": "IntentRequest", "intent": body}


def ended(reason: str) -> dict[str, Any]:
    """Return a SessionEndedRequest: USER_INITIATED, ERROR or EXCEEDED_MAX_REPROMPTS."""
    return {"type": "SessionEndedRequest", "reason": reason}


def audio_event(kind: str, token: str, offset: float) -> dict[str, Any]:
    """Return what a device tells of its audio, such as "PlaybackStopped", at seconds of the stream."""
    return {"type": f"AudioPlayer.{kind}", "token": token, "offsetInMilliseconds": round(offset * 1000)}


def touched(event: str) -> dict[str, Any]:
    """Return the request of a touch on what a screen shows, by the name that the picture gives it."""
    source = {"type": "TouchWrapper", "handler": "Press", "id": ""}
    return {"type": "Alexa.Presentation.APL.UserEvent", "token": "session", "arguments": [event], "source": source}


def button(kind: str) -> dict[str, Any]:
    """Return the request of a button: Play, Pause, Next or Previous."""
    return {"type": f"PlaybackController.{kind}CommandIssued"}


def untold(
    request: Mapping[str, Any], sender: Sender, now: float, player: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return a request that belongs to no session: nobody said anything, and nobody is named."""
    made = envelope(request, replace(sender, person=None), "", {}, now, False, player)
    del made["session"]
    return made


def envelope(
    request: Mapping[str, Any],
    sender: Sender,
    session: str,
    attributes: Mapping[str, Any],
    now: float,
    new: bool,
    player: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the whole request of a session, made at `now` in epoch seconds.

    `player` is the state of the device's audio player; without one, the device has none.
    """
    user = {"userId": sender.user}
    interfaces: dict[str, Any] = {} if player is None else {"AudioPlayer": {}}
    if sender.screen:
        interfaces["Alexa.Presentation.APL"] = {"runtime": {"maxVersion": "2024.3"}}
    system = {
        "application": {"applicationId": SKILL_ID},
        "user": user,
        "device": {"deviceId": sender.device, "supportedInterfaces": interfaces},
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "token",
    }
    if sender.person:
        system["person"] = {"personId": sender.person}
    return {
        "version": "1.0",
        "session": {
            "new": new,
            "sessionId": session,
            "application": {"applicationId": SKILL_ID},
            "attributes": dict(attributes),
            "user": user,
        },
        "context": {"System": system} | ({} if player is None else {"AudioPlayer": dict(player)}),
        "request": {
            **request,
            "requestId": f"amzn1.echo-api.request.{uuid4()}",
            "locale": sender.locale,
            "timestamp": datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
    }


def _slot(name: str, slot: SlotValue) -> dict[str, Any]:
    body: dict[str, Any] = {"name": name, "value": slot.value, "confirmationStatus": "NONE", "source": "USER"}
    if slot.id:
        resolved = {"value": {"name": slot.value, "id": slot.id}}
        authority = {
            "authority": f"amzn1.er-authority.echo-sdk.{SKILL_ID}.{name}",
            "status": {"code": "ER_SUCCESS_MATCH"},
            "values": [resolved],
        }
        body["resolutions"] = {"resolutionsPerAuthority": [authority]}
    return body
