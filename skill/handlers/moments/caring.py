"""Pain and distress, and what makes a session unwise just now: whatever question is open."""

from dataclasses import replace

from skill.handlers import asked
from skill.handlers.bookmarks import keep, standing
from skill.handlers.events import left_off
from skill.handlers.moments import urgent
from skill.handlers.naming import area_name
from skill.handlers.offers import begin, quietly
from skill.handlers.reply import Ask, Reply
from skill.handlers.staying import A_REST, gentler, say_and_go_on, stay, to_stop, with_care
from skill.handlers.turn import Question, Turn
from skill.handlers.wishes import adapted, asked_area, kept_with, on_the_way, usual
from skill.practice.course import NothingLeft
from skill.practice.line import varied
from skill.practice.place import ENDING, OPENING
from skill.practice.planner import nearest
from skill.practice.spec import Eyes, Spec, Tension

WITHOUT_TENSING = {"tension": Tension.NONE}
GENTLE_MINUTES = 3
"""Of a session of the hands alone."""


def in_pain(turn: Turn) -> Reply:
    """Let go, ease off, and offer to leave out what hurts; pain in the chest is an emergency."""
    caring, slots = turn.content.phrases.caring, turn.request.slots
    if slots.get("area") == turn.library.roles.emergency:
        return urgent.emergency(turn)
    area = slots.get("area") or (turn.position.place.group if turn.position else "")
    if area not in turn.library.areas or area in (OPENING, ENDING):
        return _eased(turn) if turn.position else stay(turn, caring.pain)
    side = slots.get("side", "")
    area = f"{area}/{side}" if side in turn.library.areas[area].names else area
    question = caring.pain_offer.format(area=area_name(turn, area))
    return Reply(
        caring.pain,
        ask=Ask(Question.LEAVE_OUT, question, turn.state.offer, area),
        stop=True,
        progress=standing(turn, turn.position),
        troubled=True,
    )


def _eased(turn: Turn) -> Reply:
    """Let go, and ask before going on, where it isn't known what hurts."""
    phrases = turn.content.phrases
    return Reply(
        phrases.caring.pain,
        ask=Ask(Question.GO_ON, phrases.guiding.go_on),
        stop=True,
        progress=standing(turn, turn.position),
        changes=keep(turn, turn.position),
        troubled=True,
    )


def cannot_move(turn: Turn) -> Reply:
    """Ask once whether that is new; the session under way stops at its place, and is kept."""
    return replace(
        with_care(turn, ""),
        ask=Ask(Question.NEW, turn.content.phrases.caring.is_new, turn.state.offer, asked_area(turn) or ""),
    )


def not_new(turn: Turn) -> Reply:
    """No, it has long been so: offer to leave it out, or to picture it."""
    caring, area = turn.content.phrases.caring, turn.state.area_in_question
    if not area:
        return stay(replace(turn, state=replace(turn.state, question=None)), caring.not_new)
    question = caring.pain_offer.format(area=area_name(turn, area))
    ask = Ask(Question.LEAVE_OUT, question, turn.state.offer, area)
    return Reply(caring.not_new, ask=ask, progress=standing(turn, turn.position))


def in_distress(turn: Turn) -> Reply:
    """Stop the exercise, come back to the room, and offer to stop."""
    caring = turn.content.phrases.caring
    reply = Reply(
        varied(caring.distress, turn.state.troubled),
        ask=to_stop(turn),
        stop=True,
        progress=standing(turn, turn.position),
        changes=keep(turn, turn.position),
        troubled=True,
    )
    return quietly(turn, reply)


def rest(turn: Turn) -> Reply:
    """No to stopping, or to leaving out what hurts: half a minute of quiet, then a choice of what is gentler.

    Of what hurts while no session is under way, there is nothing to rest from.
    """
    if turn.state.area_in_question and turn.position is None:
        return stay(turn, "")
    caring = turn.content.phrases.caring
    before = caring.pain_rest if turn.state.area_in_question else caring.distress_rest
    words = varied(before, turn.state.troubled - 1)
    return Reply(words, A_REST, ask=gentler(turn), progress=standing(turn, turn.position))


def choose(turn: Turn) -> Reply:
    """Yes to a choice says nothing yet: say it again."""
    return stay(turn, "")


def hands_only(turn: Turn) -> Reply:
    """Begin a few minutes of the hands alone, or of what was named, with open eyes; this time."""
    spec = replace(
        usual(turn),
        routine=turn.library.roles.full,
        only=frozenset((asked_area(turn) or turn.library.roles.fingers,)),
        eyes=Eyes.OPEN,
        minutes=GENTLE_MINUTES,
    )
    try:
        return begin(turn, nearest(spec, turn.library), turn.content.phrases.suiting.eyes[Eyes.OPEN])
    except NothingLeft:
        return let_go_only(turn)


def let_go_only(turn: Turn) -> Reply:
    """Go on without tensing what hurts, or was named; where that is nothing, without tensing at all; this time."""
    return _gentler(turn, "released", turn.content.phrases.areas.released_now, Tension.NONE)


def picture_only(turn: Turn) -> Reply:
    """The same by picturing."""
    return _gentler(turn, "imagined", turn.content.phrases.areas.imagined_now, Tension.PICTURED)


def tension(turn: Turn) -> Reply:
    """Go on with as much tension as was said; this time."""
    return picture_only(turn) if turn.request.slots.get("tension") == Tension.PICTURED else let_go_only(turn)


def _gentler(turn: Turn, kind: str, words: str, tension: Tension) -> Reply:
    area = asked_area(turn) or turn.state.area_in_question
    if turn.progress and area:
        areas = getattr(turn.progress.spec, kind) | {area}
        return say_and_go_on(on_the_way(turn, **{kind: areas}), words.format(area=area_name(turn, area)))
    words = turn.content.phrases.suiting.tension[tension]
    if turn.progress:
        return say_and_go_on(on_the_way(turn, tension=tension), words)
    return begin(turn, adapted(turn, turn.state.offer or usual(turn), {"tension": tension}), words)


def condition(turn: Turn) -> Reply:
    """Name what is to be minded and who is to be asked; whether it is for this listener, nobody here decides.

    Until they say otherwise nothing is tensed, in what is under way, kept or begun, so that it fits what was just said.
    """
    conditions, kept = turn.content.phrases.conditions, kept_with(turn, WITHOUT_TENSING)
    caution = conditions.cautions.get(turn.request.slots.get("condition", ""), conditions.general)
    gentle = on_the_way(turn, **WITHOUT_TENSING)
    spec, words = _asked_for(turn)
    gentle = replace(gentle, state=replace(gentle.state, offer=adapted(turn, spec, WITHOUT_TENSING)))
    reply = with_care(gentle, " ".join(filter(None, (words, caution, conditions.ask_doctor))))
    if kept:
        reply = replace(reply, changes=replace(reply.changes, bookmark=kept, started_at=kept.started_at))
    return replace(reply, for_now=WITHOUT_TENSING)


def _asked_for(turn: Turn) -> tuple[Spec, str]:
    """Return the session that was asked for beside a condition, with what is said of it; else what is on offer."""
    if turn.request.slots.keys() <= {"condition"}:
        return turn.state.offer or usual(turn), ""
    try:
        spec = asked.session(turn)
    except NothingLeft:
        return usual(turn), asked.words(turn, usual(turn), {})
    return spec, asked.words(turn, spec, {})


def driving(turn: Turn) -> Reply:
    """Refuse kindly until parked."""
    return _last(turn, turn.content.phrases.caring.driving)


def not_now(turn: Turn) -> Reply:
    """Refuse kindly while something else needs the listener; nothing is offered for a day."""
    return quietly(turn, _last(turn, turn.content.phrases.caring.not_now))


def _last(turn: Turn, words: str) -> Reply:
    changes = keep(turn, turn.position)
    return Reply(words, stop=True, changes=changes, events=() if changes.finished else left_off(turn))
