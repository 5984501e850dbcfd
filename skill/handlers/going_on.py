"""Going on from a place, spoken or played."""

from skill.handlers.bookmarks import keep
from skill.handlers.events import left_off
from skill.handlers.naming import anew, back_to
from skill.handlers.played import hands_free, played_from, replay
from skill.handlers.reply import Reply
from skill.handlers.spoken import spoken_from
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import as_of_now
from skill.practice.bookmark import Bookmark
from skill.practice.position import Position


def go_on_from(turn: Turn, position: Position, before: str = "", *, begins: bool = False) -> Reply:
    """Return the reply that guides on from a place: it speaks the next chunk, or has the device play the whole rest.

    `begins` says that a new run of the session begins here: it was started, or taken up again. Where other content had
    guided the listener here, it says how much is left.
    """
    before = anew(turn, position, before) if turn.is_foreign else before
    guide = played_from if hands_free(turn, bedtime=position.plan.bedtime) else spoken_from
    return guide(turn, position, before, begins=begins)


def carry_on(turn: Turn, position: Position, before: str) -> Reply:
    """Return the reply that says something and goes on: what plays goes on playing, what was paused stays so."""
    playback = turn.playback
    if playback is None or turn.progress is None or not hands_free(turn, bedtime=position.plan.bedtime):
        return go_on_from(turn, position, before)
    if not playback.active:
        return Reply(before, changes=keep(turn, position), events=left_off(turn))
    if turn.progress.spec != playback.stream.spec:
        return go_on_from(turn, position, before)
    return replay(turn, playback, before)


def take_up_kept(turn: Turn, kept: Bookmark) -> Reply:
    """Go on from the kept place, which is named before; if content has changed since, with what is left from there."""
    position = as_of_now(turn, kept)
    before, known = back_to(turn, position), kept.made_by == turn.library.made_by
    said = turn.state.question is Question.RESUME
    return go_on_from(turn, position, before if known or said else anew(turn, position, before), begins=True)
