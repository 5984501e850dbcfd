"""Words that were changed in content/, as dialogues quote them: the new words for the old, as they were really said."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from skill.practice.words import sentences

PLACEHOLDER = re.compile(r"{(\w+)[^}]*}")


@dataclass(frozen=True, slots=True)
class Changed:
    """A line, or a sentence of one, with what it was before."""

    old: str
    new: str

    def put_into(self, quoted: str) -> str:
        """Return a quotation with the new words wherever it has the old ones whole."""

        def filled(found: re.Match[str]) -> str:
            return PLACEHOLDER.sub(lambda each: found.groupdict().get(each[1], each[0]), self.new)

        return _pattern(self.old).sub(filled, quoted)

    def instead_of(self, part: str, said: str) -> str | None:
        """Return the new words as they were said, where the quotation is a part of the old ones; None if it isn't."""
        found = _pattern(self.new).search(said)
        for pattern in _parts(self.old):
            matched = pattern.fullmatch(part)
            if found and matched and all(each in found[0] for each in matched.groups(default="")):
                return found[0]
        return None


def changes(old: Mapping[str, str], new: Mapping[str, str]) -> list[Changed]:
    """Return what was changed between lines by key, sentence by sentence where both have as many."""
    found = []
    for key in old.keys() & new.keys():
        before, after = sentences(old[key].strip()), sentences(new[key].strip())
        if len(before) != len(after):
            before, after = [" ".join(before)], [" ".join(after)]
        found += [Changed(*pair) for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return sorted(set(found), key=lambda each: (-len(each.old), each.old, each.new))


def requoted(quoted: str, said: str, changed: list[Changed]) -> str | None:
    """Return what a quotation of old words is now, as it was said; None where the changes don't tell."""
    if not quoted:
        return None
    for candidate in _candidates(quoted, said, changed):
        if candidate != quoted and candidate in said:
            return candidate
    return None


def _candidates(quoted: str, said: str, changed: list[Changed]) -> Iterator[str]:
    """Yield what it may be now: all of it with every change, with one of them, then sentence by sentence."""
    whole = quoted
    for each in changed:
        whole = each.put_into(whole)
    yield whole
    for each in changed:
        yield each.put_into(quoted)
    yield " ".join(_sentence(sentence, said, changed) for sentence in sentences(quoted))


def _sentence(sentence: str, said: str, changed: list[Changed]) -> str:
    """Return a sentence, or the beginning of one, as it was said; as it is where the changes don't tell."""
    if sentence in said:
        return sentence
    parts = (each.instead_of(sentence, said) for each in changed)
    return next((part for part in parts if part), sentence)


def _pattern(line: str) -> re.Pattern[str]:
    """Return what finds a line with anything put into it."""
    seen, pieces, end = set[str](), [], 0
    for found in PLACEHOLDER.finditer(line):
        pieces.append(re.escape(line[end : found.start()]))
        pieces.append(f"(?P={found[1]})" if found[1] in seen else f"(?P<{found[1]}>[^.?!]+?)")
        seen.add(found[1])
        end = found.end()
    return re.compile("".join([*pieces, re.escape(line[end:])]))


def _parts(line: str) -> Iterator[re.Pattern[str]]:
    """Yield for each word of a line what matches from it on, as far as it is quoted, with anything put into it."""
    words = line.split()
    for start, first in enumerate(words):
        if PLACEHOLDER.search(first):
            continue
        ending, following = "", words[start + 1 :]
        for order, word in reversed(list(enumerate(following))):
            found = PLACEHOLDER.search(word)
            again = found and found[1] in " ".join(following[:order])
            each = rf"(?P<{found[1]}>[^.?!]+?)" if found and not again else r"[^.?!]+?" if found else _bare(word)
            ending = f"(?: {each}[.,?!;:]*{ending})?"
        yield re.compile(f"{_bare(first)}[.,?!;:]*{ending}")


def _bare(word: str) -> str:
    return re.escape(word.strip(".,?!;:"))
