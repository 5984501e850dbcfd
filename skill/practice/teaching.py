"""Teaching: where attention is drawn to what can be felt, and how this thins out (docs/practice.md section 9.2)."""

from dataclasses import dataclass

from skill.practice.routine import TENSING, Manner
from skill.practice.spec import MOST_PRACTISED, Detail, Spec

IN_A_ROW = (5, 4, 3, 2)
"""Groups of the first pass, from the first on, with a word in the hold and an observation; by sessions practised."""
THEN_EVERY = (2, 3, 3, 4)
"""After them, every so many-th; by sessions practised."""
BRIEFLY_EVERY = 3
"""Where few words are wished, every so many-th group has an observation and none a word in the hold."""
LATER_EVERY = 3
"""In later passes."""
SOFT_FROM = 20
"""Seconds of quiet above which a soft line may be said in it."""
SOFT_HALF = 6
"""Seconds of quiet that there are at least before and after it."""
SOFT_EVERY = (3, 3, 4, 4)
"""Of the quiets that are long enough, every so many-th has one; by sessions practised."""


@dataclass(frozen=True, slots=True)
class Teaching:
    """How much is pointed out in one session."""

    attention: bool
    """Whether a word is said in the hold."""
    every: int
    """Observations come with every so many-th group, once they don't come in a row."""
    in_a_row: int
    single: bool
    """Only one observation is made."""

    def attends(self, manner: Manner, number: int, index: int) -> bool:
        """Say whether a word is said while a group is tense; `number` is its pass from 1, `index` its place from 0."""
        return self.attention and manner in TENSING and number == 1 and self._comes(index)

    def observes(self, number: int, index: int) -> bool:
        """Say whether an observation follows the release of this group."""
        if self.single:
            return number == 1 and index == 0
        return self._comes(index) if number == 1 else index % LATER_EVERY == LATER_EVERY - 1

    def _comes(self, index: int) -> bool:
        return index < self.in_a_row or (index - self.in_a_row) % self.every == self.every - 1


def teaching(spec: Spec, *, brief: bool, short: bool) -> Teaching:
    """Return how much a session points out; `brief` says that it has few words, `short` that it has few minutes."""
    practised = min(spec.practised, MOST_PRACTISED)
    if brief or spec.detail is Detail.BRIEF:
        return Teaching(attention=False, every=BRIEFLY_EVERY, in_a_row=1, single=short)
    return Teaching(attention=not short, every=THEN_EVERY[practised], in_a_row=IN_A_ROW[practised], single=short)
