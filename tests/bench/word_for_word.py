"""Word for word: an utterance is a sample with one of its values in each slot, or it is nothing."""

import re
from collections import defaultdict

from skill.simulator.sentences import SLOT
from tests.bench.recogniser import NOBODY, Model


class WordForWord:
    """Looks utterances up among the samples of a model."""

    def __init__(self, model: Model) -> None:
        """Take the samples that stand in a model."""
        self._model, self._samples = model, defaultdict[str, list[tuple[str, re.Pattern[str]]]](list)
        for intent, samples in model.samples.items():
            for sample in samples:
                pattern = re.compile(SLOT.sub(r"(?P<\1>.+)", sample))
                self._samples[_rarest(sample)].append((intent, pattern))

    def heard(self, say: str) -> tuple[str, dict[str, str]]:
        """Return the intent and the slots of the first sample that is said, or NOBODY and none."""
        for word in dict.fromkeys(["", *say.split()]):
            for intent, pattern in self._samples[word]:
                if (found := pattern.fullmatch(say)) and (slots := self._valued(intent, found.groupdict())) is not None:
                    return intent, slots
        return NOBODY, {}

    def _valued(self, intent: str, said: dict[str, str]) -> dict[str, str] | None:
        types = self._model.slots[intent]
        values = {slot: self._model.values[types[slot]].get(words, "") for slot, words in said.items()}
        return values if all(values.values()) else None


def _rarest(sample: str) -> str:
    """Return the longest word of a sample: only utterances that have it need to be compared."""
    return max(SLOT.sub(" ", sample).split(), key=len, default="")
