"""An understanding that works out each sentence once: dialogues say the same few again and again."""

from dataclasses import dataclass, field

from skill.simulator.heard import Heard
from skill.simulator.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Repeating(Understanding):
    """Remembers for every sentence what it means."""

    _known: dict[str, Heard | None] = field(default_factory=dict)

    def understand(self, words: str) -> Heard | None:
        """Return the intent meant, or None where Alexa would send AMAZON.FallbackIntent."""
        if words not in self._known:
            self._known[words] = Understanding.understand(self, words)
        return self._known[words]
