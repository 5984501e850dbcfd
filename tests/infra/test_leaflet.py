"""The leaflet is one page, made of content alone, and has the cautions and the numbers to call."""

import json
import re
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from infra.leaflet import APOSTROPHE, ENVIRONMENT, QUOTED, NoLeaflet, html, main, pdf
from skill.content.content import Content
from skill.content.languages import read_leaflet
from skill.content.leaflet import Leaflet
from skill.simulator.calling import address
from skill.simulator.understanding import Understanding
from tests.conftest import ROOT
from tests.infra.listed import in_one_sentence_alone
from tests.tools import require

READ = """
import json, sys
from pypdf import PdfReader
print(json.dumps([page.extract_text() for page in PdfReader(sys.argv[1]).pages]))
"""


@pytest.fixture
def words() -> Leaflet:
    return read_leaflet(ROOT / "content", "en")


def printed() -> None:
    """Require what prints it."""
    require("WeasyPrint (make build/leaflet/ready)", (ENVIRONMENT / "bin" / "weasyprint").is_file())


def plain(text: str) -> str:
    """Words alone, however they are set."""
    return " ".join(text.replace(APOSTROPHE, "'").split())


@pytest.mark.promise("leaflet")
def test_it_is_one_page_with_the_cautions_and_the_numbers(tmp_path: Path, content: Content, words: Leaflet) -> None:
    printed()
    out = tmp_path / "leaflet.pdf"
    assert main(["--locale", "en-GB", "--out", str(out)]) == 0
    command = [str(ENVIRONMENT / "bin" / "python"), "-c", READ, str(out)]
    pages = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert len(pages) == 1
    text = plain(pages[0])
    for line in (*content.phrases.opening.safety.split(". "), words.stop, *words.cautions, *words.steps, words.about):
        assert line.rstrip(".") in text
    assert content.phrases.asking.card_note in text
    assert "call 999" in text
    assert "116123" in text


def test_what_is_longer_than_a_page_is_refused(content: Content, words: Leaflet) -> None:
    printed()
    long = replace(words, steps=words.steps * 4)
    with pytest.raises(NoLeaflet, match=r"it has \d pages"):
        pdf(html(content, long, "en-US"))


def test_every_word_of_it_is_content(content: Content, words: Leaflet) -> None:
    page = html(content, words, "en-US")
    shown = re.sub(r"<(style|svg|title)\b.*?</\1>|<[^>]+>", "\n", page, flags=re.DOTALL)
    known = plain(
        " ".join(
            (
                *(words.title, words.lead, words.about_title, words.about, words.how_title, words.say_title),
                *(
                    *words.steps,
                    words.stop,
                    *words.cautions,
                    content.phrases.opening.safety,
                    content.phrases.asking.card_note,
                ),
                *(f"{each.say} {each.does}" for each in words.sayings),
                *(words.emergency.format(emergency="911"), words.crisis.format(crisis="988")),
            )
        )
    )
    lines = [plain(unescape(line)).strip(QUOTED) for line in shown.splitlines() if line.strip()]
    assert len(lines) > 25
    assert not [line for line in lines if line not in known]


def test_what_it_says_can_be_said_is_understood(content: Content, words: Leaflet, understanding: Understanding) -> None:
    for saying in words.sayings:
        said = address(saying.say, content.language.calling)
        assert (said.opens and not said.words) or understanding.understand(said.words)


def test_it_offers_nothing_in_one_sentence_alone(content: Content, words: Leaflet) -> None:
    assert in_one_sentence_alone((each.say for each in words.sayings), content.language.calling) == []


def test_a_locale_that_nobody_serves_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--locale", "fr-FR"]) == 1
    assert "there are en-US" in capsys.readouterr().err
