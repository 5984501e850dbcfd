"""A sentence with several wishes: each is done, one after the other; where one was not understood, that is said."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from skill.handlers.bookmarks import standing
from skill.handlers.meanings import meant
from skill.handlers.reply import Reply
from skill.handlers.request import Request
from skill.handlers.turn import Question, State, Turn
from skill.practice.bookmark import Bookmark
from skill.practice.position import Position
from skill.practice.preferences import ABOUT_AREAS as KEPT_AREAS
from skill.store.port import Changes

Answer = Callable[[Turn], Reply]

TOGETHER = "TwoWishesIntent"
"""Has no meaning of its own: all that is wished stands in its slots."""
WISHES = ("wish", "other_wish")
"""Slots whose values are intents, with the value of a slot where they have one: "SetBackgroundIntent:rain"."""
ABOUT_AREAS = {"left_out": "SkipIntent", "never": "AlwaysSkipIntent"}
"""Slots of areas, and what is wished of these."""
OWN = {"StartIntent": frozenset(("left_out",))}
"""Those that an intent sees to itself."""
SLOT_OF = {"ConditionIntent": "condition", "SetBackgroundIntent": "background", "SetDirectionIntent": "direction"}
"""The slot that the value of a wish is for."""
MOVES = frozenset(
    (
        "StartIntent",
        "OnlyAreasIntent",
        "SameAgainIntent",
        "AMAZON.YesIntent",
        "AMAZON.NextIntent",
        "AMAZON.PreviousIntent",
        "AMAZON.RepeatIntent",
        "AMAZON.StartOverIntent",
        "AMAZON.ResumeIntent",
        "GoToIntent",
    )
)
"""Done after all else, so that what is guided then is as was wished."""
CONDITION = "ConditionIntent"
"""What somebody says of their body or mind, or asks whether it is for them."""
NOT_BESIDE = {CONDITION: MOVES, "ReleaseOnlyIntent": frozenset(("AMAZON.YesIntent",))}
"""By wish, what isn't done beside it: what is to be minded is said first, and who won't tense is asked once more."""
LEAVING = frozenset(("AMAZON.PauseIntent", "AMAZON.StopIntent", "NotYetIntent", "GoodNightIntent"))
"""Done last."""


def wishes_of(request: Request) -> list[Request]:
    """Return a request's wishes, a request each, in the order in which they are to be done.

    Beside a condition nothing begins or goes on, and a session that was asked for is only kept ready.
    """
    others = {*WISHES, *ABOUT_AREAS} - OWN.get(request.intent, frozenset())
    own = {name: value for name, value in request.slots.items() if name not in others}
    main = [] if request.intent == TOGETHER else [replace(request, slots=own)]
    beside = [replace(request, intent=intent, slots=slots) for intent, slots in _beside(request, others)]
    return sorted(_allowed([*main, *beside]), key=lambda each: (each.intent in LEAVING, each.intent in MOVES))


def _allowed(wishes: Sequence[Request]) -> list[Request]:
    """Return wishes without what isn't done beside others; a condition takes what was asked of a session."""
    dropped = frozenset[str]().union(*(NOT_BESIDE.get(each.intent, ()) for each in wishes))
    asked = next((each.slots for each in wishes if each.intent == "StartIntent"), {})
    left = [each for each in wishes if each.intent not in dropped]
    return [replace(each, slots={**asked, **each.slots}) if each.intent == CONDITION else each for each in left]


def answer(turn: Turn, answered: Answer) -> Reply:
    """Return the answer to all that was wished in one sentence, each by itself answered by `answered`."""
    wishes, missed = wishes_of(turn.request), misses(turn.request)
    if not wishes:
        return answered(replace(turn, request=replace(turn.request, intent="AMAZON.FallbackIntent", slots={})))
    if turn.state.question is Question.CALL or (len(wishes) == 1 and not missed):
        return answered(replace(turn, request=wishes[0]))
    replies = list[Reply]()
    for wish in wishes:
        turn = _after(turn, replies[-1]) if replies else turn
        replies.append(answered(replace(turn, request=wish)))
    rest = [turn.content.phrases.choosing.rest] if missed else []
    return _together(turn, replies, rest)


def misses(request: Request) -> bool:
    """Whether a wish was said and not understood."""
    said = [request.slots[name] for name in WISHES if name in request.slots]
    return (request.intent == TOGETHER and len(said) < len(WISHES)) or not all(map(_wish, said))


def _beside(request: Request, others: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the wishes that stand beside what an intent says itself."""
    said = [name for name in (*WISHES, *ABOUT_AREAS) if name in others and name in request.slots]
    for name in said:
        value = request.slots[name]
        if name in ABOUT_AREAS:
            yield ABOUT_AREAS[name], {"area": value}
        elif wish := _wish(value):
            yield wish


def _wish(value: str) -> tuple[str, dict[str, str]] | None:
    """Return the intent with its slots that is the value of a slot for a wish; None for what matched nothing."""
    name, _, own = value.partition(":")
    if not name.endswith("Intent"):
        return None
    return meant(name, {SLOT_OF[name]: own} if own else {})


def _after(turn: Turn, reply: Reply) -> Turn:
    """Return the turn once a reply has been given: at the same moment and place, with all that it changed."""
    memory = turn.memory.after(reply.changes, turn.now)
    memory = replace(memory, preferences=memory.preferences.with_changes(reply.for_now))
    under_way = _under_way(turn, reply)
    state = replace(reply.state if reply.ask else State(), progress=under_way, troubled=turn.state.troubled)
    return replace(turn, memory=memory, state=state)


def _under_way(turn: Turn, reply: Reply) -> Bookmark | None:
    """Return the session under way after a reply, with nothing of it being said."""
    if reply.play and turn.audio:
        plan = turn.audio.plan(reply.play.stream.spec)
        position: Position | None = Position(plan, plan.at(reply.play.offset))
    else:
        progress = reply.progress
        position = Position.at(turn.plan_of(progress.spec), progress.place) if progress else None
    there = standing(turn, position)
    return there and replace(there, made_by=turn.library.made_by)


def _together(turn: Turn, replies: Sequence[Reply], rest: Sequence[str]) -> Reply:
    """Return one reply that says the words of several, does what all of them do, and goes on as the last."""
    *firsts, last = replies
    words = list(dict.fromkeys(filter(None, (*(each.before for each in replies), *rest))))
    seconds = sum(turn.library.speech_time.seconds(each) for each in words if each != last.before)
    changes = reduce(_both, (each.changes for each in firsts), Changes())
    return replace(
        last,
        before=" ".join(words),
        progress=last.progress and _later(last.progress, seconds),
        changes=_both(changes, replace(last.changes, bookmark=_kept_later(last.changes, seconds))),
        wish=any(each.wish for each in replies),
        for_now={name: wish for each in replies for name, wish in each.for_now.items()},
        card=next((each.card for each in reversed(replies) if each.card), None),
        stop=any(each.stop for each in replies),
        safety_until=max(each.safety_until for each in replies),
        events=tuple(event for each in replies for event in each.events),
    )


def _later(bookmark: Bookmark, seconds: float) -> Bookmark:
    """Return a bookmark whose words begin some seconds later, if any are said."""
    if not bookmark.until:
        return bookmark
    return replace(bookmark, at=bookmark.at + seconds, until=bookmark.until + seconds)


def _kept_later(changes: Changes, seconds: float) -> Bookmark | None:
    return changes.bookmark and _later(changes.bookmark, seconds)


def _both(first: Changes, then: Changes) -> Changes:
    """Return the changes of two replies: what the later one says counts."""
    named = {name for name in vars(then) if getattr(then, name) != getattr(Changes(), name)}
    changed = replace(first, **{name: getattr(then, name) for name in named - {"preferences"}})
    stays = then.bookmark is not None and not then.forget_place
    preferences = _both_wishes(first.preferences, then.preferences)
    return replace(changed, preferences=preferences, forget_place=changed.forget_place and not stays)


def _both_wishes(first: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """Return the wishes of both; of those about areas, each area's."""
    both = {name: {**first[name], **then[name]} for name in first.keys() & then.keys() & {*KEPT_AREAS}}
    return {**first, **then, **both}
