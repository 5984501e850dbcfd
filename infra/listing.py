"""How the store shows the skill: written once for each language, filled for each locale."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.content.fault import WHOLE, ContentError, Fault
from skill.content.help_lines import HelpLine
from skill.content.outside import noting, read_placeholders
from skill.content.reader import FAULTY, Reader
from skill.content.yaml_file import read_file
from skill.practice.declaration import declare

FOLDER = Path(__file__).parent / "listing"
MOST_PHRASES, MOST_KEYWORDS, LONGEST_DESCRIPTION = 3, 30, 4000
"""What the store takes."""


@dataclass(frozen=True)
class Listing:
    """What the store shows in one language."""

    locales: Mapping[str, Mapping[str, str]] = declare(by_word=True, form=r".+", what="a word of this locale")
    """The words of each, for the description."""
    name: str = declare(form=r"\w.{1,49}", what="a name of 2 to 50 characters, in one line,")
    summary: str = declare(form=r".{1,160}", what="a line of at most 160 characters")
    description: str = declare(form=r"(?s:\w.+)", what="a text")
    example_phrases: tuple[str, ...] = declare(form=r"\w.{1,199}", what="a line to say")
    keywords: tuple[str, ...] = declare(form=r"[^,\n]{1,50}", what="a keyword of at most 50 signs, without a comma,")


def listings(
    language: str, help_lines: Mapping[str, HelpLine], locales: Collection[str], folder: Path = FOLDER
) -> dict[str, dict[str, Any]]:
    """Return the listing of every locale of a language, in the manifest's form.

    `locales` are those that have an interaction model. Raises ContentError with everything that can't be used.
    """
    file = f"infra/listing/{language}.yaml"
    reader = Reader(file)
    listing = _read(reader, folder / f"{language}.yaml")
    for locale in listing.locales:
        if locale not in locales or locale not in help_lines:
            known = ", ".join(each for each in help_lines if each in locales)
            reader.fault(f"locales.{locale}", f"the skill doesn't speak it: take it out; there are {known}")
    reader.close()
    faults: list[Fault] = []
    filled = {}
    for locale in listing.locales:
        with noting(faults):
            filled[locale] = _filled(listing, locale, help_lines[locale], file)
    if faults:
        raise ContentError(*faults)
    return filled


def _read(reader: Reader, path: Path) -> Listing:
    if not path.is_file():
        reader.fault(WHOLE, "this file is missing, and the language is served: write it as infra/listing/en.yaml is")
        reader.close()
    listing = reader.value(Listing, reader.opened(read_file(path, reader.file)))
    if listing is not FAULTY:
        for key, reason in _too_many(listing):
            reader.fault(key, reason)
    reader.close()
    assert isinstance(listing, Listing)
    return listing


def _too_many(listing: Listing) -> Iterator[tuple[str, str]]:
    """Yield the keys with fewer or more than the store takes, and why."""
    if not listing.locales:
        yield "locales", "there is no locale: add those that the skill is for"
    for key, most in (("example_phrases", MOST_PHRASES), ("keywords", MOST_KEYWORDS)):
        if (count := len(getattr(listing, key))) > most:
            yield key, f"{count} stand here, and the store takes {most}: take some out"


def _filled(listing: Listing, locale: str, help_line: HelpLine, file: str) -> dict[str, Any]:
    known = {**listing.locales[locale], "emergency": help_line.emergency.digits}
    for name in read_placeholders(listing.description, file, "description") - known.keys():
        reason = "the description has this word and the locale has not"
        raise ContentError(Fault(file, f"locales.{locale}.{name}", reason))
    description = listing.description.format_map(known)
    if len(description) > LONGEST_DESCRIPTION:
        reason = f"{len(description)} characters for {locale}, and the store takes {LONGEST_DESCRIPTION}: shorten it"
        raise ContentError(Fault(file, "description", reason))
    return {
        "name": listing.name,
        "summary": listing.summary,
        "description": description,
        "examplePhrases": list(listing.example_phrases),
        "keywords": list(listing.keywords),
    }
