"""`make page`: what it says, and when it can't."""

import socket
import sys
import webbrowser
from functools import partial
from pathlib import Path

import pytest
import uvicorn

from skill.content.fault import ContentError, Fault
from skill.simulator.page import __main__ as page
from skill.simulator.understanding import Understanding
from skill.studio.hearing import open_ear
from skill.studio.piper import Piper
from skill.studio.voice import VoiceMissing
from tests.studio.fakes import piper, recogniser


@pytest.fixture(autouse=True)
def _desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, understanding: Understanding) -> None:
    monkeypatch.setattr(Understanding, "load", lambda *_, **__: understanding)
    monkeypatch.setenv("MUSCLE_RELAXATION_MEMORY", str(tmp_path / "memory.sqlite"))


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser was told to open; the server is ended at once."""

    def interrupted(self: object, sockets: object) -> None:
        raise KeyboardInterrupt

    found: list[str] = []
    monkeypatch.setattr(uvicorn.Server, "run", interrupted)
    monkeypatch.setattr(webbrowser, "open", found.append)
    return found


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["make page", *arguments])
    return page.main()


def test_it_opens_a_page_that_speaks_and_hears(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], opened: list[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(Piper, "of", lambda _: piper(tmp_path))
    monkeypatch.setattr(open_ear.OpenEar, "of", lambda _, sentences: open_ear.OpenEar(sentences, recogniser(tmp_path)))
    assert run(monkeypatch, "--port", "0") == 0
    out, err = capsys.readouterr()
    (address,) = opened
    assert address.startswith("http://127.0.0.1:")
    assert address in out
    assert err == ""


def test_without_a_voice_and_an_ear_it_says_so_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], opened: list[str], tmp_path: Path
) -> None:
    def missing(_: str) -> Piper:
        raise VoiceMissing("no Piper: run `make build/voice/ready`")

    monkeypatch.setattr(Piper, "of", missing)
    deaf = partial(open_ear.OpenEar.of, program=tmp_path / "nowhere")
    monkeypatch.setattr(open_ear.OpenEar, "of", lambda *told: deaf(*told))
    assert run(monkeypatch, "--port", "0", "--no-browser") == 0
    err = capsys.readouterr().err
    assert "it stays silent, its words are shown: no Piper" in err
    assert "it hears nobody, typing works: no pocketsphinx" in err
    assert opened == []


def test_a_voice_that_there_is_not_is_answered_with_those_that_there_are(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--voice", "kokoro:nobody") == 1
    assert "there is no voice 'kokoro:nobody' for 'en'; there are piper, piper:joe" in capsys.readouterr().err


def test_a_port_in_use_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        assert run(monkeypatch, "--port", str(other.getsockname()[1])) == 1
    assert "try make page PORT=3001" in capsys.readouterr().err


def test_content_that_cannot_be_used_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ContentError(Fault("en/opening.yaml", "welcome", "this key is missing"))

    monkeypatch.setattr(page, "FreshContent", broken)
    assert run(monkeypatch) == 1
    assert "content cannot be used: en/opening.yaml: welcome" in capsys.readouterr().err
