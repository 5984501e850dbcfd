"""An ear that stays open: what was just spoken, as words, by a recogniser that runs offline as a process of its own."""

import base64
import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Self

from skill.studio.hearing.ear import PROGRAM, ROOT, EarMissing

DICTATION = "skill.studio.hearing.dictation"


class OpenEar:
    """Hears whatever may be said in a language; `close` ends its process."""

    def __init__(self, sentences: Iterable[str], program: Path = PROGRAM) -> None:
        """Take all sentences that may be said, in small letters; it takes some seconds until it hears."""
        command = [str(program), "-m", DICTATION]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._turn = Lock()
        self._send(json.dumps([*sentences]))
        self._unknown: tuple[str, ...] | None = None

    @classmethod
    def of(cls, language: str, sentences: Iterable[str], program: Path = PROGRAM) -> Self:
        """Return the ear for a language; raises EarMissing."""
        if language != "en":
            raise EarMissing(f"no recogniser hears {language!r}: pocketsphinx comes with English")
        if not program.is_file():
            raise EarMissing(f"no pocketsphinx at {program}: run `make build/hear/ready`")
        return cls(sentences, program)

    def unknown(self) -> tuple[str, ...]:
        """Return the words that it can't hear; once it does, it is ready. Raises RuntimeError where it has ended."""
        with self._turn:
            return self._ready()

    def hear(self, samples: bytes) -> str:
        """Return the words in samples (one channel, 16 bit, little-endian, 16,000 a second); "" where there are none.

        Raises RuntimeError where the recogniser has ended.
        """
        with self._turn:
            self._ready()
            self._send(base64.b64encode(samples).decode())
            return " ".join(self._answer())

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def _ready(self) -> tuple[str, ...]:
        if self._unknown is None:
            self._unknown = tuple(self._answer())
        return self._unknown

    def _send(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()

    def _answer(self) -> list[str]:
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the recogniser ended with {self._process.wait()}")
        words: list[str] = json.loads(line)
        return words
