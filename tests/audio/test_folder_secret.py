"""A folder of audio has one secret, whoever makes it first."""

import stat
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

from skill.audio.folder import SECRET, folder_secret

MAKER = """
import sys
from pathlib import Path
from skill.audio.folder import folder_secret

print("ready", flush=True)
for name in sys.stdin:
    print(folder_secret(Path(name.strip())).hex(), flush=True)
"""


def test_threads_that_make_it_at_once_have_the_same(tmp_path: Path) -> None:
    for number in range(20):
        folder, found = tmp_path / str(number) / "sessions", list[bytes]()
        together = threading.Barrier(16)

        def make(folder: Path = folder, found: list[bytes] = found, together: threading.Barrier = together) -> None:
            together.wait()
            found.append(folder_secret(folder))

        threads = [threading.Thread(target=make) for _ in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 16
        assert set(found) == {(folder / SECRET).read_bytes()}
        assert len(found[0]) == 32
        assert [file.name for file in folder.iterdir()] == [SECRET]


def test_processes_that_make_it_at_once_have_the_same(tmp_path: Path) -> None:
    with ExitStack() as running:
        makers = [running.enter_context(maker()) for _ in range(4)]
        assert [answer(each) for each in makers] == ["ready"] * 4
        for number in range(30):
            for each in makers:
                print(tmp_path / str(number), file=each.stdin, flush=True)
            assert {answer(each) for each in makers} == {(tmp_path / str(number) / SECRET).read_bytes().hex()}


def test_only_its_owner_may_read_it_and_it_stays(tmp_path: Path) -> None:
    first = folder_secret(tmp_path)
    assert stat.S_IMODE((tmp_path / SECRET).stat().st_mode) == 0o600
    assert folder_secret(tmp_path) == first


def maker() -> subprocess.Popen[str]:
    command = [sys.executable, "-c", MAKER]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
