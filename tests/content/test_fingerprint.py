"""What makes a plan has a fingerprint: it changes with whatever changes a plan, and with nothing that is only read."""

import copy
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from skill.content.content import Content, load
from skill.content.files import read
from skill.content.fingerprint import LENGTH, fingerprint
from skill.content.languages import compile_content, load_languages
from skill.practice.plan import PLANNING
from tests.content.made_up import CODE, write_made_up
from tests.strategies import CONTENT

RAW = read(CONTENT, "en")
Edit = Callable[[dict[str, Any]], Any]


def test_a_library_says_what_it_was_made_by(content: Content) -> None:
    assert content.library.made_by == fingerprint(RAW, "en", 1.0)
    assert len(content.library.made_by) == LENGTH


def test_compiled_content_has_the_same_fingerprint(tmp_path: Path, content: Content) -> None:
    compile_content(CONTENT, tmp_path / "content.json")
    assert load(tmp_path / "content.json").library.made_by == content.library.made_by
    assert load_languages(tmp_path / "content.json").of("en-US").library.made_by == content.library.made_by


def test_every_language_has_its_own(tmp_path: Path) -> None:
    spoken = load_languages(write_made_up(tmp_path)).contents
    assert spoken["en"].library.made_by == fingerprint(RAW, "en", 1.0)
    assert spoken[CODE].library.made_by != spoken["en"].library.made_by


@pytest.mark.parametrize(
    "edit",
    [
        lambda raw: raw["routines.yaml"]["pacing"]["day"].update(quiet=[11, 45]),
        lambda raw: raw["routines.yaml"]["routines"]["four"]["order"].reverse(),
        lambda raw: raw["routines.yaml"].update(groups=dict(reversed(raw["routines.yaml"]["groups"].items()))),
        lambda raw: raw["en/groups.yaml"]["feet"].update(full="{gently} curl your toes."),
        lambda raw: raw["en/guidance.yaml"].update(hold="Hold it there."),
        lambda raw: raw["en/speech_time.yaml"].update(word=0.5),
    ],
)
def test_it_changes_with_what_makes_a_plan(edit: Edit) -> None:
    changed = copy.deepcopy(RAW)
    edit(changed)
    assert fingerprint(changed, "en", 1.0) != fingerprint(RAW, "en", 1.0)


def test_it_changes_with_the_voice_and_with_the_rules_of_planning(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(RAW, "en", 1.0)
    assert fingerprint(RAW, "en", 1.1) != before
    monkeypatch.setattr("skill.content.fingerprint.PLANNING", PLANNING + 1)
    assert fingerprint(RAW, "en", 1.0) != before


def test_it_stays_with_what_makes_none() -> None:
    changed = copy.deepcopy(RAW)
    changed["en/opening.yaml"].update(welcome="Hello.")
    assert fingerprint(changed, "en", 1.0) == fingerprint(RAW, "en", 1.0)


def test_it_costs_a_cold_start_next_to_nothing() -> None:
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        fingerprint(RAW, "en", 1.0)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.005
