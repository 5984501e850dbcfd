"""What the page is sent of what is heard, as plain JSON values."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from skill.audio import mp3
from skill.audio.loudness import loudness
from skill.audio.stream import Stream
from skill.content.content import Content
from skill.practice.muscle_group import on_side
from skill.practice.plan import Plan, Segment
from skill.practice.position import Position
from skill.screen.moments import Moment, moments
from skill.simulator.page.clips import PageClips
from skill.simulator.page.timeline import Timeline
from skill.simulator.playback import Sound


def shown_sounds(heard: Iterable[Sound], clips: PageClips) -> list[dict[str, Any]]:
    """Return sounds in order: seconds, and the sentences that are said; none in a silence."""
    return [{"seconds": each.seconds, "sentences": clips.sentences(each)} for each in heard]


def shown_timeline(timeline: Timeline, content: Content, clips: PageClips) -> dict[str, Any]:
    """Return a plan as the page draws it: its segments with their names, its moments, and where it is taken up.

    What is played has a background, too.
    """
    plan = timeline.plan
    return {
        "seconds": plan.seconds,
        "begins": timeline.begins,
        "place": timeline.place,
        "bedtime": plan.bedtime,
        "segments": [
            {"at": start, "name": _name(segment, content)}
            for start, segment in zip(plan.starts, plan.segments, strict=False)
        ],
        "moments": [_moment(each, content) for each in _moments(plan, content)],
        "background": timeline.stream and _background(plan, timeline.stream, clips),
    }


def _background(plan: Plan, stream: Stream, clips: PageClips) -> dict[str, Any]:
    """Return where a stream's background is found, and how loud the stream is: points of (seconds, decibels)."""
    points = loudness(plan, stream).points
    levels = [(frame * mp3.SECONDS, steps * mp3.DECIBELS) for frame, steps in points]
    return {"clip": clips.under(stream.background), "levels": levels}


def _moments(plan: Plan, content: Content) -> tuple[Moment, ...]:
    """Return every moment of a plan; at the desk a night's too, for whoever looks here isn't going to sleep."""
    return moments(Position(replace(plan, bedtime=False)), len(plan.segments), content.library)


def _moment(moment: Moment, content: Content) -> dict[str, Any]:
    group = content.library.groups.get(moment.group) if moment.group else None
    return {
        "at": moment.at,
        "phase": moment.phase.value,
        "groups": sorted(group.parts) if group else [],
        "side": moment.side.value,
        "title": moment.title,
        "line": moment.line,
    }


def _name(segment: Segment, content: Content) -> str:
    """Return what a segment is called: its muscle group, with its side where it is one of two."""
    group = content.library.groups.get(segment.place.group)
    return str(on_side(group.names, segment.place.side)) if group else ""
