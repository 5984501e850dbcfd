"""While the device plays: what it tells, its buttons, pausing, resuming; nothing is said that nobody asked for."""

from dataclasses import replace

from skill.handlers.moments import closing, guiding, opening
from skill.handlers.moments.recovering import stay
from skill.handlers.reply import Reply
from skill.handlers.speaking import back_to, keep, replay, speak_from
from skill.handlers.turn import Turn
from skill.store.port import Changes


def noticed(turn: Turn) -> Reply:
    """It has begun, or is ready for more: nothing follows, a session is one piece of audio."""
    return Reply()


def stopped(turn: Turn) -> Reply:
    """Keep the place: any word stops the audio, so this is no wish to stop."""
    session = turn.session()
    return Reply(changes=keep(turn, session)) if session else Reply()


def finished(turn: Turn) -> Reply:
    """Count a session that was heard to its end; bedtime, and one that was left in its closing rest, were before."""
    playing, session = turn.playing, turn.session()
    if playing is None or session is None or session.plan.bedtime or playing.counted:
        return Reply()
    return Reply(changes=Changes(forget_kept=True, finished=True, run=playing.run))


def pause(turn: Turn) -> Reply:
    """Silence, at once, and the place is kept; where nothing plays, "stop" is not for us to answer."""
    return replace(closing.leave(turn), stop=True)


def stop(turn: Turn) -> Reply:
    """Stop what plays with a few words by day; at night, and where nothing plays, without any."""
    session = turn.session()
    if session is None or session.plan.bedtime or not (turn.playing and turn.playing.active):
        return pause(turn)
    return replace(closing.stop(turn), stop=True)


def resume(turn: Turn) -> Reply:
    """Take up what was paused here, to the second; after some hours, or if another place was kept since, that one."""
    session = turn.session()
    if turn.playing is None or session is None:
        return opening.resume(turn)
    return replay(turn, turn.playing) if turn.audio else speak_from(turn, session, back_to(turn, session))


def in_order(turn: Turn) -> Reply:
    """Say kindly that nothing is looped or shuffled."""
    return stay(turn, turn.content.phrases.playing.in_order)


def play_button(turn: Turn) -> Reply:
    """Take up what was paused, or the kept place."""
    if turn.playing and turn.underway and turn.audio:
        return replay(turn, turn.playing)
    return _without_words(opening.take_up(turn)) if opening.resumable(turn) else Reply()


def next_button(turn: Turn) -> Reply:
    """Play on from the next muscle group."""
    return _without_words(guiding.next_group(turn))


def previous_button(turn: Turn) -> Reply:
    """Play on from the muscle group before."""
    return _without_words(guiding.previous_group(turn))


def _without_words(reply: Reply) -> Reply:
    """A button is answered with audio or not at all."""
    return Reply(play=reply.play, changes=reply.changes) if reply.play else Reply()
