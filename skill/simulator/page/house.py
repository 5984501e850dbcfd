"""What all pages of one server share: content, memory, what is understood, a voice and an ear."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Protocol

from skill.app.app import Edition
from skill.simulator.desk import MODEL
from skill.simulator.imagined import ImaginedAudio
from skill.simulator.page.clips import PageClips
from skill.simulator.page.fresh_content import FreshContent
from skill.simulator.understanding import Understanding
from skill.store.port import Store


class Hearing(Protocol):
    """An ear that needs nobody else: what was said becomes words."""

    def hear(self, samples: bytes, locale: str) -> str:
        """Return the words in samples (one channel, 16 bit, 16,000 a second); "" where there are none."""


@dataclass(eq=False)
class House:
    """One desk."""

    content: FreshContent
    store: Store
    clips: PageClips
    hearing: Hearing | None = None
    """None where no recogniser is set up: typing always works."""
    load: Callable[[Path, str], Understanding] = Understanding.load
    _understandings: dict[str, Understanding] = field(default_factory=dict)
    _turn: Lock = field(default_factory=Lock)

    def edition_of(self, locale: str) -> Edition:
        """Return the skill in the language of a locale, with sessions that are played."""
        content = self.content.languages.of(locale)
        return Edition(content, ImaginedAudio(content.library))

    def understanding(self, locale: str) -> Understanding:
        """Return what understands a locale; the first time it is read, or learned."""
        with self._turn:
            if locale not in self._understandings:
                self._understandings[locale] = self.load(MODEL, locale)
            return self._understandings[locale]

    @property
    def locales(self) -> list[str]:
        """The locales that are served."""
        contents = self.content.languages.contents.values()
        return [locale for content in contents for locale in content.language.locales]
