"""A session that the device plays by itself. Its twin is skill/handlers/spoken.py."""

from dataclasses import replace

from skill.audio.stream import Stream
from skill.handlers.bookmarks import at_place, manner_of
from skill.handlers.events import Begun, Event, Resumed
from skill.handlers.naming import anew, back_to
from skill.handlers.reply import Play, Reply
from skill.handlers.turn import Playback, Turn
from skill.practice.background import Background
from skill.practice.cautions import not_given_from
from skill.practice.place import ENDING
from skill.practice.position import Position
from skill.practice.preferences import CheckIns
from skill.practice.spec import Spec
from skill.store.port import Changes


def hands_free(turn: Turn, *, bedtime: bool) -> bool:
    """Whether a session is played rather than spoken: at bedtime wherever that is possible, by day without questions.

    Where wishes could not be read, or a button is pressed, what plays goes on playing.
    """
    going = turn.playback is not None and turn.progress is not None
    goes_on = going and (turn.request.is_button or not turn.memory_known)
    return turn.audio is not None and (bedtime or turn.check_ins is CheckIns.NONE or goes_on)


def played_from(turn: Turn, position: Position, before: str = "", *, begins: bool = False) -> Reply:
    """Return the reply that plays a session from its place; the clips name the place themselves."""
    assert turn.audio
    there = position.in_plan(turn.audio.plan(position.plan.spec))
    before = before.removesuffix(back_to(turn, position)).strip()
    if there.index > 1 and not turn.request.is_button:
        before = " ".join(filter(None, (before, *not_given_from(there.plan, there.index, turn.library))))
    return play_at(turn, there.plan.spec, there.plan.starts[there.index], before, begins=begins)


def play_at(turn: Turn, spec: Spec, offset: float, before: str = "", *, begins: bool = False) -> Reply:
    """Return the reply that plays a session from a moment of its plan, in seconds.

    Every playing is a run of its own, so that what is heard late of an earlier one changes nothing. Bedtime
    counts as finished when it begins, as nobody sees its end.
    """
    assert turn.audio
    plan, wishes = turn.audio.plan(spec), turn.preferences
    stream = Stream(plan.spec, wishes.background or Background.FLOOR, (wishes.tail or 0) if plan.bedtime else 0)
    events, position = _events(turn, offset), Position(plan, plan.at(offset))
    counted = begins and not offset
    finished, done = (manner_of(turn, position), plan.spec) if counted and plan.bedtime else (None, None)
    begun = turn.now + turn.library.speech_time.seconds(before)
    since = begun - (offset - plan.starts[position.index])
    kept = at_place(position, since, started_at=turn.now, made_by=turn.library.made_by).to_keep()
    kept = replace(kept, until=round(begun + plan.seconds - offset))
    changes = Changes(bookmark=kept, started_at=turn.now, begun=counted, finished=finished, done=done)
    return Reply(before, play=Play(stream, offset, position.place), changes=changes, events=events)


def replay(turn: Turn, playback: Playback, before: str = "") -> Reply:
    """Return the reply that takes up what was playing, to the second, but not in the middle of a line.

    What other audio made goes on at its place, and it is said how much is left.
    """
    assert turn.audio
    spec, plan = playback.stream.spec, turn.audio.plan(playback.stream.spec)
    before = anew(turn, Position(plan, plan.at(playback.offset)), before) if turn.is_foreign else before
    reply = play_at(turn, spec, plan.line_at(playback.offset), before)
    counted = playback.counted or playback.bookmark.place.group == ENDING
    return replace(reply, play=replace(reply.play, counted=counted)) if reply.play else reply


def _events(turn: Turn, offset: float) -> tuple[Event, ...]:
    goes_on = turn.progress is not None and (turn.playback is None or turn.playback.active)
    if goes_on:
        return ()
    return (Resumed() if offset else Begun(),)
