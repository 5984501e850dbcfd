from pathlib import Path

import pytest

from skill.content.fault import ContentError
from skill.simulator.page.fresh_content import FreshContent, digest


def test_it_is_read_anew_only_where_a_file_differs(edited: Path) -> None:
    content = FreshContent(edited)
    before = content.languages
    content.refresh()
    assert (content.languages, content.readings) == (before, 1)
    file = edited / "en" / "guidance.yaml"
    file.write_text(file.read_text("utf-8") + "\n# a note\n", "utf-8")
    content.refresh()
    assert content.readings == 2
    assert content.languages is not before


def test_with_a_fault_the_last_that_had_none_is_kept_until_it_is_mended(edited: Path) -> None:
    content, file = FreshContent(edited), edited / "en" / "guidance.yaml"
    before, whole = content.languages, file.read_text("utf-8")
    file.write_text("hold: [", "utf-8")
    content.refresh()
    assert content.languages is before
    assert [fault.file for fault in content.faults] == ["en/guidance.yaml"]
    file.write_text(whole, "utf-8")
    content.refresh()
    assert content.faults == ()


def test_content_that_has_faults_from_the_start_is_refused(edited: Path) -> None:
    (edited / "routines.yaml").write_text("", "utf-8")
    with pytest.raises(ContentError):
        FreshContent(edited)


def test_a_file_that_an_editor_is_just_replacing_breaks_nothing(edited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, read = digest(edited), Path.read_bytes

    def vanished(path: Path) -> bytes:
        if path.name == "guidance.yaml":
            raise FileNotFoundError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", vanished)
    assert digest(edited) != whole
