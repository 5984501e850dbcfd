"""A missing tool is never passed over in silence."""

import pytest

from tests.tools import require


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
