"""An app that lets the page see what it has answered last, before it became Alexa's response."""

from skill.app.app import Answer, App
from skill.handlers.turn import Turn


class WatchedApp(App):
    """An app, and its latest answer."""

    latest: Answer | None = None

    def answer(self, turn: Turn) -> Answer:
        """Return the answer to a turn, and keep it."""
        self.latest = super().answer(turn)
        return self.latest
