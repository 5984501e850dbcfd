"""DynamoDB slow, throttled or gone, at any moment of a session: the listener is guided all the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from skill.app.app import App
from skill.content.content import Content
from skill.practice.spec import Pace
from skill.simulator.desk import desk_skill
from skill.simulator.device import Device
from skill.simulator.envelope import Sender
from skill.simulator.script import Cue, Player
from skill.simulator.understanding import Understanding
from skill.store.dynamodb import CONFIG, DynamoStore
from skill.store.memory_store import MemoryStore
from skill.store.port import Changes, Listener, Store
from tests.store.broken_database import answering, gone, refusal, silent
from tests.store.table import TABLE, client_for

NOW = 1_790_000_000
SESSION = ("Alexa, open muscle relaxation", "yes", "yes")
"""Launch, middle and end of the usual session."""
UNSAVED = {
    "slow": "I'm not sure that I could keep that.",
    "throttled": "I couldn't save that just now",
    "gone": "I couldn't save that just now",
}
"""What is said of a wish."""


@contextmanager
def broken(how: str) -> Iterator[Store]:
    """Give a DynamoDB store that does not work, with the timeouts of production."""
    match how:
        case "slow":
            with silent() as address:
                yield DynamoStore(client_for(address, CONFIG), TABLE)
        case "throttled":
            with answering(refusal("ProvisionedThroughputExceededException")) as address:
                yield DynamoStore(client_for(address, CONFIG), TABLE)
        case _:
            yield DynamoStore(client_for(gone(), CONFIG), TABLE)


@pytest.fixture
def app(content: Content) -> App:
    store = MemoryStore(clock=lambda: NOW)
    store.save(Listener(Sender().user), Changes(welcomed=True, hands_free_offered=True), NOW)
    return App(content, store, Random(1))


@pytest.fixture
def player(app: App, understanding: Understanding) -> Player:
    return Player(Device(desk_skill(app), understanding, app.content.library.speech_time, float(NOW)))


@pytest.mark.promise("without-memory")
@pytest.mark.parametrize("how", ["slow", "throttled", "gone"])
@pytest.mark.parametrize("since", [0, 1, 2])
def test_a_session_reaches_its_end_whatever_the_database_does(how: str, since: int, app: App, player: Player) -> None:
    said: list[str] = []
    with broken(how) as store:
        for turn, words in enumerate(SESSION):
            if turn == since:
                app.store = store
            said += player.step(Cue(words))
    text = " ".join(said)
    assert "Your feet." in text
    assert "Your forehead." in text
    assert any(last in text for last in app.content.library.guidance.last)
    assert "wrong" not in text
    assert "save" not in text
    assert not player.device.open


@pytest.mark.parametrize("how", ["slow", "throttled", "gone"])
def test_a_wish_that_could_not_be_saved_is_said_in_one_sentence(how: str, app: App, player: Player) -> None:
    list(player.step(Cue("Alexa, open muscle relaxation")))
    with broken(how) as store:
        app.store = store
        said = " ".join(player.step(Cue("slower", during="your thighs")))
    assert said.count(UNSAVED[how]) == 1
    slower = app.content.phrases.adjusting.pace[Pace.SLOW]
    assert (slower in said) == (how != "slow")  # nothing is confirmed of which nobody knows
    assert "Your thighs." in said
    assert player.device.open
