"""What is kept of a listener: how they are doing, and deleting it."""

from typing import Any

from skill.handlers.bookmarks import standing
from skill.handlers.events import left_off
from skill.handlers.reply import Ask, Deletion, Reply
from skill.handlers.staying import say_and_go_on, stay, with_wishes
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import nameable
from skill.practice.preferences import ABOUT_AREAS, NAMES

A_DAY = 24 * 60 * 60
COUNTED = 40
"""Sessions, or days, that are said as a number; beyond it "more than forty", and "some weeks"."""


def progress(turn: Turn) -> Reply:
    """Say how many sessions were finished, and when the last one was."""
    keeping, memory, numbers = turn.content.phrases.keeping, turn.memory, turn.library.guidance.numbers
    if not turn.memory_known:
        return stay(turn, keeping.not_known)
    if not memory.sessions or memory.last is None:
        return stay(turn, keeping.nothing_yet)
    when = _ago(turn, (turn.now - memory.last) // A_DAY)
    if memory.sessions == 1:
        return stay(turn, keeping.progress_one.format(when=when))
    if memory.sessions > COUNTED:
        return stay(turn, keeping.progress_many.format(when=when))
    return stay(turn, keeping.progress.format(sessions=numbers[memory.sessions - 1], when=when))


def ask_to_delete(turn: Turn) -> Reply:
    """Ask once before deleting this speaker's data."""
    words = turn.content.phrases.keeping.delete_offer
    return Reply(ask=Ask(Question.DELETE, words, turn.state.offer), progress=standing(turn, turn.position))


def delete(turn: Turn) -> Reply:
    """Delete, say so, and close."""
    return Reply(turn.content.phrases.keeping.deleted, deletes=Deletion.OWN, events=left_off(turn))


def skill_disabled(turn: Turn) -> Reply:
    """Delete what is kept of the whole household; nobody is listening."""
    return Reply(deletes=Deletion.ACCOUNT)


def keep_data(turn: Turn) -> Reply:
    """No to deleting."""
    return stay(turn, turn.content.phrases.keeping.still_kept)


def privacy(turn: Turn) -> Reply:
    """Say what is kept and what isn't, and go on."""
    words = turn.content.phrases.keeping.privacy
    return say_and_go_on(turn, words) if turn.is_interrupted else stay(turn, words)


def forget_settings(turn: Turn) -> Reply:
    """Take back every wish; place and history stay."""
    wishes: dict[str, Any] = dict.fromkeys(name for name in NAMES if name not in ABOUT_AREAS)
    for kind in ABOUT_AREAS:  # also what was wished where this session could not read it
        wishes[kind] = dict.fromkeys((*nameable(turn.library), *(getattr(turn.preferences, kind) or ())))
    reply = stay(turn, turn.content.phrases.keeping.forgotten)
    return with_wishes(reply, **wishes)


def _ago(turn: Turn, days: int) -> str:
    keeping, numbers = turn.content.phrases.keeping, turn.library.guidance.numbers
    if days <= 0:
        return keeping.today
    if days == 1:
        return keeping.yesterday
    return keeping.days_ago.format(days=numbers[days - 1]) if days <= COUNTED else keeping.weeks_ago
