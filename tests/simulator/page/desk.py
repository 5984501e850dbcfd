"""A desk for the tests of the page: the real content and understanding, memory of its own, a voice of one tone."""

from pathlib import Path
from typing import Any

from skill.content.languages import Languages
from skill.practice.background import Background
from skill.simulator.page.clips import PageClips
from skill.simulator.page.conversation import Conversation, Message
from skill.simulator.page.fresh_content import FreshContent
from skill.simulator.page.house import House
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from skill.store.port import Store
from tests.strategies import CONTENT, content

BEGIN = 1_790_000_000.0
START = "Alexa, ask muscle relaxation for ten minutes"
NIGHT = "Alexa, ask muscle relaxation for the bedtime version with rain"


class Tone:
    """A voice that says what it was asked to say."""

    def speak(self, text: str, rate: float) -> bytes:
        return f"{rate} {text}".encode()

    def background(self, background: Background) -> bytes:
        return f"it is {background}".encode()


class Parrot:
    """An ear that hears how many samples there are."""

    def hear(self, samples: bytes, locale: str) -> str:
        return f"{len(samples) // 2} samples in {locale}"


def house(understanding: Understanding, folder: Path = CONTENT, store: Store | None = None, **more: Any) -> House:
    """Return a desk; content that nobody edits is read once for all tests."""
    load = {"load": lambda _: Languages({"en": content()})} if folder == CONTENT else {}
    return House(
        FreshContent(folder, **load),
        store or MemoryStore(clock=lambda: BEGIN),
        PageClips(more.pop("speech", None)),
        load=lambda _, locale: understanding,
        **more,
    )


class Page:
    """One page, and what it is sent."""

    def __init__(self, desk: House) -> None:
        self.conversation, self.now = Conversation(desk), BEGIN
        self.answer: Message = {}

    def do(self, what: str, after: float = 0.0, **more: Any) -> list[Message]:
        """Do something so many seconds later, and return what is sent for it."""
        self.now += after
        messages = list(self.conversation.take({"do": what, "now": self.now, **more}))
        self.answer = next((each for each in messages if each["kind"] == "answer"), self.answer)
        return messages

    def say(self, words: str, after: float = 0.0) -> Message:
        """Say words, and return the answer."""
        self.do("say", after, words=words)
        return self.answer

    @property
    def words(self) -> str:
        """All that is heard of the latest answer."""
        return " ".join(each["words"] for sound in self.answer["sounds"] for each in sound["sentences"])

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return sum(float(sound["seconds"]) for sound in self.answer["sounds"])
