"""A second language, made up, goes through whole sessions from end to end, by requests as Alexa sends them."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from skill.alexa.endpoint import Endpoint
from skill.app.app import App, Edition
from skill.content.languages import Languages, load_languages
from skill.simulator import envelope
from skill.simulator.envelope import Sender
from skill.simulator.heard import SlotValue
from skill.simulator.imagined import ImaginedAudio
from skill.store.memory_store import MemoryStore
from tests.content.made_up import LOCALE, said, write_made_up
from tests.dialogue import check

NOW = 1_790_000_000
ENGLISH = re.compile(r"(?<![^\W\d_])(?<!')(?!xq)[^\W\d_]+", re.IGNORECASE)
YES = envelope.intent("AMAZON.YesIntent", {})


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Languages:
    return load_languages(write_made_up(tmp_path_factory.mktemp("made_up")))


class Conversation:
    """A device in one locale, whose clock is moved by hand."""

    def __init__(self, languages: Languages, locale: str, *, plays: bool = False) -> None:
        editions = {code: Edition(each, ImaginedAudio(each.library)) for code, each in languages.contents.items()}
        first = next(iter(languages.contents.values()))
        app = App(first, MemoryStore(clock=lambda: 0.0), edition_of=lambda each: editions[languages.code(each)])
        self.endpoint, self.locale, self.now = Endpoint(app), locale, NOW
        self.attributes: dict[str, Any] | None = None
        self.state = {"playerActivity": "IDLE"} if plays else None
        self.response: dict[str, Any] = {}

    @property
    def open(self) -> bool:
        """Whether the skill listens."""
        return self.response.get("shouldEndSession") is False

    def say(self, request: dict[str, Any], later: int = 1) -> str:
        """Return the words of the answer to a request, some seconds later."""
        self.now += later
        new = self.attributes is None
        event = envelope.envelope(request, Sender(), "session", self.attributes or {}, self.now, new, self.state)
        event["request"]["locale"] = self.locale
        answer = self.endpoint(event)
        check(answer, event["request"]["type"])
        self.response = dict(answer["response"])
        self.attributes = answer.get("sessionAttributes") if self.open else None
        return re.sub(r"<[^>]+>", "", self.response.get("outputSpeech", {}).get("ssml", ""))


def to_the_end(conversation: Conversation) -> Iterator[str]:
    """Yield every answer of a session from its launch to its end."""
    yield conversation.say(envelope.launch())
    while conversation.open:
        yield conversation.say(YES, later=400)


def test_a_whole_session_with_a_pause_is_guided_in_the_language_of_the_locale(languages: Languages) -> None:
    conversation = Conversation(languages, LOCALE)
    heard = list(to_the_end(conversation))
    assert said(languages.of("en-US").phrases.opening.welcome) in heard[0]
    assert len(heard) >= 4
    heard.append(conversation.say(envelope.launch(), later=86_400))
    heard.append(conversation.say(envelope.intent("AMAZON.PauseIntent", {}), later=60))
    conversation.attributes = None
    heard += to_the_end(conversation)
    assert [answer for answer in heard if ENGLISH.search(answer)] == []


def test_every_other_locale_hears_its_own(languages: Languages) -> None:
    welcome = languages.of("en-US").phrases.opening.welcome
    assert welcome in Conversation(languages, "en-GB").say(envelope.launch())
    assert welcome in Conversation(languages, "fr-FR").say(envelope.launch())


@pytest.mark.parametrize("plays", [False, True], ids=["spoken", "played"])
def test_a_night_in_it_is_planned_by_its_own_words(plays: bool, languages: Languages) -> None:
    conversation = Conversation(languages, LOCALE, plays=plays)
    night = envelope.intent("StartIntent", {"routine": SlotValue("night", "bedtime")})
    heard = conversation.say(night)
    assert not ENGLISH.search(heard)
    assert ("directives" in conversation.response) is plays
    assert not conversation.open


def test_what_cannot_be_read_is_answered_in_it(languages: Languages) -> None:
    conversation = Conversation(languages, LOCALE)
    broken = {"type": "IntentRequest", "intent": {"name": "StartIntent", "slots": []}}
    assert conversation.say(broken) == languages.of(LOCALE).phrases.recovering.trouble


def test_trouble_before_anything_was_understood_is_told_in_it(
    languages: Languages, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(app: App, request: object) -> None:
        raise RuntimeError("nobody foresaw this")

    conversation = Conversation(languages, LOCALE)
    monkeypatch.setattr(App, "turn", broken)
    heard = conversation.say(envelope.launch())
    assert languages.of(LOCALE).phrases.recovering.trouble in heard
    assert not ENGLISH.search(heard)
