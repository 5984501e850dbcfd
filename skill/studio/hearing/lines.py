"""What is heard back: every sentence that a session or a conversation can say, with the place in content it is from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from skill.content.content import Content
from skill.content.files import read, read_parts
from skill.content.reader import Text
from skill.practice.muscle_group import Side
from skill.practice.words import sentences
from skill.studio.script import all_clips

OF_SESSIONS = ("guidance", "groups")
"""The files that sessions are put together from: their sentences are those of the clips."""
_NAME = re.compile(r"\{[^{}]*\}")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class HeardLine:
    """One sentence."""

    text: str
    file: str
    """The name of a file of the language, without its ending."""
    key: str

    @property
    def words(self) -> tuple[str, ...]:
        """Its words in small letters, as a recogniser writes them."""
        return words_of(self.text)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters; those with a hyphen are two."""
    return tuple(_WORD.findall(text.lower()))


def lines(folder: Path, content: Content, language: str) -> tuple[HeardLine, ...]:
    """Return every sentence of a language once: those of its sessions, then what is said around them.

    In the place of words in braces stands one example of them.
    """
    texts = [each for each in read_parts(read(folder, language), language).facts.texts if each.spoken]
    every = (*_of_sessions(content, texts), *_around(content, texts))
    return tuple({line.text: line for line in reversed(every)}.values())[::-1]


def _of_sessions(content: Content, texts: Sequence[Text]) -> Iterator[HeardLine]:
    sources = [
        (pattern_of(sentence), each)
        for each in texts
        if _file(each) in OF_SESSIONS
        for sentence in sentences(each.words)
    ]
    for text in sorted({clip.text for clip in all_clips(content.library)}):
        words = " ".join(words_of(text))
        source = next((each for pattern, each in sources if pattern.fullmatch(words)), None)
        yield HeardLine(text, _file(source), source.key) if source else HeardLine(text, OF_SESSIONS[0], "")


def _around(content: Content, texts: Sequence[Text]) -> Iterator[HeardLine]:
    names = _examples(content)
    for each in texts:
        if _file(each) not in OF_SESSIONS:
            filled = _NAME.sub(
                lambda found: names.get(found[0].strip("{}"), content.library.guidance.numbers[2]), each.words
            )
            yield from (HeardLine(sentence, _file(each), each.key) for sentence in sentences(filled))


def _examples(content: Content) -> dict[str, str]:
    """Return one example for each of the names that stand in braces; any other becomes a number."""
    library, guidance = content.library, content.library.guidance
    first, *_, last = (group.names[Side.BOTH] for group in library.groups.values())
    minutes = guidance.in_minutes(library.roles.usual)
    call = next(iter(content.help_lines.values()))
    examples = dict.fromkeys(("area", "areas", "part", "place", "first"), str(first)) | {"last": str(last)}
    examples |= {"minutes": minutes, "routine": library.routines[library.roles.full].name}
    return examples | {
        "direction": next(iter(guidance.directions.values())),
        "number": call.emergency.spoken,
        "line": call.crisis.spoken,
    }


def pattern_of(sentence: str) -> re.Pattern[str]:
    """Return what the words of a sentence look like, in small letters, once its braces are filled."""
    parts = [re.escape(" ".join(words_of(part))) for part in _NAME.split(sentence)]
    return re.compile(" ?" + r"\b ?.+ ?\b".join(parts) + " ?")


def _file(text: Text) -> str:
    return Path(text.file).stem
