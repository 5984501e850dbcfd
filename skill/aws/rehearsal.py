"""One launch rehearsed before anyone has spoken, so that what is done once is done before a snapshot is taken."""

from typing import Any

from skill.alexa.endpoint import Endpoint
from skill.app.app import App

USER = {"userId": "rehearsal"}
APPLICATION = {"applicationId": "rehearsal"}


def warm_up(app: App) -> None:
    """Let an app, made for this alone, welcome nobody and begin a session; its store must send nothing."""
    endpoint = Endpoint(app)
    attributes = endpoint(_event({"type": "LaunchRequest"}, None)).get("sessionAttributes")
    intent = {"name": "StartIntent", "confirmationStatus": "NONE"}
    endpoint(_event({"type": "IntentRequest", "intent": intent}, attributes))


def _event(request: dict[str, Any], attributes: dict[str, Any] | None) -> dict[str, Any]:
    return {
        "version": "1.0",
        "session": {"new": attributes is None, "sessionId": "rehearsal", "attributes": attributes, "user": USER},
        "context": {"System": {"application": APPLICATION, "user": USER, "device": {"deviceId": "rehearsal"}}},
        "request": {"requestId": "rehearsal", "locale": "en-US", "timestamp": "2026-01-01T12:00:00Z", **request},
    }
