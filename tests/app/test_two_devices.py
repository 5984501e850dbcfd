"""Two devices of one listener, each with what it read before the other wrote: both wishes hold."""

from dataclasses import dataclass
from typing import Any

import pytest

from skill.app.app import App
from skill.content.content import Content
from skill.handlers.request import Request
from skill.store.memory_store import MemoryStore
from skill.store.port import Changes, Listener

USER = Listener("user")
NOW = 1_790_000_000


@dataclass
class Device:
    """A device with a session open since before the other's wish."""

    app: App
    attributes: dict[str, Any]
    now: int = NOW

    def says(self, intent: str, **slots: str) -> None:
        """Say something in the open session."""
        self.now += 10
        request = Request(
            kind="IntentRequest", now=self.now, intent=intent, slots=slots, listener=USER, attributes=self.attributes
        )
        self.attributes = self.app.answer(self.app.turn(request)).attributes.to_wire()


@pytest.fixture
def app(content: Content) -> App:
    store = MemoryStore(clock=lambda: float(NOW))
    store.save(USER, Changes(welcomed=True), NOW)
    return App(content, store)


def opened(app: App) -> Device:
    request = Request(kind="LaunchRequest", now=NOW, listener=USER, is_new=True)
    return Device(app, app.answer(app.turn(request)).attributes.to_wire())


def known(app: App) -> Any:
    memory = app.store.load(USER)
    assert memory
    return memory.preferences


@pytest.mark.parametrize("kind", ["AlwaysSkipIntent", "ImagineIntent", "ReleaseOnlyIntent"])
def test_both_wishes_about_areas_hold(kind: str, app: App) -> None:
    bedroom, kitchen = opened(app), opened(app)
    bedroom.says(kind, area="neck")
    kitchen.says(kind, area="knees")
    bedroom.says(kind, area="jaw")
    preferences = known(app)
    wishes = (preferences.skipped or set()) | (preferences.imagined or set()) | (preferences.released or set())
    assert wishes == {"neck", "knees", "jaw"}


def test_what_one_takes_back_the_other_does_not_write_again(app: App) -> None:
    bedroom = opened(app)
    bedroom.says("AlwaysSkipIntent", area="neck")
    kitchen = opened(app)
    bedroom.says("IncludeIntent", area="neck")
    kitchen.says("AlwaysSkipIntent", area="knees")
    kitchen.says("SetPaceIntent", pace="slow")
    assert known(app).skipped == {"knees"}
    assert known(app).pace == "slow"


def test_wishes_of_two_kinds_hold(app: App) -> None:
    bedroom, kitchen = opened(app), opened(app)
    bedroom.says("SetMinutesIntent", minutes="20")
    kitchen.says("SetDirectionIntent", direction="head_to_feet")
    assert (known(app).minutes, known(app).direction) == (20, "head_to_feet")
