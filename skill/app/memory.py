"""What is remembered of a listener, by a store that may fail: a fault is counted and logged, and ends no session."""

import logging
from dataclasses import replace

from skill.app.telemetry import Count, Counted, Field, Line, Metric, StoreCall
from skill.handlers.reply import Deletion, Reply
from skill.handlers.turn import Turn
from skill.store.port import Changes, Listener, Memory, Store, StoreFault

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

    If it was a wish just spoken, the reply says so. Raises StoreFault where an account could not be deleted.
    """
    if reply.deletes:
        return _delete(store, turn, reply, reply.deletes, count)
    if not reply.changes:
        return reply
    try:
        if _brings_back(store, turn):
            return replace(reply, changes=Changes())
        store.save(turn.listener, reply.changes, turn.now)
    except StoreFault as fault:
        _failed(StoreCall.WRITE, fault, count)
        reply = replace(reply, changes=replace(reply.changes, bookmark=None, forget_place=False))
        if reply.wish:
            words = f"{reply.before} {turn.content.phrases.adjusting.not_saved}"
            return replace(reply, before=words.strip())
    return reply


def _brings_back(store: Store, turn: Turn) -> bool:
    """Whether saving would bring back what was deleted: a device tells of its audio after that too."""
    return turn.request.is_audio_event and store.load(turn.listener) is None


def _delete(store: Store, turn: Turn, reply: Reply, what: Deletion, count: Count) -> Reply:
    """Delete; of what is one's own the reply says it if that fails, an account's fault passes."""
    try:
        if what is Deletion.ACCOUNT:
            store.delete_account(turn.listener.user)
        else:
            store.delete(turn.listener)
    except StoreFault as fault:
        _failed(StoreCall.DELETE, fault, count)
        if what is Deletion.ACCOUNT:
            raise
        return replace(reply, before=turn.content.phrases.keeping.not_deleted)
    return reply


def _failed(call: StoreCall, fault: StoreFault, count: Count) -> None:
    count(Counted(Metric.STORE_FAULTS, call))
    log.warning(Line.STORE_FAULT, extra={Field.REASON: call.value, Field.FAULT: str(fault)})
