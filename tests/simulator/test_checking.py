"""`make content` says what is there, or everything that is wrong, and what to do about it."""

import shutil
from pathlib import Path

import pytest

from skill.content.content import Content
from skill.simulator.checking import main
from skill.simulator.desk import MODEL
from skill.simulator.model import main as write_model
from tests.strategies import CONTENT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "content"))


def test_content_as_it_is_has_nothing_to_mend(content: Content, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"en: {len(content.library.routines)} routines, ")
    assert said.endswith(": nothing to mend\n")


def test_all_that_is_wrong_is_told_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, old, new in (
        ("en/areas.yaml", "which: ", "whch: "),
        ("en/choosing.yaml", 'rest: "', 'rest: "2 '),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    (folder / "en" / "closing.yaml").write_bytes(b"\xff\xfe\x00")
    assert main([str(folder)]) == 1
    said = capsys.readouterr()
    assert "which: this key is missing" in said.out
    assert "en/choosing.yaml: rest: write numbers as words" in said.out
    assert "en/closing.yaml: line 1: these letters are in another encoding" in said.out
    assert said.err == f"{len(said.out.splitlines())} to mend\n"


def test_a_model_that_is_older_than_its_sentences_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = Path(shutil.copytree(MODEL, tmp_path / "interaction_model"))
    (model / "locales" / "en-GB.json").unlink()
    path = model / "en" / "on_the_way.yaml"
    path.write_text(path.read_text("utf-8").replace("  - off now\n", "  - off at once now\n"), "utf-8")
    assert main(["--model", str(model)]) == 1
    told = "this wasn't made of the sentences in en/ as they are now: run `make model`"
    assert capsys.readouterr().out.splitlines() == [
        f"interaction_model/locales/en-{country}.json: (the whole file): {told}"
        for country in ("US", "GB", "AU", "CA", "IN")
    ]
    assert write_model([], model) == 0
    assert main(["--model", str(model)]) == 0


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('data-group="jaw"', 'data-group="chin"', [
            'body.svg: jaw: screens can\'t show it: draw a path with data-group="jaw", then run `make figure`',
            "body.svg: chin: this is no muscle group of routines.yaml: take its paths out, or rename them",
        ]),
        ('data-group="feet" data-side="left"', 'data-group="feet"', [
            'body.svg: feet: screens can\'t show it: draw two paths with data-group="feet", '
            'one of data-side="right" and one of "left", then run `make figure`',
        ]),
        ("<svg ", "<svg < ", [
            "body.svg: (the whole file): this drawing can't be read "
            "(not well-formed (invalid token): line 3, column 5): take it back from the last commit",
        ]),
    ],
    ids=["a group without a path, and a path without a group", "a side is missing", "no drawing"],
)  # fmt: skip
def test_a_muscle_group_that_no_screen_could_show_is_told(
    old: str, new: str, told: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawing = folder / "body.svg"
    drawing.write_text(drawing.read_text("utf-8").replace(old, new), "utf-8")
    assert main([str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == told
