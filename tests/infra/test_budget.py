"""A start imports what is listed: a module more is seen before it costs every listener's first answer."""

from pathlib import Path

import pytest

from infra.lambda_zip import Target
from infra.lean import ON_DEMAND
from tests.infra import budget
from tests.infra.budget import heading, imported, listed


def test_a_start_imports_what_is_listed(unpacked: Path) -> None:
    names = listed(Target.here())
    if names is None:
        # with other pins or another Python there is nothing to compare with: it doesn't apply, and says so
        pytest.skip(f"no list of imported modules for {heading(Target.here()).removeprefix('# ')}: it doesn't apply")
    found = imported(unpacked)
    told = "imported and not listed, or the other way round: `python -m tests.infra.budget` prints the list"
    assert set(found) ^ set(names) == set(), told


def test_there_is_a_list_for_the_python_of_lambda_with_these_pins() -> None:
    assert listed(Target()) is not None, "make it with that Python: `python -m tests.infra.budget`"


def test_other_pins_and_another_python_have_no_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "LISTS", tmp_path)
    assert listed(Target()) is None
    (tmp_path / "3.13.txt").write_text("# Python 3.13, requirements.txt of another day\nskill\n", "utf-8")
    assert listed(Target()) is None
    (tmp_path / "3.13.txt").write_text(f"{heading(Target())}\nskill\n", "utf-8")
    assert listed(Target()) == ["skill"]


@pytest.mark.parametrize("name", ["multiprocessing", "html.parser", "s3transfer.futures", "boto3.dynamodb", "requests"])
def test_what_was_cut_is_on_no_list(name: str) -> None:
    lists = [file.read_text("utf-8").splitlines() for file in sorted(budget.LISTS.glob("*.txt"))]
    assert lists
    assert all(name not in names for names in lists)


def test_of_the_sdks_model_no_tenth_is_on_a_list() -> None:
    for file in budget.LISTS.glob("*.txt"):
        names = [name for name in file.read_text("utf-8").splitlines() if name.startswith(f"{ON_DEMAND}.")]
        assert 20 < len(names) < 80
