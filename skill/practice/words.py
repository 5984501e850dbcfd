"""Words to say: the pieces that the narrator put them together from, so that nobody takes them apart again."""

import re
from dataclasses import dataclass, replace

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class Words:
    """What is said in one beat. Its pieces are whole sentences, or those parts of an announcement that return."""

    pieces: tuple[str, ...] = ()
    name: str = ""
    """The piece that only names the part, as a sentence of its own: "Your feet."; empty where none does."""
    last: bool = False
    """Nothing follows them, not even a silence."""

    @property
    def text(self) -> str:
        """The words as they are read."""
        return " ".join(self.pieces)

    def unnamed(self) -> "Words":
        """Return the words for somebody who has just been told which part it is."""
        return replace(self, pieces=tuple(each for each in self.pieces if each != self.name), name="")


SILENCE = Words()


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE_END.split(text)


def said(*pieces: str) -> Words:
    """Return words of these pieces, the empty ones left out."""
    return Words(tuple(each for each in pieces if each))


def filled(template: str, *, apart: tuple[str, ...] = (), **values: str) -> tuple[str, ...]:
    """Return a template filled in, in pieces: what stands in `apart` begins a piece, the first of them also ends one.

    The pieces joined by spaces are the filled template.
    """
    pieces: list[list[str]] = [[]]
    for word in template.split():
        begins = next((name for name in apart if f"{{{name}}}" in word), None)
        if begins:
            pieces.append([])
        pieces[-1].append(word)
        if begins and begins == apart[0]:
            pieces.append([])
    return tuple(" ".join(words).format(**values) for words in pieces if words)
