"""What code, content and docs cite is in the repository."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

FOLDERS = ("skill", "tests", "infra", "content", "interaction_model", "docs")
SOURCES = sorted(
    path
    for folder in FOLDERS
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".yaml", ".md") and "node_modules" not in path.parts
)
CITED = re.compile(r"docs/(?P<page>\w+)\.md(?:,? (?P<kind>section|finding) (?P<number>\d(?:\.\d)?))?")


def found(page: str, kind: str | None, number: str | None) -> bool:
    """Whether a page has what is cited of it."""
    path = ROOT / "docs" / f"{page}.md"
    if not path.is_file() or kind is None:
        return path.is_file()
    text = path.read_text("utf-8")
    heading = rf"^#+ {re.escape(str(number))}\.? " if kind == "section" else rf"^{number}\. "
    return re.search(heading, text, re.MULTILINE) is not None


@pytest.mark.promise("citations")
@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_cited_is_there(path: Path) -> None:
    text = " ".join(path.read_text("utf-8").split())
    for citation in CITED.finditer(text):
        assert found(citation["page"], citation["kind"], citation["number"]), citation[0]
    assert not re.search(r"\b(PMR|PLATFORM|PRODUCT|STYLE)\.md", text.replace("(PMR|PLATFORM|PRODUCT|STYLE)", ""))


def test_the_practice_is_cited() -> None:
    cited = [path for path in SOURCES if "docs/practice.md" in path.read_text("utf-8") and "skill" in path.parts]
    assert len(cited) >= 5


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if not target.startswith(("https://", "mailto:")):
            assert (page.parent / target).exists(), target
