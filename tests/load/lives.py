"""What somebody does with the skill in a day: told to it in requests, by a clock of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.simulator.heard import SlotValue
from skill.simulator.playback import response_ssml

Ask = Callable[[dict[str, Any]], dict[str, Any]]
BEGIN = 1_790_000_000
SHORTEST, LENGTHS = 5, 36
"""Minutes that people wish for: the fewest, and how many lengths there are."""
AREAS = ("feet", "hands", "jaw", "eyes", "stomach", "shoulders")
"""What people leave out."""
MOST_QUESTIONS = 20
"""More than any session asks."""
LAST_QUESTION = "without my questions?"


@dataclass(frozen=True)
class Life:
    """One of many: no two of the first 216 have the same wishes."""

    number: int

    @property
    def sender(self) -> Sender:
        """Who it is."""
        return Sender(f"amzn1.ask.account.LOAD{self.number}", device=f"amzn1.ask.device.LOAD{self.number}")

    def said(self, ask: Ask) -> Iterator[str]:
        """Yield each answer's SSML, from the first words to the count of sessions at the end of the day."""
        minutes = str(SHORTEST + self.number % LENGTHS)
        area = AREAS[self.number // LENGTHS % len(AREAS)]
        talk = _Talk(ask, self.sender, BEGIN + self.number)
        yield talk.opened()
        yield talk.told("SetMinutesIntent", minutes=SlotValue(minutes, None))
        yield talk.told("AlwaysSkipIntent", area=SlotValue(area, area))
        yield talk.told("AMAZON.YesIntent", after=30)
        yield talk.told("AMAZON.PauseIntent", after=120)
        yield talk.told("AMAZON.StopIntent", after=5)
        yield talk.opened(after=3600)
        for _ in range(MOST_QUESTIONS):
            if not talk.open or talk.heard.endswith(f"{LAST_QUESTION}</speak>"):
                break
            yield talk.told("AMAZON.YesIntent", after=330)
        if talk.open:
            yield talk.told("AMAZON.NoIntent", after=60)
        yield talk.told("SettingsIntent", after=3600, new=True)
        yield talk.told("ProgressIntent", after=10, new=True)


class _Talk:
    """A conversation: what is heard, and whether the skill listens."""

    def __init__(self, ask: Ask, sender: Sender, now: int) -> None:
        self._ask, self._sender, self._now = ask, sender, now
        self._session, self._turns, self._attributes = 0, 0, dict[str, Any]()
        self.open, self.heard = False, ""

    def opened(self, after: float = 0) -> str:
        return self._say(envelope.launch(), after, new=True)

    def told(self, intent: str, after: float = 5, new: bool = False, **slots: SlotValue) -> str:
        return self._say(envelope.intent(intent, slots), after, new)

    def _say(self, request: dict[str, Any], after: float, new: bool) -> str:
        self._now += int(after)
        if new:
            self._session, self._attributes = self._session + 1, {}
        session = f"amzn1.echo-api.session.{self._sender.user}.{self._session}"
        event = envelope.envelope(request, self._sender, session, self._attributes, self._now, new)
        self._turns += 1
        event["request"]["requestId"] = f"{session}.{self._turns}"  # the wording varies with it, and with it alone
        answer = self._ask(event)
        self._attributes = answer.get("sessionAttributes") or {}
        self.open = answer["response"].get("shouldEndSession") is False
        self.heard = response_ssml(answer["response"])
        return self.heard
