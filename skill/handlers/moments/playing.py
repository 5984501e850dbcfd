"""While the device plays: what it tells, its buttons, pausing, resuming; nothing is said that nobody asked for."""

from dataclasses import replace

from skill.handlers.bookmarks import finishes, keep, resumable
from skill.handlers.events import Guided
from skill.handlers.going_on import go_on_from, take_up_kept
from skill.handlers.moments import closing, guiding, opening
from skill.handlers.naming import back_to
from skill.handlers.played import replay
from skill.handlers.reply import Reply
from skill.handlers.staying import stay
from skill.handlers.turn import Turn


def noticed(turn: Turn) -> Reply:
    """It has begun, or is ready for more: nothing follows, a session is one piece of audio."""
    return Reply()


def failed(turn: Turn) -> Reply:
    """Keep the place."""
    return Reply(changes=keep(turn, turn.position))


def stopped(turn: Turn) -> Reply:
    """Keep the place: any word stops the audio, so this is no wish to stop."""
    return _with_what_was_heard(turn, failed(turn))


def finished(turn: Turn) -> Reply:
    """Count a session that was heard to its end; bedtime, and one that was left in its closing rest, were before."""
    playback, position, reply = turn.playback, turn.position, Reply()
    if playback and position and not position.plan.bedtime and not playback.counted:
        reply = Reply(changes=finishes(turn, position, playback.bookmark.started_at))
    return _with_what_was_heard(turn, reply)


def pause(turn: Turn) -> Reply:
    """Silence, at once, and the place is kept; where nothing plays, "stop" is not for us to answer."""
    return replace(closing.leave(turn), stop=True)


def stop(turn: Turn) -> Reply:
    """Stop what plays with a few words by day; at night, and where nothing plays, without any."""
    position = turn.position
    if position is None or position.plan.bedtime or not (turn.playback and turn.playback.active):
        return pause(turn)
    return closing.stop(turn)


def resume(turn: Turn) -> Reply:
    """Take up what was paused here, to the second; after some hours, or if another place was kept since, that one.

    What other audio made is taken up at its place, which is named with how much is left.
    """
    position = turn.position
    if turn.playback is None or position is None:
        return opening.resume(turn)
    return replay(turn, turn.playback) if turn.audio else go_on_from(turn, position, back_to(turn, position))


def in_order(turn: Turn) -> Reply:
    """Say kindly that nothing is looped or shuffled."""
    return stay(turn, turn.content.phrases.playing.in_order)


def play_button(turn: Turn) -> Reply:
    """Take up what was paused, or the kept place."""
    if turn.playback and turn.progress and turn.audio:
        return replay(turn, turn.playback)
    kept = resumable(turn)
    return _without_words(take_up_kept(turn, kept)) if kept else Reply()


def next_button(turn: Turn) -> Reply:
    """Play on from the next muscle group."""
    return _without_words(guiding.next_group(turn))


def previous_button(turn: Turn) -> Reply:
    """Play on from the muscle group before."""
    return _without_words(guiding.previous_group(turn))


def _without_words(reply: Reply) -> Reply:
    """A button is answered with audio or not at all."""
    return Reply(play=reply.play, changes=reply.changes, events=reply.events) if reply.play else Reply()


def _with_what_was_heard(turn: Turn, reply: Reply) -> Reply:
    heard = turn.playback.heard if turn.playback else 0.0
    return replace(reply, events=(*reply.events, Guided(heard))) if heard else reply
