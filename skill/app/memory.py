"""What is remembered of a listener, by a store that may fail: a fault is counted and logged, and ends no session."""

import logging
from dataclasses import replace

from skill.app.telemetry import Count, Counted, Field, Line, Metric, StoreCall
from skill.handlers.reply import Deletion, Reply
from skill.handlers.turn import Turn
from skill.store.port import HOUSEHOLD, Listener, Memory, Store, StoreFault, Unanswered

log = logging.getLogger(__name__)


def load(store: Store, listener: Listener, count: Count) -> Memory | None:
    """Return what is remembered; None if that could not be read."""
    try:
        return store.load(listener) or Memory()
    except StoreFault as fault:
        _failed(StoreCall.READ, fault, count)
        return None


def remember(store: Store, turn: Turn, reply: Reply, count: Count) -> Reply:
    """Save what the reply changes; what could not be saved is no longer among its changes, but wishes hold for now.

    If it was a wish just spoken, the reply says so. What was deleted meanwhile is not written again, and its place is
    not taken up any more in this session either.
    Raises StoreFault where an account could not be deleted.
    """
    if reply.deletes:
        return _delete(store, turn, reply, reply.deletes, count)
    begins = _begins(turn, reply)
    told_kept = reply.changes.bookmark is not None and reply.tells_kept and not reply.wish
    changes = replace(reply.changes, begins=begins, told_kept=told_kept)
    if not changes:
        return reply
    try:
        if store.save(turn.listener, changes, turn.now, None if begins else _began(turn, reply)):
            return reply
    except StoreFault as fault:
        _failed(StoreCall.WRITE, fault, count)
        return _unsaved(turn, reply, known=not isinstance(fault, Unanswered), gone=False)
    return _unsaved(turn, reply, known=True, gone=True)


def _begins(turn: Turn, reply: Reply) -> bool:
    """Whether a record may begin now: with an Alexa session, for somebody of whom there is none.

    What is said to audio that goes on is of the session that began it, unless it begins another or is a wish, of
    somebody whom the request itself names.
    """
    unknown = turn.memory_known and turn.memory.since is None
    opens = turn.request.is_new and (reply.changes or reply.ask)
    # Whom a token names alone may be somebody of another account, who would never find what was kept.
    named = turn.listener.person in (HOUSEHOLD, turn.request.listener.person)
    return bool(opens and unknown and named and not _is_of_playing(turn, reply))


def _began(turn: Turn, reply: Reply) -> int:
    """Return when the session began that a reply's changes are of, in epoch seconds."""
    playback = turn.playback
    return playback.bookmark.started_at if playback and _is_of_playing(turn, reply) else turn.began


def _is_of_playing(turn: Turn, reply: Reply) -> bool:
    """Whether what a reply changes is of the session that plays, or was paused and still is what goes on.

    What a device only still holds from some time before is of no session.
    """
    return turn.playback is not None and turn.progress is not None and not (reply.changes.begun or reply.wish)


def _unsaved(turn: Turn, reply: Reply, *, known: bool, gone: bool) -> Reply:
    """Return the reply where nothing was saved: it says so of a wish, which holds for this time.

    Where it isn't known whether it was, that is said, and nothing is confirmed. Where the record is gone, a place that
    was read from it is forgotten.
    """
    reply = replace(reply, changes=replace(reply.changes, bookmark=None, forget_place=gone))
    if reply.tells_kept:
        return replace(reply, before=turn.content.phrases.closing.goodbye)
    if not reply.wish:
        return reply
    adjusting = turn.content.phrases.adjusting
    words = f"{reply.before} {adjusting.not_saved}" if known else adjusting.perhaps_saved
    return replace(reply, before=words.strip())


def _delete(store: Store, turn: Turn, reply: Reply, what: Deletion, count: Count) -> Reply:
    """Delete; of what is one's own the reply says it if that fails, or may have; an account's fault passes."""
    try:
        if what is Deletion.ACCOUNT:
            store.delete_account(turn.listener.user, turn.now)
        else:
            store.delete(turn.listener, turn.now)
    except StoreFault as fault:
        _failed(StoreCall.DELETE, fault, count)
        if what is Deletion.ACCOUNT:
            raise
        keeping = turn.content.phrases.keeping
        unknown = isinstance(fault, Unanswered)
        return replace(reply, before=keeping.perhaps_deleted if unknown else keeping.not_deleted)
    return reply


def _failed(call: StoreCall, fault: StoreFault, count: Count) -> None:
    count(Counted(Metric.STORE_FAULTS, call))
    log.warning(Line.STORE_FAULT, extra={Field.REASON: call.value, Field.FAULT: str(fault)})
