"""A stand-in for Alexa's understanding: what was said becomes an intent with slots, by what Alexa is given alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self

from skill.content.files import read_language
from skill.content.language import Calling
from skill.content.yaml_file import parse
from skill.handlers.meanings import meant
from skill.simulator.alexa_model import AlexaModel, Span
from skill.simulator.corrections import corrected
from skill.simulator.declared import DECLARATION
from skill.simulator.heard import Heard, SlotValue
from skill.simulator.learning import NOBODY
from skill.simulator.recogniser import Guess, Recogniser
from skill.simulator.sentences import BUILT_IN, alexa_knows, other_talk
from skill.simulator.slots import said_values, sent
from skill.simulator.spelling import plain
from skill.simulator.two_wishes import apart

TRAINED = Path(__file__).resolve().parents[2] / "build" / "understanding"
"""Where what was trained is kept, by what it was trained on."""
ENOUGH = 1.0
"""Of 2: what a guess has to weigh; this and the next two by cross-validation (docs/understanding.md)."""
SURE = 0.5
"""Of 1: how far ahead of all others it has to be."""
HARMFUL = frozenset(("AMAZON.YesIntent", "AMAZON.ResumeIntent", "StartIntent", "AMAZON.StopIntent", "DeleteDataIntent"))
"""What is meant by the intents that do harm where something else was meant."""
HARM = 0.35
"""How much more a guess has to weigh that could do harm."""
LONGEST = 60
"""Words of an utterance that are looked at: nobody says more in one breath."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """Understands one locale: by its samples word for word, then by what was learned from them."""

    model: AlexaModel
    calling: Calling
    """How the skill is called in its language."""
    _recogniser: Recogniser
    _by_alexa: Mapping[str, str]
    """What Alexa understands by herself: by sentence, the built-in intent that nobody can extend."""
    enough: float = ENOUGH
    """What a guess has to weigh to be sent that can do no harm, from 0 to 2."""

    @classmethod
    def load(
        cls,
        folder: Path,
        locale: str = "en-US",
        content: Path | None = None,
        kept: Path = TRAINED,
        told: Callable[[str], None] = lambda _: None,
    ) -> Self:
        """Read a locale's model, and how the skill is called in its language; raises ContentError.

        Without a folder of content, it is the one beside the folder. For a new model it takes half a minute, once,
        which is told before.
        """
        code = locale.split("-")[0]
        calling = read_language(content or folder.parent / "content", code).calling
        declared = parse((folder / DECLARATION).read_text("utf-8"), DECLARATION)
        model = AlexaModel.read(folder / "locales" / f"{locale}.json")
        recogniser = Recogniser.of(model, declared["urgent"], other_talk(folder, code), kept, told)
        known = alexa_knows(folder, code)
        return cls(model, calling, recogniser, {said: intent for intent, each in known.items() for said in each})

    def understand(self, words: str) -> Heard | None:
        """Return the intent meant, or None where Alexa would send AMAZON.FallbackIntent."""
        said = " ".join(plain(words).split()[:LONGEST])
        if said in self._by_alexa:
            return Heard(self._by_alexa[said], {}, "exact")
        if found := self.model.exactly(said):
            return self._heard(*found, "exact", 1.0)
        guess = self._recogniser.guess(said) if said else None
        two = None if guess is None or guess.urgent else apart(self.model, said, self._alone, guess.intent)
        if two or guess is None:
            return two
        heard = self._nearest(guess, said)
        return None if heard is None else corrected(self.model, said, heard)

    def _alone(self, said: str) -> Heard | None:
        """Return what is meant by one of two wishes; None also where it is a cry for help, which takes the whole."""
        if found := self.model.exactly(said):
            return None if found[0] in self._recogniser.urgent else self._heard(*found, "exact", 1.0)
        guess = self._recogniser.guess(said)
        return None if guess.urgent else self._nearest(guess, said)

    def _nearest(self, guess: Guess, said: str) -> Heard | None:
        """Return what was guessed, with its slots; None where the guess isn't sure enough."""
        if not _counts(guess, self.enough):
            return None
        if spans := said_values(self.model, guess.intent, said):
            return self._heard(guess.intent, spans, "nearest", guess.sure)
        others = self.model.unmatched(guess.intent, said)
        return Heard(
            guess.intent, {slot: SlotValue(each, None) for slot, each in others.items()}, "nearest", guess.sure
        )

    def _heard(self, intent: str, spans: Mapping[str, Span], how: Literal["exact", "nearest"], sure: float) -> Heard:
        return Heard(intent, sent(self.model, intent, spans), how, sure)


def _counts(guess: Guess, enough: float) -> bool:
    """Whether a guess is sure enough to be sent; a built-in intent is sent for its samples only."""
    if guess.intent == NOBODY or guess.intent.startswith(BUILT_IN):
        return False
    harm = HARM if meant(guess.intent, {})[0] in HARMFUL else 0
    return guess.urgent or (guess.sure >= SURE and guess.weight >= enough + harm)
