"""What the page is sent of what is heard, as plain JSON values."""

from collections.abc import Iterable
from typing import Any

from skill.content.content import Content
from skill.practice.muscle_group import on_side
from skill.practice.plan import Segment
from skill.simulator.page.clips import Clips
from skill.simulator.page.timeline import Timeline
from skill.simulator.playback import Sound


def shown_sounds(heard: Iterable[Sound], clips: Clips) -> list[dict[str, Any]]:
    """Return sounds in order: seconds, and the sentences that are said; none in a silence."""
    return [{"seconds": each.seconds, "sentences": clips.sentences(each)} for each in heard]


def shown_timeline(timeline: Timeline, content: Content) -> dict[str, Any]:
    """Return a plan as the page draws it: its segments with their names, its moments, and where it is taken up."""
    plan = timeline.plan
    return {
        "seconds": plan.seconds,
        "begins": timeline.begins,
        "place": timeline.place,
        "bedtime": plan.bedtime,
        "segments": [
            {"at": start, "name": _name(segment, content), "group": segment.place.group, "cycle": segment.place.cycle}
            for start, segment in zip(plan.starts, plan.segments, strict=False)
        ],
        "moments": _moments(plan.segments, plan.starts),
    }


def _name(segment: Segment, content: Content) -> str:
    """Return what a segment is called: its muscle group, with its side where it is one of two."""
    group = content.library.groups.get(segment.place.group)
    return str(on_side(group.names, segment.place.side)) if group else ""


def _moments(segments, starts):
    found = []
    for segment, start in zip(segments, starts):
        at = start
        tenses = any(beat.kind == "release" for beat in segment.beats)
        for beat in segment.beats:
            if beat.kind == "cue":
                found.append({"at": at, "group": segment.place.group, "side": segment.place.side.value, "state": "tense" if tenses else "rest"})
            elif beat.kind == "release":
                found.append({"at": at, "group": segment.place.group, "side": segment.place.side.value, "state": "release"})
            at += beat.seconds
    return found
