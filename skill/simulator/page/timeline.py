"""What the eye follows while a session is heard: its plan, where in it the answer begins, and when."""

from collections.abc import Callable
from dataclasses import dataclass

from skill.app.app import Answer
from skill.audio.stream import Stream
from skill.audio.token import Token
from skill.practice.library import Library
from skill.practice.plan import Plan
from skill.practice.planner import make_plan
from skill.practice.position import Position
from skill.practice.spec import Spec
from skill.simulator.audio_player import PLAYING
from skill.simulator.device import Device


@dataclass(frozen=True)
class Timeline:
    """A plan that is heard from a moment of it on."""

    plan: Plan
    begins: float
    """Seconds after the answer has begun, when the plan is taken up: before it come other words."""
    place: float
    """Seconds of the plan where it is taken up."""
    stream: Stream | None = None
    """What is played; None where a plan is spoken."""


def timeline_of(
    answer: Answer | None, device: Device, library: Library, plan_of: Callable[[Spec], Plan]
) -> Timeline | None:
    """Return what is guided by an answer that a device has just been given; None where nothing is.

    `plan_of` makes the timeline of what is played.
    """
    if device.player.activity == PLAYING:
        return _played(device, plan_of)
    return _spoken(answer, library) if answer else None


def _played(device: Device, plan_of: Callable[[Spec], Plan]) -> Timeline:
    player = device.player
    stream = Token.from_wire(player.token).stream
    begins, place = max(0.0, player.since - device.now), player.position(max(device.now, player.since))
    return Timeline(plan_of(stream.spec), begins, place, stream)


def _spoken(answer: Answer, library: Library) -> Timeline | None:
    """Return the timeline of a chunk: a bookmark tells from where it is spoken, and until when."""
    reply = answer.reply
    bookmark = reply.progress or reply.changes.bookmark
    if bookmark is None or not bookmark.until or not (reply.spoken and any(beat.text for beat in reply.spoken.beats)):
        return None
    position = Position.at(make_plan(bookmark.spec, library), bookmark.place)
    return Timeline(position.plan, library.speech_time.seconds(reply.before), position.plan.starts[position.index])
