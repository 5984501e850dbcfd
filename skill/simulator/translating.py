"""`make language LANGUAGE=xx`: lays out content/xx from English for a translator, and lists what is still missing."""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import yaml

from skill.content.checks import TODO, UNWRITTEN
from skill.content.content import build
from skill.content.fault import ContentError, Fault
from skill.content.files import CODE, FILES, file_of, read, read_parts

CONTENT = Path(__file__).resolve().parents[2] / "content"
ORIGINAL = "en"
"""The language that others are laid out from."""
ALEXA = ("ar-SA", "de-DE", "es-ES", "es-MX", "es-US", "fr-FR", "fr-CA", "hi-IN", "it-IT", "ja-JP", "nl-NL", "pt-BR")
"""The locales that Alexa has besides English."""
UNSERVED = "served: false # nobody hears it yet, and its faults keep nothing from running; take this away at the end"
WORD_LISTS = ("language", "wording")
"""Files whose lists are of words that have no counterparts one by one."""

Rewrite = Callable[[str, str], str | None]
"""Takes a key and its value, and returns what shall stand there in YAML; None keeps it."""


def lay_out(content: Path, code: str) -> list[str]:
    """Write those files of a language that aren't there, marked as still to be written; return their names."""
    written = []
    for name in FILES:
        path = content / file_of(code, name)
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_text(laid_out(content, name, code), "utf-8")
            written.append(file_of(code, name))
    return written


def laid_out(content: Path, name: str, code: str) -> str:
    """Return a file of a new language: the English one, with its words to be translated."""
    texts = {(text.file, text.key) for text in read_parts(read(content, ORIGINAL), ORIGINAL).facts.texts}
    text = (content / file_of(ORIGINAL, name)).read_text("utf-8")

    def todo(key: str, value: str) -> str | None:
        if name == "speech_time":
            return TODO
        kept = (file_of(ORIGINAL, name), key) not in texts and name not in ("help_lines", "language")
        return None if kept or key.endswith(".reason") else json.dumps(f"{TODO}: {value}", ensure_ascii=False)

    if name == "speech_time":
        text = re.sub(r"^# Voice: .*\n", "", text, flags=re.MULTILINE)
    text = rewritten(text, todo, joins=name in WORD_LISTS)
    if name == "language":
        served = f"locales: [{', '.join(locales(code))}]\n{UNSERVED}"
        return re.sub(r"^locales: .*$", served, text, flags=re.MULTILINE)
    return _in_each_locale(text, code) if name == "help_lines" else text


def locales(code: str) -> tuple[str, ...]:
    """Return the locales that Alexa has of a language, or one made up."""
    return tuple(locale for locale in ALEXA if locale.startswith(code)) or (f"{code}-{code.upper()}",)


def missing(content: Path, code: str) -> list[Fault]:
    """Return all that keeps a language from being served: what is still to be written, and faults."""
    try:
        build(read(content, code), code)
    except ContentError as error:
        return list(error.faults)
    return []


def rewritten(text: str, rewrite: Rewrite, *, joins: bool = False) -> str:
    """Return a YAML text with other values in it, its keys, comments and layout as they are.

    Keys are named as faults name them: safety, feet.name.left, again[2]. With `joins`, the entries of a list in
    [brackets] count as one value, separated by commas.
    """
    root = yaml.compose(text, yaml.SafeLoader)
    for key, value, node in reversed(list(_values(root, "", joins=joins)) if root else []):
        begin, end = node.start_mark.index, node.end_mark.index
        new = rewrite(key, value)
        if new is not None:
            end = begin + len(text[begin:end].rstrip())
            listed = isinstance(node, yaml.SequenceNode)
            text = text[:begin] + (f"[{new}]" if listed else new) + text[end:]
    return text


def values_of(text: str) -> dict[str, str]:
    """Return the values of a YAML text by key, named as faults name them."""
    root = yaml.compose(text, yaml.SafeLoader)
    return {key: value for key, value, _ in _values(root, "", joins=False)} if root else {}


def _values(node: yaml.Node, at: str, *, joins: bool) -> Iterator[tuple[str, str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(value, f"{at}.{key.value}" if at else key.value, joins=joins)
    elif isinstance(node, yaml.SequenceNode) and joins and node.flow_style and node.value:
        yield f"{at}[1]", ", ".join(each.value for each in node.value), node
    elif isinstance(node, yaml.SequenceNode):
        for order, each in enumerate(node.value, start=1):
            yield from _values(each, f"{at}[{order}]", joins=joins)
    else:
        yield at, node.value, node


def _in_each_locale(text: str, code: str) -> str:
    """Return the numbers to call of the first locale, once for each locale of a language."""
    head, _, entries = text.partition("\nen-")
    first = re.split(r"^en-", entries, flags=re.MULTILINE)[0].partition("\n")[2]
    return head + "\n" + "".join(f"{locale}:\n{first}" for locale in locales(code))


def report(code: str, found: Sequence[Fault]) -> str:
    """Return what is missing: how many lines are still to be written in each file, and every other fault."""
    if not found:
        return f"content/{code} is complete. It is served where its language.yaml does not say `served: false`."
    unwritten = Counter(fault.file for fault in found if fault.reason.startswith(UNWRITTEN))
    lines = [f"{file:30}{count:5} {UNWRITTEN}" for file, count in unwritten.items()]
    others = [str(fault) for fault in found if not fault.reason.startswith(UNWRITTEN)]
    return "\n".join([*lines, f"{'in all':30}{unwritten.total():5} {UNWRITTEN}", *others])


def main(arguments: Sequence[str] | None = None, content: Path = CONTENT) -> int:
    """Lay out what isn't there, and list what is missing; return the exit code."""
    parser = argparse.ArgumentParser(prog="make language", description=__doc__)
    parser.add_argument("language", help="two small letters, such as de")
    code = parser.parse_args(arguments).language
    if not CODE.fullmatch(code):
        print(f"LANGUAGE is {code!r}: two small letters are expected, such as LANGUAGE=de", file=sys.stderr)
        return 2
    for name in lay_out(content, code):
        print(f"content/{name} is laid out: write in the place of each {TODO}")
    print(report(code, missing(content, code)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
