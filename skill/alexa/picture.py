"""The picture for an answer: the one place that knows the screen, which is imported only for a device that has one."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from skill.app.app import Answer
from skill.handlers.naming import place_name
from skill.handlers.turn import Turn


def load_screen() -> None:
    """Load what `picture` loads where a screen first shows something; the rehearsal does so before anyone waits."""
    import_module("skill.screen.document")


def picture(turn: Turn, answer: Answer) -> Mapping[str, Any] | None:
    """Return the APL document that goes with what is said; None for a device without a screen, and for what it plays.

    It takes the place of what was seen before: a part of a plan is followed, other words leave the figure at rest.
    """
    if not turn.request.has_screen or not turn.request.is_spoken_to or answer.playable:
        return None
    from skill.screen import document
    from skill.screen.moments import moments

    captions, scene, progress = turn.content.phrases.screen, answer.reply.scene, answer.reply.progress
    if scene is None:
        if turn.position and turn.position.plan.bedtime:
            return document.dark(captions)
        place = place_name(turn, progress.place) if progress else ""
        return document.still(place[:1].upper() + place[1:], captions)
    seen = moments(scene.start, scene.end, turn.library)
    starts = scene.start.plan.starts
    seconds = starts[scene.end] - starts[scene.start.index]
    if scene.start.plan.bedtime:
        return document.night(seen, seconds, captions)
    before = turn.library.speech_time.seconds(answer.reply.before)
    return document.following(seen, seconds, before, turn.library, captions)
