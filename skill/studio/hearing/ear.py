"""The ear: an offline recogniser, pocketsphinx, run as processes of the Python that has it."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from skill.studio.takes import Tell

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "build" / "hear" / "bin" / "python"
RECOGNISER = "skill.studio.hearing.recogniser"
WORDS = tuple[str, ...]


class EarMissing(Exception):
    """There is no recogniser, or none for this language."""


@dataclass(frozen=True, slots=True)
class Ear:
    """Hears sounds as words of what can be said."""

    sentences: Sequence[WORDS]
    """All that can be said."""
    pronunciations: Mapping[str, str] = field(default_factory=dict)
    """The sounds of words that the recogniser's dictionary lacks, or has with others; by word."""
    program: Path = PROGRAM

    @classmethod
    def of(cls, language: str, sentences: Sequence[WORDS], pronunciations: Mapping[str, str]) -> "Ear":
        """Return the ear for a language; raises EarMissing."""
        if language != "en":
            raise EarMissing(f"no recogniser hears {language!r}: pocketsphinx comes with English")
        if not PROGRAM.is_file():
            raise EarMissing(f"no pocketsphinx at {PROGRAM}: run `make build/hear/ready`")
        return cls(sentences, pronunciations)

    def unknown(self) -> frozenset[str]:
        """Return the words of all sentences that have no sounds: they cannot be heard."""
        (found,) = self._run([], "unknown")
        return frozenset(found)

    def hear(self, sounds: Sequence[Path], tell: Tell = lambda done: None) -> list[WORDS]:
        """Return the words heard in each WAV file, by as many processes as there are cores."""
        cores = os.cpu_count() or 1
        parts = [sounds[start::cores] for start in range(min(cores, len(sounds)))]
        heard = dict[Path, WORDS]()
        with ThreadPoolExecutor(cores) as pool:
            for part, found in zip(parts, pool.map(lambda part: self._listened(part, tell), parts), strict=True):
                heard |= dict(zip(part, found, strict=True))
        return [heard[sound] for sound in sounds]

    def _listened(self, sounds: Sequence[Path], tell: Tell) -> list[WORDS]:
        found = []
        for words in self._run(sounds, "hear"):
            found.append(words)
            tell(1)
        return found

    def _run(self, sounds: Sequence[Path], task: str) -> Iterator[WORDS]:
        """Yield the words in each line that the recogniser prints; raises RuntimeError with what it says otherwise."""
        work = {"sentences": self.sentences, "pronunciations": dict(self.pronunciations), "sounds": [*map(str, sounds)]}
        command = [str(self.program), "-m", RECOGNISER, task]
        with tempfile.TemporaryFile("w+") as asked, tempfile.TemporaryFile("w+") as errors:
            json.dump(work, asked)
            asked.seek(0)
            with subprocess.Popen(command, cwd=ROOT, stdin=asked, stdout=subprocess.PIPE, stderr=errors) as process:
                for line in process.stdout or ():
                    yield tuple(json.loads(line))
            errors.seek(0)
            error = errors.read()
        if process.returncode:
            raise RuntimeError(f"the recogniser ended with {process.returncode}: {error[-2000:]}")
