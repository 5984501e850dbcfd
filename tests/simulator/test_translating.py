"""`make language` lays out a language for a translator, and lists what is still missing."""

import re
import shutil
from pathlib import Path

import pytest

from skill.content.content import load
from skill.content.fault import ContentError
from skill.content.files import FILES
from skill.content.languages import compile_content, load_languages
from skill.simulator.translating import lay_out, locales, main, missing, rewritten
from tests.content.made_up import CODE, write_made_up
from tests.strategies import CONTENT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def test_every_file_and_every_key_is_laid_out_and_marked(content: Path) -> None:
    assert sorted(lay_out(content, "de")) == sorted(f"de/{name}.yaml" for name in FILES)
    found = missing(content, "de")
    assert {fault.reason.partition(":")[0] for fault in found} == {"still to be written"}
    assert len(found) > 500
    with pytest.raises(ContentError, match="still to be written: run make calibrate"):
        load(content, "de")


def test_the_english_words_stand_beside_the_mark_with_all_comments(content: Path) -> None:
    lay_out(content, "de")
    groups = (content / "de" / "groups.yaml").read_text("utf-8")
    assert '\n    - "TODO: Let the toes go soft."\n' in groups
    assert '{both: "TODO: your feet", right: "TODO: your right foot", left: "TODO: your left foot"}' in groups
    assert [line for line in groups.splitlines() if line.startswith("#")] == [
        line for line in (CONTENT / "en" / "groups.yaml").read_text("utf-8").splitlines() if line.startswith("#")
    ]
    assert "  strength: B\n" in (content / "de" / "answers.yaml").read_text("utf-8")
    assert "lines: [opening.safety]\n" in (content / "de" / "wording.yaml").read_text("utf-8")


def test_a_language_has_the_locales_that_alexa_has(content: Path) -> None:
    lay_out(content, "fr")
    assert (content / "fr" / "help_lines.yaml").read_text("utf-8").count('digits: "TODO: 911"') == 2
    assert "locales: [fr-FR, fr-CA]\n" in (content / "fr" / "language.yaml").read_text("utf-8")
    assert locales("xq") == ("xq-XQ",)


def test_until_it_is_served_it_keeps_nothing_from_running(content: Path, tmp_path: Path) -> None:
    lay_out(content, "de")
    assert list(load_languages(content).contents) == ["en"]
    compile_content(content, tmp_path / "content.json")
    assert list(load_languages(tmp_path / "content.json").contents) == ["en"]
    language = content / "de" / "language.yaml"
    language.write_text(language.read_text("utf-8").replace("served: false", "served: true"), "utf-8")
    with pytest.raises(ContentError, match="still to be written"):
        load_languages(content)


def test_run_again_it_only_lists_what_is_missing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["de"], content) == 0
    first = capsys.readouterr().out
    assert "content/de/closing.yaml is laid out: write in the place of each TODO\n" in first
    assert "de/closing.yaml                   5 still to be written\n" in first
    closing = content / "de" / "closing.yaml"
    written = {"kept": "Ich merke mir die Stelle.", "goodbye": "Gut. {name}"}
    text = closing.read_text("utf-8")
    for key, words in written.items():
        text = re.sub(f"^{key}: .*", f'{key}: "{words}"', text, flags=re.MULTILINE)
    closing.write_text(text, "utf-8")
    (content / "de" / "playing.yaml").unlink()
    assert main(["de"], content) == 0
    again = capsys.readouterr().out
    assert again.count("is laid out") == 1
    assert "de/closing.yaml: goodbye: unknown placeholder {name}; this line has none" in again
    assert int(again.partition("in all")[2].split()[0]) == int(first.partition("in all")[2].split()[0]) - 2
    assert 'kept: "Ich' in closing.read_text("utf-8")


def test_a_language_that_is_complete_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([CODE], write_made_up(tmp_path)) == 0
    assert capsys.readouterr().out.startswith(f"content/{CODE} is complete.")


@pytest.mark.parametrize("code", ["", "german", "De"])
def test_what_is_no_language_is_refused(code: str, content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([code], content) == 2
    assert "two small letters are expected, such as LANGUAGE=de" in capsys.readouterr().err


def test_values_are_rewritten_and_all_else_stays() -> None:
    text = "# Top.\na: one # aside\nb:\n  - two\n  - >-\n    three\n    four\n\n# Next.\nc: [five, six]\n"
    assert rewritten(text, lambda key, value: f'"{key}: {value}"' if key != "c[1]" else None) == (
        '# Top.\na: "a: one" # aside\nb:\n  - "b[1]: two"\n  - "b[2]: three four"\n\n# Next.\nc: [five, "c[2]: six"]\n'
    )
