"""What is kept of a listener: how they are doing, and deleting it."""

from dataclasses import replace

from skill.handlers.moments.recovering import stay
from skill.handlers.reply import Reply
from skill.handlers.speaking import standing
from skill.handlers.turn import Question, Turn
from skill.practice.preferences import NAMES
from skill.store.port import Changes

A_DAY = 24 * 60 * 60


def progress(turn: Turn) -> Reply:
    """Say how many sessions were finished, and when the last one was."""
    keeping, memory, numbers = turn.content.phrases.keeping, turn.memory, turn.library.guidance.numbers
    if not memory.sessions or memory.last is None:
        return stay(turn, keeping.nothing_yet)
    when = _ago(turn, (turn.now - memory.last) // A_DAY)
    if memory.sessions == 1:
        return stay(turn, keeping.progress_one.format(when=when))
    if memory.sessions > len(numbers):
        return stay(turn, keeping.progress_many.format(when=when))
    return stay(turn, keeping.progress.format(sessions=numbers[memory.sessions - 1], when=when))


def ask_to_delete(turn: Turn) -> Reply:
    """Ask once before deleting this speaker's data."""
    session = turn.session()
    return Reply(
        ask=turn.content.phrases.keeping.delete_offer,
        question=Question.DELETE,
        offer=turn.offer,
        underway=standing(turn, session) if session else None,
    )


def delete(turn: Turn) -> Reply:
    """Delete, say so, and close."""
    return Reply(turn.content.phrases.keeping.deleted, deletes=True)


def skill_disabled(turn: Turn) -> Reply:
    """Delete what is kept of the whole household; nobody is listening."""
    return Reply(deletes_account=True)


def keep_data(turn: Turn) -> Reply:
    """No to deleting."""
    return stay(turn, turn.content.phrases.keeping.still_kept)


def forget_settings(turn: Turn) -> Reply:
    """Take back every wish; place and history stay."""
    reply = stay(turn, turn.content.phrases.keeping.forgotten)
    return replace(reply, changes=Changes(preferences=dict.fromkeys(NAMES)), wish=True)


def _ago(turn: Turn, days: int) -> str:
    keeping, numbers = turn.content.phrases.keeping, turn.library.guidance.numbers
    if days <= 0:
        return keeping.today
    if days == 1:
        return keeping.yesterday
    return keeping.days_ago.format(days=numbers[days - 1]) if days <= len(numbers) else keeping.weeks_ago
