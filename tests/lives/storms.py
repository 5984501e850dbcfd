"""A storm: wishes of a listener whose database fails now and then, in every way that the proxy knows."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from skill.content.content import Content
from skill.practice.preferences import CheckIns
from skill.practice.spec import Eyes, Posture
from tests.network.faults import Fault
from tests.network.faulty import Talk, faulty_skill, known, memory

WISHES: dict[str, tuple[str, Any]] = {
    "SeatedIntent": ("posture", Posture.SEATED),
    "LyingIntent": ("posture", Posture.LYING),
    "EyesOpenIntent": ("eyes", Eyes.OPEN),
    "EyesClosedIntent": ("eyes", Eyes.CLOSED),
    "HandsFreeIntent": ("check_ins", CheckIns.NONE),
    "MoreQuestionsIntent": ("check_ins", CheckIns.MORE),
}
"""By intent, what is remembered once it is confirmed."""


@dataclass
class Storm:
    """What was wished, and what may be stored by now."""

    content: Content
    client: Any
    random: Random
    often: float = 0.3
    """Of all requests to the database, how many meet a fault."""
    said: int = 0
    met: int = 0
    may_be: dict[str, set[Any]] = field(default_factory=lambda: {name: {None} for name, _ in WISHES.values()})

    def blow(self, wishes: int) -> None:
        """Say so many wishes, each by the skill's name; raises AssertionError where what is said of one isn't true."""
        with faulty_skill(self.content, self.client, self._fault) as (talk, faulty):
            known(self.client, talk)
            for _ in range(wishes):
                self._wish(talk, self.random.choice(list(WISHES)))
                self.met = sum(faulty.met.values())

    def _fault(self, _: bytes) -> Fault | None:
        return self.random.choice(list(Fault)) if self.random.random() < self.often else None

    def _wish(self, talk: Talk, intent: str) -> None:
        """Say a wish, and look whether what was answered is what is stored."""
        name, value = WISHES[intent]
        answer, phrases = talk.say(intent, new=True), self.content.phrases.adjusting
        self.said += 1
        if phrases.perhaps_saved in answer:
            self.may_be[name].add(value)
        elif phrases.not_saved not in answer:
            self.may_be[name] = {value}
        found = memory(self.client, talk)
        assert found, f"after {intent} nothing is stored"
        for each, values in self.may_be.items():
            kept = getattr(found.preferences, each)
            assert kept in values, f"{intent}: {each} is {kept!r}, not one of {values}; said was {answer!r}"
