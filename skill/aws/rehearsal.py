"""One launch rehearsed before anyone has spoken, so that what is done once is done before a snapshot is taken."""

from collections.abc import Callable
from functools import cache
from typing import Any

from skill.alexa.endpoint import Endpoint
from skill.app.app import App

USER = {"userId": "rehearsal"}
APPLICATION = {"applicationId": "rehearsal"}


class Deferred:
    """What is made when it is first needed where somebody waits for the start, and by the rehearsal where nobody does.

    One list for both: what is late is what was handed in here.
    """

    def __init__(self) -> None:
        self.makers: dict[Callable[[], Any], Callable[[], Any]] = {}

    def __call__(self, make: Callable[[], Any]) -> Callable[[], Any]:
        """Return what gives that which is made, once, however often it is handed in and asked for."""
        return self.makers.setdefault(make, cache(make))

    def make_all(self) -> None:
        """Make all of it now."""
        for made in self.makers.values():
            made()


def warm_up(app: App, late: Deferred) -> None:
    """Make what is late, and let an app, made for this alone, welcome nobody and begin a session.

    Its store must send nothing.
    """
    late.make_all()
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
