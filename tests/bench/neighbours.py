"""A judge of another kind: what was said means what the sample means that is most like it, letter by letter."""

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer

from skill.simulator.alexa_model import AlexaModel
from skill.simulator.learning import NOBODY, filled
from skill.simulator.sentences import BUILT_IN

LETTERS = (2, 5)
"""How many letters of a word in a row count."""


class Neighbours:
    """Knows the samples of a model and talk that is meant for nobody, and learns nothing from them."""

    def __init__(self, model: AlexaModel, others: Sequence[str]) -> None:
        """Take a model and others' talk."""
        rows = [*((said, intent) for said, intent, _ in filled(model)), *((said, NOBODY) for said in others)]
        self._model, self._intents = model, [intent for _, intent in rows]
        self._features = TfidfVectorizer(analyzer="char_wb", ngram_range=LETTERS, sublinear_tf=True)
        self._samples = self._features.fit_transform([said for said, _ in rows])

    def heard(self, said: str) -> tuple[str, dict[str, str], float]:
        """Return the intent of the sample that is most alike, the last value said for each slot, and how alike it is.

        The likeness is the cosine of the letters in common, from 0 to 1.
        """
        alike = (self._samples @ self._features.transform([said]).T).toarray().ravel()
        best = int(alike.argmax())
        intent = self._intents[best]
        if intent == NOBODY or intent.startswith(BUILT_IN):
            return NOBODY, {}, float(alike[best])
        words = said.split()
        spans = {slot: [*self._model.spans(type_, words)] for slot, type_ in self._model.slots[intent].items()}
        return intent, {slot: each[-1].value for slot, each in spans.items() if each}, float(alike[best])
