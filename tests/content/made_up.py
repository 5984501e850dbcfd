"""A language that nobody speaks, made of English by machine: every word is another, and names have a dative."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import yaml

from skill.content.files import FILES, file_of, read, read_parts
from skill.simulator.declared import DECLARATION
from skill.simulator.model import main
from skill.simulator.readings import SLOT
from skill.simulator.sentences import OTHER_TALK, other_talk
from skill.simulator.sentences import read as read_sentences
from skill.simulator.translating import ORIGINAL, rewritten
from tests.strategies import CONTENT

CODE, LOCALE = "xq", "xq-XQ"
MODEL = CONTENT.parent / "interaction_model"
FIRST = 15
"""Sentences of an intent."""
SLOT_OF_NOBODY = re.compile(r"{(\w+)\.dative}")
WORD = re.compile(r"{[^}]*}|[^\W\d_]+(?:'[^\W\d_]+)*")
NAMED = re.compile(r"{(part|place|area|areas|routine)}")
NAMES = re.compile(
    r"groups/\w+\.name(\.\w+)?|area_names/\w+(\.\w+)?|guidance/routines\.\w+|opening/(beginning|closing_rest)"
)
"""File and key of what is a name."""


def said(words: str) -> str:
    """Return words in the made-up language: each "xq" and then itself, placeholders kept, names in the dative."""

    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word.startswith("{"):
            return NAMED.sub(r"{\1.dative}", word)
        return f"Xq{word.lower()}" if word[0].isupper() else f"xq{word}"

    return " ".join(WORD.sub(other, words).split())


def write_made_up(folder: Path) -> Path:
    """Write content/ with English and the made-up language into a folder; return it."""
    content = folder / "content"
    shutil.copytree(CONTENT, content)
    texts = {(text.file, text.key) for text in read_parts(read(CONTENT, ORIGINAL), ORIGINAL).facts.texts}
    for name in FILES:
        source, target = content / file_of(ORIGINAL, name), content / file_of(CODE, name)

        def other(key: str, value: str, name: str = name) -> str | None:
            if (file_of(ORIGINAL, name), key) not in texts and not key.startswith("calling."):
                return None
            plain = json.dumps(said(value))
            return f'{{plain: {plain}, dative: "{said(value)}em"}}' if NAMES.fullmatch(f"{name}/{key}") else plain

        target.parent.mkdir(exist_ok=True)
        target.write_text(rewritten(source.read_text("utf-8"), other), "utf-8")
    _locales(content)
    return content


def _locales(content: Path) -> None:
    """Let it be served in its one locale, where there is whom to call, with a dative."""
    language, help_lines = content / CODE / "language.yaml", content / CODE / "help_lines.yaml"
    text = re.sub(r"locales: .*", f"locales: [{LOCALE}]", language.read_text("utf-8"))
    language.write_text(text.replace("forms: []", "forms: [dative]"), "utf-8")
    first = re.split(r"^en-", help_lines.read_text("utf-8"), flags=re.MULTILINE)[1].partition("\n")[2]
    help_lines.write_text(f"{LOCALE}:\n{first}", "utf-8")


def write_made_up_model(folder: Path) -> Path:
    """Write interaction_model/ of the made-up language alone into a folder, with its own sentences; return it.

    It has the shortest of each intent's English sentences: as many as somebody writes on a first day.
    """
    model = folder / "interaction_model"
    (model / CODE).mkdir(parents=True)
    shutil.copy(MODEL / DECLARATION, model)
    sentences = read_sentences(MODEL, ORIGINAL)
    samples = {intent: _some(each) for intent, each in sentences.samples.items() if each}
    written = {type_: ids for type_, ids in sentences.values.items() if type_ in sentences.declared["slot_types"]}
    values = {type_: {id_: [*map(said, each)] for id_, each in ids.items()} for type_, ids in written.items()}
    language = {"locales": {LOCALE: []}, "invocation": said(sentences.invocation), "alexa_knows": {}}
    for name, data in (("language", language), ("values", values), ("all", samples)):
        (model / CODE / f"{name}.yaml").write_text(yaml.safe_dump(data), "utf-8")
    others = [said(each) for each in other_talk(MODEL, ORIGINAL)[::10]]
    (model / CODE / OTHER_TALK).write_text("\n".join(others), "utf-8")
    assert main([], model) == 0
    return model


def _some(samples: Sequence[str]) -> list[str]:
    """Return some sentences in the made-up language: the shortest ones, and the shortest with each slot."""
    samples = sorted(samples, key=len)
    slots = {slot for sample in samples for slot in SLOT.findall(sample)}
    having = [next(sample for sample in samples if f"{{{slot}}}" in sample) for slot in sorted(slots)]
    return [SLOT_OF_NOBODY.sub(r"{\1}", said(sample)) for sample in dict.fromkeys([*samples[:FIRST], *having])]
