"""What Alexa sends, and whom it is about: events of every kind, to a skill that knows everybody."""

import copy
from typing import Any

from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.simulator.heard import SlotValue
from skill.store.port import Changes, Listener, Memory

NOW = 1_790_000_000
SKIP = envelope.intent("SkipIntent", {"area": SlotValue("neck", "neck")})
AUDIO = {"type": "AudioPlayer.PlaybackStopped", "token": "t", "offsetInMilliseconds": 7}
DISABLED = {"type": "AlexaSkillEvent.SkillDisabled"}


class Remembered:
    """A store that knows everybody, without I/O."""

    def load(self, listener: Listener) -> Memory | None:
        return Memory(welcomed=True)

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        return True

    def delete(self, listener: Listener, asked: int) -> None:
        pass

    def delete_account(self, user: str, asked: int) -> None:
        pass


def event(request: dict[str, Any], age: float = 0, **attributes: Any) -> dict[str, Any]:
    """Return what Alexa sends; its own events and those of the audio player have no session."""
    sent = envelope.envelope(copy.deepcopy(request), Sender(), "session", attributes, NOW - age, not attributes)
    if "." in request["type"]:
        del sent["session"]
    return sent
