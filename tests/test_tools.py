"""A missing tool is never passed over in silence, and Node is found wherever it was set up."""

import shutil
from pathlib import Path

import pytest

from tests import tools
from tests.tools import node, require


def test_a_tool_that_is_there_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVERYTHING", "1")
    require("a hammer", present=True)


def test_a_missing_tool_skips_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVERYTHING", raising=False)
    with pytest.raises(pytest.skip.Exception, match="a hammer is missing"):
        require("a hammer", present=False)


def test_a_missing_tool_fails_where_nothing_may_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVERYTHING", "1")
    with pytest.raises(pytest.fail.Exception, match="a hammer is missing"):
        require("a hammer", present=False)


def test_node_is_the_machines_own_or_the_one_that_make_clients_set_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ours = tmp_path / "node"
    ours.write_text("")
    ours.chmod(0o755)
    (tmp_path / "node_modules" / "dynalite").mkdir(parents=True)
    monkeypatch.setattr(tools, "NODE_OF_OURS", ours)
    monkeypatch.setattr(tools, "CLIENTS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "node" else str(name))
    assert node("dynalite") == str(ours)
    monkeypatch.setenv("EVERYTHING", "1")
    with pytest.raises(pytest.fail.Exception, match=r"virtual-alexa \(make clients\) is missing"):
        node("virtual-alexa")
