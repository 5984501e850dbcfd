"""A page that somebody edited is filled in, or its fault is told: file, line, reason, remedy."""

from pathlib import Path

import pytest

from infra.pages import pages
from skill.content.fault import ContentError
from tests.infra.listed import CLINIC


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.css").write_text("p { margin: 0 }", "utf-8")
    (tmp_path / "privacy.html").write_text("Nothing is kept.", "utf-8")
    return tmp_path


def test_what_is_known_is_filled_in_and_escaped(folder: Path) -> None:
    (folder / "terms.html").write_text("<style>$style</style>$publisher, ${email}, $$5", "utf-8")
    assert pages(CLINIC, folder) == {
        "privacy.html": "Nothing is kept.",
        "terms.html": "<style>p { margin: 0 }</style>Clinic &lt;North&gt; &amp; Friends, hello@clinic.example, $5",
    }


@pytest.mark.parametrize(
    ("page", "line", "told"),
    [
        ("one\ntwo $who three", 2, "$who is nothing that is filled in; there are $publisher, $email, "),
        ("${who}", 1, "${who} is nothing that is filled in"),
        ("it costs $5", 1, "$ is nothing that is filled in; there are "),
        ("it costs $5", 1, "a dollar sign by itself is written $$"),
    ],
)
def test_a_dollar_sign_that_fills_nothing_in_is_told(folder: Path, page: str, line: int, told: str) -> None:
    (folder / "terms.html").write_text(page, "utf-8")
    with pytest.raises(ContentError) as refused:
        pages(CLINIC, folder)
    assert str(refused.value).startswith(f"infra/pages/terms.html: line {line}: ")
    assert told in str(refused.value)


def test_a_page_in_other_letters_is_told(folder: Path) -> None:
    (folder / "terms.html").write_bytes("one\n\N{LATIN SMALL LETTER E WITH ACUTE}".encode("latin-1"))
    with pytest.raises(ContentError, match=r"^infra/pages/terms\.html: line 2: .+ save the file as UTF-8"):
        pages(CLINIC, folder)


@pytest.mark.parametrize("name", ["page.css", "privacy.html", "terms.html"])
def test_a_page_that_is_missing_is_told(folder: Path, name: str) -> None:
    (folder / "terms.html").write_text("Use it.", "utf-8")
    (folder / name).unlink()
    with pytest.raises(ContentError, match=rf"^infra/pages/{name}: .+: this file is missing: take it back"):
        pages(CLINIC, folder)
