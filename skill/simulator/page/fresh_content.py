"""Content as its files stand now: read anew where one was edited; while it has faults, the last that had none."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from skill.content.fault import ContentError, Fault
from skill.content.languages import Languages, load_languages


class FreshContent:
    """A folder of content that authors edit while it is used."""

    def __init__(self, folder: Path, load: Callable[[Path], Languages] = load_languages) -> None:
        """Read the folder; raises ContentError where it can't be used from the start."""
        self._folder, self._load, self._turn = folder, load, Lock()
        self._digest = digest(folder)
        self.languages = load(folder)
        self.faults: tuple[Fault, ...] = ()
        """Of the files as they stand; then `languages` are those before."""
        self.readings = 1
        """How many times the files have been read."""

    def refresh(self) -> None:
        """Read the files anew if any differs."""
        with self._turn:
            found = digest(self._folder)
            if found == self._digest:
                return
            self._digest, self.readings = found, self.readings + 1
            try:
                self.languages, self.faults = self._load(self._folder), ()
            except ContentError as error:
                self.faults = error.faults


def digest(folder: Path) -> str:
    """Return what changes when any file of a folder does."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        try:
            data = path.read_bytes()
        except FileNotFoundError:  # an editor puts a new file in the place of the old
            continue
        whole.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode())
        whole.update(data)
    return whole.hexdigest()
