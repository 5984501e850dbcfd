"""Plays a dialogue turn by turn, and says at which turn something else happened than what was expected."""

import json
from collections.abc import Iterator

from skill.simulator.audio_player import PLAYING
from skill.simulator.dialogue.exchange import Exchange
from skill.simulator.dialogue.reading import Dialogue
from skill.simulator.dialogue.stage import Stage, Unplayable
from skill.simulator.envelope import Sender
from skill.simulator.playback import transcript
from skill.simulator.script import OVER, Cue, NotSaid, Player
from skill.store.port import Changes, Listener

WELCOMED = Changes(welcomed=True, hands_free_offered=True)
"""What is remembered of somebody who has heard and been asked what is said once."""


class Unexpected(Exception):
    """At one turn of a dialogue something else happened than what was expected."""

    def __init__(self, turn: int, done: str, expected: str, said: str) -> None:
        super().__init__(f"turn {turn} ({done}): expected {expected}; said: {said or 'nothing'}")
        self.turn, self.done, self.expected, self.said = turn, done, expected, said


def play(dialogue: Dialogue, stage: Stage) -> None:
    """Play a dialogue; raises Unexpected at the first turn that goes wrong."""
    if dialogue.welcomed:
        stage.store.store.save(Listener(Sender().user), WELCOMED, int(stage.now))
    stage.can_play, stage.can_show = dialogue.can_play, dialogue.can_show
    for order, exchange in enumerate(dialogue.turns, start=1):
        try:
            player = stage.prepare(exchange)
            lines = _lines(player, exchange)
        except (NotSaid, Unplayable) as reason:
            raise Unexpected(order, exchange.done, "a turn that can be played", str(reason)) from None
        stage.now = player.device.now
        said = " ".join(line for line in lines if line != OVER)
        for expected in _missed(exchange, said, player):
            raise Unexpected(order, exchange.done, expected, said)


def _lines(player: Player, exchange: Exchange) -> list[str]:
    """Return what is heard at a turn."""
    if exchange.end:
        player.device.now += exchange.after
        player.device.end(exchange.end)
        return []
    if exchange.press:
        player.device.now += exchange.after
        player.playing = player.device.press(exchange.press)
        return transcript(player.playing)
    if exchange.touch:
        player.device.now += exchange.after
        player.playing = player.device.touch(exchange.touch)
        return transcript(player.playing)
    return [line.removeprefix("alexa: ") for line in player.step(Cue.read(exchange.you))][1:]


def _missed(exchange: Exchange, said: str, player: Player) -> Iterator[str]:
    """Yield what was expected and did not happen."""
    position = 0
    for wanted in exchange.alexa:
        found = said.find(wanted, position)
        if found < 0:
            yield f"{wanted!r}" + (f" after {said[:position][-40:]!r}" if position else "")
            return
        position = found + len(wanted)
    for unwanted in exchange.never:
        if unwanted in said:
            yield f"never {unwanted!r}"
    if exchange.open not in (None, player.device.open):
        yield f"that the skill is {'open' if exchange.open else 'closed'}"
    for seen in exchange.shows:
        if seen not in json.dumps(player.device.shown, ensure_ascii=False):
            yield f"that the screen shows {seen!r}"
    activity = player.device.player.activity
    if exchange.plays not in (None, activity == PLAYING):
        yield f"that audio {'plays' if exchange.plays else 'does not play'} (it is {activity})"
