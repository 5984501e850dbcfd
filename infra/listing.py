"""How the store shows the skill: written once for each language, filled for each locale."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from skill.content.fault import ContentError, Fault
from skill.content.help_lines import HelpLine
from skill.content.outside import check_keys, read_placeholders
from skill.content.yaml_file import parse

FOLDER = Path(__file__).parent / "listing"
KEYS = ("locales", "name", "summary", "description", "example_phrases", "keywords")


def listings(language: str, help_lines: Mapping[str, HelpLine]) -> dict[str, dict[str, Any]]:
    """Return the listing of every locale of a language, in the manifest's form; raises ContentError."""
    file = f"listing/{language}.yaml"
    raw = parse((FOLDER / f"{language}.yaml").read_text("utf-8"), file)
    check_keys(raw, KEYS, file)
    return {locale: _listing(raw, locale, words, help_lines, file) for locale, words in raw["locales"].items()}


def _listing(
    raw: Mapping[str, Any], locale: str, words: Mapping[str, str], help_lines: Mapping[str, HelpLine], file: str
) -> dict[str, Any]:
    if locale not in help_lines:
        raise ContentError(Fault(file, f"locales.{locale}", "help_lines.yaml has no numbers to call there"))
    known = {**words, "emergency": help_lines[locale].emergency.digits}
    for name in read_placeholders(raw["description"], file, "description") - known.keys():
        reason = "the description has this word and the locale has not"
        raise ContentError(Fault(file, f"locales.{locale}.{name}", reason))
    return {
        "name": raw["name"],
        "summary": raw["summary"],
        "description": raw["description"].format_map(known),
        "examplePhrases": list(raw["example_phrases"]),
        "keywords": list(raw["keywords"]),
    }
