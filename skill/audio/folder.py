"""Audio in a folder, for the skill at the desk: made on first asking, used again after."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from skill.audio.port import UNMADE, AudioFault, Naming, Recording
from skill.audio.stream import Stream
from skill.practice.plan import Plan
from skill.practice.spec import Spec

SECRET = "secret"
"""The file that holds the folder's own secret, made with it."""


class FolderAudio:
    """Streams as files under an address that serves the folder."""

    def __init__(self, recording: Recording, folder: Path, address: str) -> None:
        """Take the folder, made when it is first used, and the address that serves it, without a slash at its end."""
        self._recording, self._folder, self._address = recording, folder, address

    @property
    def made_by(self) -> str:
        """The fingerprint of what makes its plans."""
        return self._recording.made_by

    def plan(self, spec: Spec) -> Plan:
        """Return the timeline of a spec's audio."""
        return self._recording.plan(spec)

    def url(self, stream: Stream) -> str:
        """Return the address of a stream; raises AudioFault."""
        try:
            file = self._folder / Naming(folder_secret(self._folder)).name(self._recording, stream)
            if not file.exists():
                self._write(file, stream)
        except UNMADE as error:
            raise AudioFault(type(error).__name__) from error
        return f"{self._address}/{file.name}"

    def _write(self, file: Path, stream: Stream) -> None:
        """Write a whole file or none: whoever asks meanwhile finds no half of it."""
        with NamedTemporaryFile(dir=self._folder, delete=False) as part:
            try:
                part.writelines(self._recording.mp3(stream))
                part.close()
                os.replace(part.name, file)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise


def folder_secret(folder: Path) -> bytes:
    """Return the folder's own secret, made with it; whoever makes it at once, all have the same. Raises OSError."""
    file = folder / SECRET
    with suppress(FileNotFoundError):
        return file.read_bytes()
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder) as made:  # nobody else can read it
        made.write(secrets.token_bytes(32))
        made.flush()
        with suppress(FileExistsError):  # another was first: theirs is the secret
            os.link(made.name, file)
    return file.read_bytes()
