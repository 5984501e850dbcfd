"""Every survivor that was judged is still a change that can be made, where it was judged; and what runs apart."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from tests.mutation import trials
from tests.mutation.choosing import files, mutants_of
from tests.mutation.judged import judged
from tests.mutation.mutants import mutants
from tests.mutation.results import Outcome, Result, Results, digest, share, table


def test_what_was_judged_is_still_there() -> None:
    gone = [
        f"{each.file} {each.function}: {each.change}"
        for each in judged()
        if each.file not in files() or not any(each.means(mutant) for mutant in mutants_of(each.file))
    ]
    assert gone == [], "judge it anew, or strike it from tests/mutation/survivors.yaml"


def test_each_is_judged_once_with_a_reason() -> None:
    counted = Counter((each.file, each.function, each.change) for each in judged())
    assert [each for each, times in counted.items() if times > 1] == []
    assert [each for each in judged() if len(each.reason.split()) < 4] == []


def test_a_judgement_has_every_part_and_no_other(tmp_path: Path) -> None:
    written = tmp_path / "survivors.yaml"
    written.write_text("- {file: a.py, function: f, change: a → b}")
    with pytest.raises(TypeError, match="reason"):
        judged(written)


def result(of: str, outcome: Outcome, tests: str = "1") -> Result:
    return Result("x", of, outcome, "", 3, tests)


def test_a_run_goes_on_where_it_was_but_tries_survivors_again_with_other_tests(tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    for each in (result("a", "killed"), result("b", "survived")):
        Results(path).add(each)
    kept = Results(path)
    assert kept.settled("a", "2") == result("a", "killed")
    assert kept.settled("b", "1") == result("b", "survived")
    assert kept.settled("b", "2") is None
    assert kept.settled("c", "1") is None


def test_a_mutant_is_told_by_its_whole_file() -> None:
    one, other = mutants("x.py", b"f(7)")
    assert digest(one, b"f(7)") != digest(other, b"f(7)")
    assert digest(one, b"f(7)") != digest(one, b"f(7) # changed")


def test_what_ran_for_ever_counts_as_killed_and_what_no_test_runs_as_survived() -> None:
    results = [result(str(index), outcome) for index, outcome in enumerate(get_args(Outcome))]
    assert share(results) == 50
    assert [*table([("sample", results), ("none", [])])][1].split() == ["sample", "4", "2", "50.0", "%"]


def test_what_runs_apart_is_told_and_stopped_in_time() -> None:
    assert trials.forked(lambda: {"a": 1}, 5) == {"a": 1}
    with pytest.raises(trials.OutOfTime):
        trials.forked(_for_ever, 0)
    with pytest.raises(ChildProcessError):
        trials.forked(lambda: 1 // 0, 5)


def _for_ever() -> None:
    while True:
        pass
