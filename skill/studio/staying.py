"""Piper as a process that stays: its model is read once, and a sentence is spoken in a fraction of a second."""

import re
import subprocess
from collections import OrderedDict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from skill.studio.ffmpeg import Samples
from skill.studio.piper import Piper, read_wave

MOST_PROCESSES = 3
"""Rates that are kept ready: a process speaks at one rate, and a session has one; each takes about 150 MB."""
WRITTEN = re.compile(r"Wrote (?P<path>.+\.wav)$")
"""What Piper says once a file is whole."""


@dataclass(eq=False)
class StayingPiper:
    """Speaks as Piper does, sentence by sentence, by processes that wait for the next one; `close` ends them."""

    piper: Piper
    _processes: OrderedDict[float, "_Process"] = field(default_factory=OrderedDict)
    _turn: Lock = field(default_factory=Lock)

    @property
    def identity(self) -> str:
        """Piper's own: what it speaks sounds the same."""
        return self.piper.identity

    def speak(self, texts: Sequence[str], rate: float) -> Iterator[tuple[Samples, int]]:
        """Yield the samples of each text, and how many there are a second; raises RuntimeError with what Piper says."""
        for text in texts:
            with self._turn:
                yield self._process(rate).speak(" ".join(text.split()))

    def close(self) -> None:
        """End all processes."""
        with self._turn:
            for process in self._processes.values():
                process.close()
            self._processes.clear()

    def _process(self, rate: float) -> "_Process":
        """Return the process of a rate that runs, begun if there is none; the one used longest ago makes room."""
        process = self._processes.pop(rate, None)
        if process and not process.runs:
            process.close()
            process = None
        process = process or _Process(self.piper, rate)
        self._processes[rate] = process
        if len(self._processes) > MOST_PROCESSES:
            self._processes.popitem(last=False)[1].close()
        return process


class _Process:
    """One process, at one rate."""

    def __init__(self, piper: Piper, rate: float) -> None:
        self._folder = TemporaryDirectory()
        command = piper.command(1 / rate, Path(self._folder.name))
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def speak(self, text: str) -> tuple[Samples, int]:
        """Return the samples of a line, and how many there are a second; raises RuntimeError where Piper ends."""
        assert self._process.stdin
        assert self._process.stderr
        self._process.stdin.write(f"{text}\n")
        self._process.stdin.flush()
        said = deque[str](maxlen=20)
        for line in self._process.stderr:
            if written := WRITTEN.search(line.rstrip()):
                path = Path(written["path"])
                try:
                    return read_wave(path)
                finally:
                    path.unlink()
            said.append(line)
        self._process.wait()
        raise RuntimeError("".join(said))

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()
