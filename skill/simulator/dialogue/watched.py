"""A store that is watched and audio that can be gone, as a dialogue wants them."""

from dataclasses import dataclass

from skill.audio.port import AudioFault
from skill.audio.stream import Stream
from skill.practice.plan import Plan
from skill.practice.spec import Spec
from skill.simulator.imagined import ImaginedAudio
from skill.store.port import Changes, Listener, Memory, Store, StoreFault


@dataclass(slots=True)
class Watched:
    """A store that counts its calls, and fails when told to."""

    store: Store
    fails: bool = False
    loads: int = 0
    saves: int = 0

    def load(self, listener: Listener) -> Memory | None:
        """Return what is known; raises StoreFault while it is gone."""
        self.loads += 1
        self._fail()
        return self.store.load(listener)

    def save(self, listener: Listener, changes: Changes, now: int, of: int | None = None) -> bool:
        """Keep what changes; raises StoreFault while it is gone."""
        self.saves += 1
        self._fail()
        return self.store.save(listener, changes, now, of)

    def delete(self, listener: Listener, asked: int) -> None:
        """Delete a listener's own record; raises StoreFault while it is gone."""
        self._fail()
        self.store.delete(listener, asked)

    def delete_account(self, user: str, asked: int) -> None:
        """Delete the records of everyone on this account; raises StoreFault while it is gone."""
        self._fail()
        self.store.delete_account(user, asked)

    def _fail(self) -> None:
        if self.fails:
            raise StoreFault("as the dialogue wants it")


@dataclass(slots=True)
class WatchedAudio:
    """Audio that can be gone."""

    audio: ImaginedAudio
    fails: bool = False

    @property
    def made_by(self) -> str:
        """The fingerprint of what makes its plans."""
        return self.audio.made_by

    def plan(self, spec: Spec) -> Plan:
        """Return the timeline as it is heard."""
        return self.audio.plan(spec)

    def url(self, stream: Stream) -> str:
        """Return where a stream lies; raises AudioFault while audio is gone."""
        if self.fails:
            raise AudioFault("as the dialogue wants it")
        return self.audio.url(stream)
