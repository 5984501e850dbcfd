"""The documents that the skill sends to a device with a screen, and what they are made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from skill.app.app import Answer
from skill.content.content import Content
from skill.handlers.reply import Scene
from skill.handlers.turn import Turn
from skill.screen.moments import Moment, moments
from skill.simulator.dialogue.playing import WELCOMED
from skill.simulator.dialogue.stage import BEGIN, Stage
from skill.simulator.dialogue.watched import Watched
from skill.simulator.envelope import Sender
from skill.simulator.script import Cue
from skill.simulator.understanding import Understanding
from skill.store.memory_store import MemoryStore
from skill.store.port import Listener

ROOM, TOUCH = "bedroom", "(touch) "


@dataclass(frozen=True, slots=True)
class Sent:
    """What one answer shows."""

    document: Mapping[str, Any]
    scene: Scene | None
    """What it follows."""
    before: str
    """What is said before that."""

    def moments(self, content: Content) -> tuple[Moment, ...]:
        """Return what is to be seen from when on."""
        assert self.scene
        return moments(self.scene.start, self.scene.end, content.library)


def said_on_a_screen(lines: Iterable[str], content: Content, understanding: Understanding) -> list[Sent]:
    """Return what is shown at each line of a script, to a listener who has heard the safety lines before."""
    stage = Stage(content, understanding, Watched(MemoryStore(clock=lambda: BEGIN)), can_show=frozenset((ROOM,)))
    stage.store.store.save(Listener(Sender().user), WELCOMED, int(stage.now))
    answers, answered = list[Answer](), stage.app.answer

    def answer(turn: Turn) -> Answer:
        answers.append(answered(turn))
        return answers[-1]

    setattr(stage.app, "answer", answer)  # noqa: B010, as a method is not to be assigned
    player, sent = stage.player(), list[Sent]()
    for line in lines:
        if line.startswith(TOUCH):
            player.device.touch(line.removeprefix(TOUCH))
        else:
            list(player.step(Cue.read(line)))
        reply = answers[-1].reply
        sent.append(Sent(player.device.shown, reply.scene, reply.before))
    return sent
