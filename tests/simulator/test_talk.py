"""`make talk` with piped input, and `make serve`: what they print, and what they say when they can't."""

import io
import runpy
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import uvicorn

from skill.audio.clips import NoClips
from skill.content.fault import ContentError, Fault
from skill.simulator import recogniser, serve, talk
from skill.simulator.desk import MODEL, ROOT, desk_app, memory_path
from skill.simulator.script import OVER
from skill.simulator.understanding import Understanding

Ran = Callable[..., tuple[int, str, str]]


def broken(*_: object, **__: object) -> None:
    raise ContentError(Fault("en/opening.yaml", "welcome", "this key is missing"))


@pytest.fixture
def ran(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    understanding: Understanding,
) -> Ran:
    """What a command prints, given its arguments and what is typed."""
    monkeypatch.setattr(Understanding, "load", lambda folder, told: understanding)
    monkeypatch.setenv("MUSCLE_RELAXATION_MEMORY", str(tmp_path / "memory.sqlite"))

    def run(main: Callable[[], int], *arguments: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["make", *arguments])
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = main()
        return code, *capsys.readouterr()

    return run


def test_piped_lines_give_a_transcript(ran: Ran) -> None:
    code, out, _ = ran(talk.main, typed="Alexa, open muscle relaxation\nstop\n")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "you: Alexa, open muscle relaxation"
    assert lines[1].startswith("alexa: Welcome")
    assert lines[-1] == OVER


def test_somebody_new_is_welcomed_each_time_and_changes_nothing_that_is_kept(ran: Ran) -> None:
    typed = "Alexa, open muscle relaxation\nyes\nstop\n"
    ran(talk.main, typed=typed)
    for _ in range(2):
        _, out, _ = ran(talk.main, "--fresh", typed=typed)
        assert "alexa: Welcome" in out
    _, out, _ = ran(talk.main, typed=typed)
    assert "alexa: Welcome" not in out


def test_what_plays_has_a_note(ran: Ran) -> None:
    _, out, _ = ran(talk.main, "--audio", typed="Alexa, ask muscle relaxation for the bedtime version\n")
    assert "alexa: \N{EIGHTH NOTE} Your forehead." in out


def test_an_interruption_of_what_was_not_said_ends_it(ran: Ran) -> None:
    code, _, err = ran(talk.main, typed="Alexa, open muscle relaxation\n(during your wings) stop\n")
    assert (code, err) == (1, "(during your wings): the last answer does not say that\n")


def test_the_memory_lies_where_one_says_or_with_the_users_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MUSCLE_RELAXATION_MEMORY", str(tmp_path / "x"))
    assert memory_path() == tmp_path / "x"
    monkeypatch.delenv("MUSCLE_RELAXATION_MEMORY")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert memory_path() == tmp_path / "muscle-relaxation" / "memory.sqlite"


@pytest.mark.parametrize("command", [talk, serve])
def test_content_that_cannot_be_used_is_said(command: object, ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "desk_app", broken)
    code, _, err = ran(talk.main if command is talk else serve.main)
    assert (code, err) == (1, "content cannot be used: en/opening.yaml: welcome: this key is missing\n")


def test_a_server_says_where_it_is_until_it_is_ended(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: object, sockets: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(uvicorn.Server, "run", interrupted)
    code, out, _ = ran(serve.main, "--port", "0", "--audio-url", "https://desk.example/audio/")
    assert code == 0
    assert "the skill answers on http://127.0.0.1:" in out
    assert "https://desk.example/audio\n" in out or "no clips: run make voice" in out


def test_a_port_in_use_is_said(ran: Ran) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        code, _, err = ran(serve.main, "--port", str(other.getsockname()[1]))
    assert code == 1
    assert "cannot be used" in err


def test_clips_that_cannot_be_read_are_said(ran: Ran, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    with pytest.raises(NoClips):
        desk_app(address="https://desk.example", clips=tmp_path)
    monkeypatch.setattr(serve, "desk_app", lambda address: desk_app(address=address, clips=tmp_path))
    code, _, err = ran(serve.main)
    assert code == 1
    assert "make voice" in err


def test_ctrl_c_while_it_is_set_up_ends_it_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(talk, "main", interrupted)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("skill.simulator", run_name="__main__")
    assert ended.value.code == 130


def test_ctrl_c_ends_a_transcript_without_a_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "skill.simulator", "--fresh"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_listens_to_ctrl_c,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        print("Alexa, open muscle relaxation", file=process.stdin, flush=True)
        assert process.stdout.readline() == "you: Alexa, open muscle relaxation\n"
        assert process.stdout.readline().startswith("alexa: Welcome")
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (130, "")


def _listens_to_ctrl_c() -> None:
    """Undo what a shell does to whatever it runs in the background, these tests among it: it ignores Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_training_is_told_before_it_begins_and_only_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(recogniser, "learn", lambda *_: {"features": 0, "intents": [], "weights": 0, "offsets": 0})
    for _ in range(2):
        Understanding.load(MODEL, kept=tmp_path, told=told.append)
    assert told == [recogniser.TRAINING]
