"""Whatever an author gets wrong is told with file, key, reason and remedy: breakages.yaml has the sentences."""

from pathlib import Path
from typing import Any

import pytest

from skill.content.fault import ContentError, Fault
from skill.content.languages import load_languages
from skill.content.outside import noting
from skill.content.yaml_file import parse
from skill.simulator.checking import main
from skill.simulator.sentences import other_talk
from skill.simulator.sentences import read as read_sentences
from tests.content.breakages import broken
from tests.simulator.small_model import write

HERE = Path(__file__).parent
CONTENT_BREAKAGES = parse((HERE / "breakages.yaml").read_text("utf-8"), "breakages.yaml")
MODEL_BREAKAGES = parse((HERE / "model_breakages.yaml").read_text("utf-8"), "model_breakages.yaml")


ROUTINE_OF_NOBODY = (
    "routines:\n  desks: {time: day, passes: [tense, tense], usual: 4, order: [hands, thighs]}\n  standard:\n"
)


def named(breakage: dict[str, Any]) -> str:
    return str(breakage["name"])


@pytest.mark.parametrize("breakage", CONTENT_BREAKAGES, ids=named)
def test_what_breaks_content_is_told(breakage: dict[str, Any], tmp_path: Path) -> None:
    folder = broken(breakage, tmp_path)
    with pytest.raises(ContentError) as raised:
        load_languages(folder)
    assert [str(fault) for fault in raised.value.faults] == breakage["told"]


@pytest.mark.parametrize("breakage", MODEL_BREAKAGES, ids=named)
def test_what_breaks_the_sentences_is_told(breakage: dict[str, Any], tmp_path: Path) -> None:
    model = write(tmp_path)
    (model / "en" / "other_talk.txt").write_text("add apples to the list\n", "utf-8")
    broken(breakage, model, copied=False)
    faults: list[Fault] = []
    for read in (read_sentences, other_talk):
        with noting(faults):
            read(model, "en")
    assert list(map(str, faults)) == breakage["told"]


def test_every_breakage_has_a_name_of_its_own() -> None:
    for breakages in (CONTENT_BREAKAGES, MODEL_BREAKAGES):
        assert len({*map(named, breakages)}) == len(breakages)


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("routines.yaml", "usual: 15\n    order: [hands/right", "usual: 3\n    order: [hands/right",
         "routines.yaml: routines.sixteen.usual: its sessions have 8 to 40 minutes: name one of these"),
        ("routines.yaml", "routines:\n  standard:\n", ROUTINE_OF_NOBODY,
         "routines.yaml: routines.desks: nobody can ask for it: name it in slot_types.ROUTINE of intents.yaml, "
         "or say `picked: true`"),
        ("en/language.yaml", "names: [muscle relaxation,", "names: [deep relaxation,",
         "en/language.yaml: calling.names: the first is the invocation name 'muscle relaxation': put it there"),
    ],
)  # fmt: skip
def test_make_content_also_tells_what_does_not_fit(
    file: str, old: str, new: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = broken({"file": file, "put": [old, new]}, tmp_path)
    guidance = folder / "en" / "guidance.yaml"
    if "desks" in new:
        words = guidance.read_text("utf-8")
        guidance.write_text(words.replace("routines:\n", "routines:\n  desks: working\n", 1), "utf-8")
    assert main([str(folder)]) == 1
    assert capsys.readouterr().out == f"{told}\n"
