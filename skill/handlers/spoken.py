"""A session that is spoken: the next chunk, and the question after it. Its twin is skill/handlers/played.py."""

from dataclasses import replace

from skill.handlers.bookmarks import finishes, manner_of
from skill.handlers.events import Begun, Event, Guided, Resumed
from skill.handlers.naming import place_name
from skill.handlers.reply import Ask, Reply, Scene
from skill.handlers.turn import Question, Turn
from skill.practice.bookmark import Bookmark
from skill.practice.cautions import cautioned_from
from skill.practice.line import varied
from skill.practice.place import Place
from skill.practice.position import Position
from skill.speech.chunk import Chunk, next_chunk
from skill.store.port import Changes


def spoken_from(turn: Turn, position: Position, before: str = "", *, begins: bool = False) -> Reply:
    """Return the reply that speaks the next chunk from a place, and asks whether to go on unless it is the last.

    If the words before have just named the place, it is not named twice.
    """
    entered = _entered(turn, position)
    chunk = next_chunk(_cautioned(turn, position, entered), turn.check_ins, turn.library, turn.preferences.volume)
    if before.endswith(f"{place_name(turn, position.place)}."):
        chunk = _unnamed(chunk)
    begins = begins or turn.progress is None
    bookmark = _bookmark(turn, chunk, turn.now + turn.library.speech_time.seconds(before), begins=begins)
    bookmark = replace(bookmark, entered=entered)
    changes = _changes(turn, chunk, bookmark, begins=begins)
    end = chunk.end.index if chunk.end else len(chunk.start.plan.segments)
    scene = Scene(chunk.start, end)
    reply = Reply(before, chunk.spoken, scene=scene, changes=changes, events=_events(chunk, begins=begins))
    if begins and not position.index:
        reply = replace(reply, changes=replace(reply.changes, begun=True))
    if chunk.end is None:
        return _offering_hands_free(turn, chunk, replace(reply, progress=bookmark))
    return replace(reply, ask=Ask(Question.GO_ON, _check_in(turn, chunk.end)), progress=bookmark)


def _offering_hands_free(turn: Turn, chunk: Chunk, reply: Reply) -> Reply:
    """Return the last of a session, with one question after its waking, once only: hands-free from the next time on.

    It is for somebody who has been asked whether to go on, and never said how often to.
    """
    wished = not turn.memory_known or turn.preferences.check_ins is not None or turn.memory.hands_free_offered
    if wished or turn.progress is None or chunk.start.plan.bedtime or not chunk.start.at_ending:
        return replace(reply, progress=None)
    ask = Ask(Question.HANDS_FREE, turn.content.phrases.closing.hands_free_offer)
    return replace(reply, ask=ask, changes=replace(reply.changes, hands_free_offered=True))


def _entered(turn: Turn, position: Position) -> Place | None:
    """Return where the listener came in: here, unless this is what was to come next, or all of it is still to come."""
    if position.index <= 1:
        return None
    progress = turn.progress
    return progress.entered if progress and progress.upto == position.place else position.place


def _cautioned(turn: Turn, position: Position, entered: Place | None) -> Position:
    if entered is None:
        return position
    plan = position.plan
    return Position(cautioned_from(plan, Position.at(plan, entered).index, turn.library), position.index)


def _bookmark(turn: Turn, chunk: Chunk, at: float, *, begins: bool) -> Bookmark:
    return Bookmark(
        spec=chunk.start.plan.spec,
        place=chunk.start.place,
        at=at,
        until=at + chunk.seconds,
        upto=chunk.end.place if chunk.end else None,
        closes=chunk.end is None,
        started_at=turn.now if begins or turn.progress is None else turn.progress.started_at,
        made_by=turn.library.made_by,
    )


def _changes(turn: Turn, chunk: Chunk, bookmark: Bookmark, *, begins: bool) -> Changes:
    """Return what is kept; a night counts as finished when it begins, as nobody sees its end."""
    bedtime = chunk.start.plan.bedtime
    if chunk.end is None and turn.progress and turn.progress.closes and chunk.start.at_ending:
        return Changes()  # counted before
    if chunk.end is None and chunk.start.at_ending and not bedtime:
        return finishes(turn, chunk.start, bookmark.started_at)
    counts = begins and not chunk.start.index if bedtime else chunk.end is None
    finished, done = (manner_of(turn, chunk.start), chunk.start.plan.spec) if counts else (None, None)
    return Changes(bookmark=bookmark.to_keep(), finished=finished, done=done, started_at=bookmark.started_at)


def _events(chunk: Chunk, *, begins: bool) -> tuple[Event, ...]:
    """Return what is told now: of a chunk that closes all nobody sees the end."""
    begun: tuple[Event, ...] = (Resumed() if chunk.start.index else Begun(),) if begins else ()
    return begun if chunk.end else (*begun, Guided(chunk.seconds))


def _unnamed(chunk: Chunk) -> Chunk:
    first, *others = chunk.spoken.beats
    beats = (replace(first, words=first.words.unnamed()), *others)
    return replace(chunk, spoken=replace(chunk.spoken, beats=beats))


def _check_in(turn: Turn, after: Position) -> str:
    guiding = turn.content.phrases.guiding
    if after.at_ending:
        return guiding.check_in_ending
    return varied(guiding.check_in, after.plan.spec.seed + after.index).format(part=place_name(turn, after.place))
