"""A newcomer's path: from a fresh clone by one command to the first muscle group that is heard, in real seconds."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infra.browser import browser, opened, program, say, until
from tests.bench.start_up import Unmeasured
from tests.bench.voices import ROOT

LONGEST = 1_200
"""Seconds that setting up may take."""
SPEAKS = "page.voice.level() > 0.01"
FIRST_GROUP = "document.querySelector('#part-name').textContent.startsWith('Your')"
AUTOPLAY = ("--autoplay-policy=no-user-gesture-required",)


def report() -> None:
    """Print when what happens; raises Unmeasured."""
    if program() is None:
        raise Unmeasured("chromium is missing: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        clone, home = Path(folder) / "clone", Path(folder) / "home"
        home.mkdir()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        begun = time.monotonic()
        print("seconds after `make page` in a fresh clone, with an empty home")
        with _page(clone, home) as address, browser(AUTOPLAY) as running:
            _tell(begun, "everything is set up, and the page is served")
            with opened(running, address, still=False) as page:
                _tell(begun, "the page can be used")
                say(page, "Alexa, start muscle relaxation")
                until(page, SPEAKS)
                _tell(begun, "its first word is heard")
                say(page, "yes")
                until(page, f"{FIRST_GROUP} && {SPEAKS}", 120)
                _tell(begun, f"the first muscle group is heard: {page.text_content('#part-name')}")


@contextmanager
def _page(clone: Path, home: Path) -> Iterator[str]:
    """Give the address of the page of a clone once it is served; raises Unmeasured."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["make", "page", f"PORT={port}", "ARGS=--no-browser"]
    env = {**os.environ, "HOME": str(home)}
    log = clone.parent / "log"
    with log.open("wb") as told:
        made = subprocess.Popen(command, cwd=clone, env=env, stdout=told, stderr=told, start_new_session=True)
        try:
            _wait(made, port, log)
            yield f"http://127.0.0.1:{port}/page/"
        finally:
            os.killpg(made.pid, signal.SIGINT)
            made.wait(30)


def _wait(made: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    late = time.monotonic() + LONGEST
    while made.poll() is None and time.monotonic() < late:
        with socket.socket() as tried:
            if not tried.connect_ex(("127.0.0.1", port)) and "an Echo to talk to" in log.read_text("utf-8"):
                return
        time.sleep(0.1)
    raise Unmeasured(f"`make page` didn't get there: {log.read_text('utf-8')[-600:]}")


def _tell(begun: float, what: str) -> None:
    print(f"{time.monotonic() - begun:7.1f}  {what}", flush=True)
