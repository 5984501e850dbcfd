"""The pages that a publisher hosts, the privacy policy and the terms of use: what is written of them is filled in."""

import tomllib
from collections.abc import Collection, Iterator
from html import escape
from pathlib import Path
from string import Template

from infra.publisher import Publisher
from skill.content.fault import WHOLE, ContentError, Fault
from skill.content.yaml_file import MISSING, OTHER_ENCODING

FOLDER = Path(__file__).parent / "pages"
PAGES = ("privacy.html", "terms.html")
PROJECT = FOLDER.parents[1] / "pyproject.toml"


def pages(publisher: Publisher, folder: Path = FOLDER) -> dict[str, str]:
    """Return every page that names its publisher, by the name of its file; raises ContentError."""
    words = _words(publisher)
    style = _read(folder / "page.css")
    read = {name: _read(folder / name) for name in PAGES}
    faults = [fault for name, page in read.items() for fault in _unknown(name, page, (*words, "style"))]
    if faults:
        raise ContentError(*faults)
    return {name: Template(page).substitute(words, style=style) for name, page in read.items()}


def _words(publisher: Publisher) -> dict[str, str]:
    """Return what is filled in, by its name on the pages."""
    words = {
        "publisher": publisher.name,
        "email": publisher.email,
        "address": publisher.address,
        "authority": publisher.complaints_to,
        "complaints": publisher.complaints_url,
        "privacy": publisher.privacy_policy_url,
        "terms": publisher.terms_of_use_url,
        "version": tomllib.loads(PROJECT.read_text("utf-8"))["project"]["version"],
    }
    return {name: escape(word) for name, word in words.items()}


def _read(path: Path) -> str:
    if not path.is_file():
        raise ContentError(Fault(f"infra/pages/{path.name}", WHOLE, MISSING))
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ContentError(Fault(f"infra/pages/{path.name}", f"line {line}", OTHER_ENCODING)) from None


def _unknown(name: str, page: str, known: Collection[str]) -> Iterator[Fault]:
    """Yield the dollar signs of a page behind which nothing stands that is filled in."""
    for found in Template.pattern.finditer(page):
        if found["escaped"] is None and (found["named"] or found["braced"]) not in known:
            line = page.count("\n", 0, found.start()) + 1
            there = ", ".join(f"${each}" for each in known)
            reason = (
                f"{found[0]} is nothing that is filled in; there are {there}; a dollar sign by itself is written $$"
            )
            yield Fault(f"infra/pages/{name}", f"line {line}", reason)
