"""The server of the desk while a test runs."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from starlette.routing import BaseRoute

from skill.simulator.device import Skill
from skill.simulator.serve import application, listening, server


@contextmanager
def serving(
    skill: Skill, folder: Path | None = None, said: list[str] | None = None, more: Sequence[BaseRoute] = ()
) -> Iterator[str]:
    """Give the address of a server, without a slash at its end; what it prints goes into `said`."""
    lines = [] if said is None else said
    running = server(application(skill, folder, say=lines.append, more=more))
    with listening(0) as opened:
        thread = threading.Thread(target=running.run, args=([opened],))
        thread.start()
        try:
            while not running.started:
                assert thread.is_alive()
                time.sleep(0.005)
            yield f"http://127.0.0.1:{opened.getsockname()[1]}"
        finally:
            running.should_exit = True
            thread.join()
