"""Readings: what a line with alternations and optionals can say, and whether Alexa takes it."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from hassil import expression, parse_sentence
from hassil.parser import ParseError

from skill.content.fault import ContentError, Fault
from skill.simulator.declared import DECLARATION

BARE = {"{minutes}"}
"""The sample that may have no word of its own: nothing but a number fills it."""
WAKE_WORDS = ("alexa", "amazon", "echo")
"""Where one of these begins, a device wakes up, and sends only what follows it."""
UNREADABLE = (ParseError, AttributeError, TypeError, AssertionError)
"""What hassil raises for brackets that don't match or are empty, and for what YAML made something else than text."""
MOST_READINGS = 40
"""Of one line: whoever writes more in it can't hear any longer what it says."""
SLOT = re.compile(r"{(\w+)}")
WORD = re.compile(r"[^\W\d_]+('[^\W\d_]+)*'?")


def readings(lines: Any, file: str, key: str) -> tuple[str, ...]:
    """Return every reading of some lines, each once; raises ContentError."""
    if not isinstance(lines, list) or not lines:
        raise ContentError(Fault(file, key, "a list is expected here, each line beginning with a dash"))
    faults: list[Fault] = []
    found: dict[str, None] = {}
    for line in lines:
        try:
            said = {" ".join(words.split()) for words in _read(parse_sentence(line).expression)}
        except (
            ParseError,
            AttributeError,
            TypeError,
            AssertionError,
        ) as error:  # not text where YAML made it something else
            faults.append(_unreadable(line, error, file, key))
            continue
        if len(said) > MOST_READINGS:
            reason = f'"{line}" can be read in {len(said)} ways, at most {MOST_READINGS}: write it as several lines'
            faults.append(Fault(file, key, reason))
        if "" in said:
            reason = f'"{line}" can be read as nothing at all: leave a word of it outside the brackets'
            faults.append(Fault(file, key, reason))
        found |= dict.fromkeys(sorted(said - {""}))
    if faults:
        raise ContentError(*faults)
    return tuple(found)


def _unreadable(line: Any, error: Exception, file: str, key: str) -> Fault:
    """Return what to do about a line that is no text, or whose brackets don't match."""
    if line is None or not str(line).strip():
        return Fault(file, key, "nothing stands behind a dash: write a sentence there, or take it out")
    if isinstance(line, (bool, int, float)):
        return Fault(file, key, f'{line!r} can\'t be read: put it in "quotes", numbers in words')
    if isinstance(error, AssertionError):
        return Fault(file, key, f"{line!r} can't be read: write a word within its brackets, or take them out")
    if isinstance(error, TypeError) and isinstance(line, str):
        return Fault(file, key, f"{line!r} can't be read: {error}: take it out")
    reason = 'put it in "quotes" as a whole' if not isinstance(line, str) else "its ( ), [ ] or { } don't match"
    return Fault(file, key, f"{line!r} can't be read: {reason}")


def _read(part: expression.Expression) -> Iterator[str]:
    """Yield every reading of a line's part."""
    if isinstance(part, expression.TextChunk):
        yield part.original_text
    elif isinstance(part, expression.ListReference):
        if part.slot_name != part.list_name:
            raise TypeError(f":{part.slot_name} is no part of a slot's name")
        yield f"{{{part.list_name}}}"
    elif isinstance(part, expression.RuleReference):
        raise TypeError(f"<{part.rule_name}> is no part of a sentence")
    else:
        assert isinstance(part, expression.Group)  # there is no other kind
        if isinstance(part, expression.Permutation):
            raise TypeError("; is no part of a sentence")
        if isinstance(part, expression.Alternative):
            yield from (reading for item in part.items for reading in _read(item))
            if part.is_optional:
                yield ""
        else:
            yield from map("".join, product(*map(list, map(_read, part.items))))


def check_legal(sample: str, slots: Sequence[str], file: str, key: str) -> None:
    """Raise ContentError unless Alexa takes a sample: small letters, apostrophes, each slot at most once."""
    for word in sample.split():
        slot = SLOT.fullmatch(word)
        if slot and slot[1] not in slots:
            raise ContentError(
                Fault(file, key, f'"{sample}" has {word}, which {DECLARATION} does not give it: is it misspelt?')
            )
        if not slot and (not WORD.fullmatch(word) or word != word.lower()):
            raise ContentError(
                Fault(file, key, f'"{sample}": small letters and apostrophes only, not "{word}": write it in words')
            )
        if slot and sample.count(word) > 1:
            raise ContentError(Fault(file, key, f'"{sample}" has {word} twice: take one out'))
    if not WORD.search(SLOT.sub("", sample)) and sample not in BARE:
        raise ContentError(Fault(file, key, f'"{sample}" has no word of its own, and anything could fill it: add some'))


def check_not_called(sample: str, file: str, key: str) -> None:
    """Raise ContentError where a sample begins with a wake word; within a sentence it is a word like others."""
    first = sample.partition(" ")[0]
    if first in WAKE_WORDS:
        reason = f'"{sample}" begins with "{first}", which wakes the device and is never sent: write what follows it'
        raise ContentError(Fault(file, key, reason))
