"""A language that nobody speaks, made of English by machine: every word is another, and names have a dative."""

import json
import re
import shutil
from pathlib import Path

from skill.content.files import FILES, file_of, read, read_parts
from skill.simulator.translating import ORIGINAL, rewritten
from tests.strategies import CONTENT

CODE, LOCALE = "xq", "xq-XQ"
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
